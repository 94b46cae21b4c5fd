"""Compares the lines of plan/measure.py with those LibreOffice makes: `lines_against_office.py TEXT FOLDER`.

TEXT is a file with one paragraph a line. Each paragraph is set at three sizes and four widths, one a slide. Prints how
often both break alike, and how often LibreOffice needs more lines than were counted on, which must be never.
"""

import subprocess
import sys
from pathlib import Path

import pypdfium2
from pptx import Presentation
from pptx.util import Pt

from assets import compounds
from plan.measure import join_compounds, lay, loosen, metrics

SIZES, WIDTHS = (20, 28, 32), (240, 410, 640, 850)


def deck(paragraphs: list[str], path: Path) -> list[list[str]]:
    """Write one slide a paragraph, size and width; the lines expected on each."""
    show = Presentation()
    show.slide_width, show.slide_height = Pt(960), Pt(2400)
    expected = []
    for text in paragraphs:
        for size in SIZES:
            for width in WIDTHS:
                loose = loosen(text, metrics(), size, width)
                _box(show, loose, size, width)
                expected.append(list(lay(loose, metrics(), size, width).lines))
    show.save(path)
    return expected


def _box(show, text: str, size: int, width: int) -> None:
    box = show.slides.add_slide(show.slide_layouts[6]).shapes.add_textbox(Pt(20), Pt(20), Pt(width), Pt(2300))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.name = text, Pt(size), "Arial"


def seen(path: Path) -> list[list[str]]:
    """The lines on each page of a PDF, spaces normalised."""
    pages = []
    for page in pypdfium2.PdfDocument(path):
        lines: dict[int, str] = {}
        text = page.get_textpage()
        for at in range(text.count_chars()):
            letter = text.get_text_range(at, 1)
            if letter.strip():
                middle = round(text.get_charbox(at, loose=True)[1])
                lines[middle] = lines.get(middle, "") + letter
        pages.append([lines[y] for y in sorted(lines, reverse=True)])
    return pages


def main(source: Path, folder: Path) -> None:
    """Print the comparison."""
    texts = [" ".join(line.split()) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    expected = deck([join_compounds(text, compounds()) for text in texts], folder / "lines.pptx")
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "lines.pptx"],
                   check=True, capture_output=True)
    pairs = list(zip(expected, seen(folder / "lines.pdf"), strict=True))
    alike = sum(["".join(line.split()) for line in ours] == theirs for ours, theirs in pairs)
    short = sum(len(theirs) > len(ours) for ours, theirs in pairs)
    longer = sum(len(theirs) < len(ours) for ours, theirs in pairs)
    print(f"{len(pairs)} texts: {alike} broken alike, {longer} with a line fewer there, {short} with more there")
    others = [(ours, theirs) for ours, theirs in pairs if ["".join(line.split()) for line in ours] != theirs]
    for ours, theirs in others[:5]:
        print(ours, theirs, sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
