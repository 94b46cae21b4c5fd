"""Sets a page with every shipped face, to look at: `specimen.py OUT.pdf`."""

import sys
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from assets.look import load_look
from builders.pdf.fonts import STYLES, font, register

SAMPLE, STYLED, _ = (Path(__file__).parent / "sample.txt").read_text(encoding="utf-8").splitlines()


def main(out: Path) -> None:
    """Write the page."""
    look = load_look()
    register(look, "text", "head", "official")
    story = []
    for family in ("Literata", "BeVietnamPro", "Tinos"):
        for bold, italic in STYLES:
            name = font(family, bold=bold, italic=italic)
            style = ParagraphStyle(name, fontName=name, fontSize=11, leading=16, spaceAfter=4, splitLongWords=0)
            story.append(Paragraph(f"{name}: {SAMPLE}", style))
        plain = ParagraphStyle(family, fontName=font(family), fontSize=11, leading=16, spaceAfter=14)
        story.append(Paragraph(STYLED, plain))
    SimpleDocTemplate(str(out), pagesize=A4, invariant=1, title="Specimen").build(story)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
