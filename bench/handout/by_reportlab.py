"""The manuscript by plain reportlab, two passes, as its user guide shows: `python by_reportlab.py MANUSCRIPT PDF`.

`multiBuild` sets everything at least twice, until the table of contents stands still. What it cannot do without more
code: notes at the foot of the page (they stand at the end of each section here), "page x/y" (a third number that only
the last pass knows: taken from the pass before), structure tags, PDF/A. The reference to a page is the number that the
pass before saw.
"""

import json
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, LongTable, PageBreak, PageTemplate, Paragraph
from reportlab.platypus.tableofcontents import TableOfContents

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
INK, MUTED = HexColor("#241C18"), HexColor("#6B5E55")
WIDTHS = (12 * mm, 78 * mm, 48 * mm, 30 * mm)
RULES = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, MUTED), ("LINEABOVE", (0, 0), (-1, 0), 1, INK),
    ("LINEBELOW", (0, 0), (-1, 0), 1, INK), ("LINEBELOW", (0, -1), (-1, -1), 1, INK),
]  # fmt: skip


def styled(name: str, face: str, size: float, pitch: float, **more: Any) -> ParagraphStyle:
    """A style; the pitch in em."""
    return ParagraphStyle(name, fontName=face, fontSize=size, leading=size * pitch, textColor=INK, **more)


def styles() -> dict[str, ParagraphStyle]:
    """By name, once the faces are known."""
    for name in ("Literata-Regular", "BeVietnamPro-Regular", "BeVietnamPro-Bold"):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    text, head = "Literata-Regular", "BeVietnamPro-Bold"
    made = (
        styled("h1", head, 18, 1.34, spaceBefore=16, spaceAfter=5, keepWithNext=1),
        styled("h2", head, 13, 1.43, spaceBefore=9, spaceAfter=3, keepWithNext=1),
        styled("contents", head, 18, 1.34, spaceAfter=5), styled("cell", text, 9.5, 1.39),
        styled("body", text, 11, 1.39, spaceAfter=4, alignment=TA_JUSTIFY, allowWidows=0, allowOrphans=0),
        styled("cell-head", head, 8.5, 1.43), styled("note", text, 8.5, 1.371),
        styled("toc1", text, 11, 1.39, spaceAfter=2), styled("toc2", text, 11, 1.39, leftIndent=14, spaceAfter=2),
    )  # fmt: skip
    return {style.name: style for style in made}


class Handout(BaseDocTemplate):
    """Running heads, bookmarks, entries of the contents."""

    def __init__(self, pdf: str, data: dict[str, Any]) -> None:
        super().__init__(pdf, pagesize=A4, title=data["title"], lang="vi")
        self.head = data["head"]
        frame = Frame(24 * mm, 20 * mm, 168 * mm, 257 * mm, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("all", [frame], onPage=self.running))

    def running(self, canvas: Canvas, _: object) -> None:
        """Heads, and the page of the pages that the pass before made."""
        canvas.setFont("BeVietnamPro-Regular", 8.5)
        canvas.setFillColor(MUTED)
        canvas.drawString(24 * mm, A4[1] - 14.5 * mm, self.head[0])
        canvas.drawRightString(192 * mm, A4[1] - 14.5 * mm, self.head[1])
        canvas.drawRightString(192 * mm, 11.5 * mm, f"Trang {canvas.getPageNumber()}/{SEEN.get('pages', 0)}")
        SEEN["last"] = canvas.getPageNumber()

    def afterFlowable(self, flow: Flowable) -> None:  # reportlab's own name
        """A heading is a bookmark and an entry."""
        key = getattr(flow, "key", None)
        if key:
            level = int(flow.style.name == "h2")
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flow.getPlainText(), key, level)
            self.notify("TOCEntry", (level, flow.getPlainText(), self.page, key))
            SEEN[key] = self.page

    def beforeDocument(self) -> None:  # reportlab's own name
        """A pass begins."""
        SEEN["pages"] = SEEN.get("last", 0)


SEEN: dict[str, int] = {}


class Reference(Paragraph):
    """Words with the page of a place, as the pass before saw it."""

    def __init__(self, words: str, key: str, style: ParagraphStyle) -> None:
        super().__init__(words.format(page=0), style)
        self.words, self.key_seen = words, key

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Read anew in each pass."""
        self._setup(self.words.format(page=SEEN.get(self.key_seen, 0)), self.style, None, None, str)
        size: tuple[float, float] = super().wrap(width, height)
        return size


def parts(
    data: dict[str, Any], section: dict[str, Any], known: dict[str, ParagraphStyle], number: int
) -> list[Flowable]:
    """Paragraphs and tables, then the notes of the section; `number` is that of the note before them."""
    flows, notes = list[Flowable](), list[Flowable]()
    for one in section["parts"]:
        if "rows" in one:
            head = [Paragraph(escape(title), known["cell-head"]) for title in data["columns"]]
            rows = [[Paragraph(escape(cell), known["cell"]) for cell in row] for row in one["rows"]]
            flows.append(LongTable([head, *rows], WIDTHS, repeatRows=1, style=RULES, spaceBefore=3, spaceAfter=8))
        elif "see" in one:
            words = f"{data['labels']['see']}: {escape(one['title'])}, {data['labels']['page']} "
            flows.append(Reference(words + "{page}.", one["see"], known["body"]))
        else:
            raised = f'<super size="6.5">{number + len(notes) + 1}</super>'
            flows.append(Paragraph(escape(one["text"]) + raised, known["body"]))
            notes.append(Paragraph(f"{raised} {escape(one['note'])}", known["note"]))
    return [*flows, *notes]


def headed(title: str, key: str, style: ParagraphStyle) -> Paragraph:
    """A heading with its place."""
    made = Paragraph(escape(title), style)
    made.key = key
    return made


def story(data: dict[str, Any]) -> list[Flowable]:
    """Contents on pages of their own, then chapter by chapter."""
    known, number = styles(), 0
    contents = TableOfContents(levelStyles=[known["toc1"], known["toc2"]], dotsMinLevel=0)
    flows: list[Flowable] = [Paragraph(data["labels"]["contents"], known["contents"]), contents, PageBreak()]
    for chapter in data["chapters"]:
        flows.append(headed(chapter["title"], chapter["id"], known["h1"]))
        for section in chapter["sections"]:
            flows.append(headed(section["title"], section["id"], known["h2"]))
            flows += parts(data, section, known, number)
            number += sum("note" in one for one in section["parts"])
    return flows


def main(manuscript: str, pdf: str) -> None:
    """One file."""
    data = json.loads(Path(manuscript).read_text(encoding="utf-8"))
    Handout(pdf, data).multiBuild(story(data))


if __name__ == "__main__":
    main(*sys.argv[1:])
