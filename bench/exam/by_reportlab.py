"""The papers of a sitting by plain reportlab, as its user guide shows: `python by_reportlab.py ROOM PDF`.

A Paragraph for each stem and option of each copy, answer sheets drawn on the canvas.
"""

import json
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
)

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FACES = {
    "text": "Literata-Regular", "bold": "Literata-Bold", "head": "BeVietnamPro-Regular", "heads": "BeVietnamPro-Bold",
}  # fmt: skip
LETTERS = "ABCDE"


class Sheet(Flowable):  # type: ignore[misc]
    """An answer sheet, drawn over the whole page."""

    def __init__(self, copy: dict[str, Any], questions: int, exam: str, room: Path) -> None:
        super().__init__()
        self.copy, self.questions, self.exam, self.room = copy, questions, exam, room
        self.width = self.height = 1

    def draw(self) -> None:
        """Names, codes, tags, bubbles; from the page's lower left corner."""
        canvas: Canvas = self.canv
        canvas.saveState()
        canvas.translate(-20 * mm, -(297 - 15 - 1) * mm)
        self._words(canvas)
        picture = str(self.room / f"{self.copy['number']}.png")
        canvas.drawImage(picture, 135 * mm, 255 * mm, 24 * mm, 24 * mm)
        canvas.drawImage(picture, 165 * mm, 255 * mm, 24 * mm, 24 * mm)
        for x, y in ((7, 7), (197, 7), (7, 284), (197, 284)):
            canvas.rect(x * mm, y * mm, 6 * mm, 6 * mm, stroke=0, fill=1)
        for at in range(self.questions):
            self._row(canvas, at)
        canvas.restoreState()

    def _words(self, canvas: Canvas) -> None:
        lines = ("PHIẾU TRẢ LỜI", f"Họ và tên: {self.copy['name']}", f"Đơn vị: {self.copy['unit']}",
                 f"Ngày sinh: {self.copy['born']}", f"Bản số {self.copy['number']}")  # fmt: skip
        canvas.setFont("heads", 12)
        for at, line in enumerate(lines):
            canvas.drawString(20 * mm, (275 - 7 * at) * mm, line)
        canvas.setFont("head", 8.5)
        canvas.drawCentredString(105 * mm, 8 * mm, f"Bản số {self.copy['number']} · Kỳ {self.exam}")

    def _row(self, canvas: Canvas, at: int) -> None:
        half = (self.questions + 1) // 2
        x, y = 25 + 85 * (at // half), 225 - 9 * (at % half)
        canvas.setFont("text", 11)
        canvas.drawCentredString(x * mm, y * mm - 3, str(at + 1))
        canvas.setFont("text", 7)
        for place, letter in enumerate(LETTERS[:4], 1):
            canvas.circle((x + 11 * place) * mm, y * mm, 2.6 * mm)
            canvas.drawCentredString((x + 11 * place) * mm, y * mm - 2.5, letter)


def story(data: dict[str, Any], room: Path) -> list[Flowable]:
    """Everything, copy by copy."""
    text = ParagraphStyle("text", fontName="text", fontSize=11, leading=15.5, alignment=4)
    option = ParagraphStyle("option", parent=text, leftIndent=12)
    title = ParagraphStyle("title", fontName="heads", fontSize=14, leading=18, alignment=1)
    line = ParagraphStyle("line", fontName="head", fontSize=10, leading=14)
    told: list[Flowable] = []
    for copy in data["copies"]:
        told += [Paragraph(escape(data["title"]), title), Paragraph(escape(data["course"]), line)]
        told.append(Paragraph(escape(f"Họ và tên: {copy['name']} · Số báo danh: {copy['candidate']}"), line))
        told += [Paragraph(escape(f"Đơn vị: {copy['unit']} · Bản số {copy['number']}"), line), HRFlowable("100%")]
        for at, (item, order) in enumerate(copy["asked"], 1):
            question = data["questions"][item]
            options = (Paragraph(f"{LETTERS[place]}. {escape(question[one + 1])}", option)
                       for place, one in enumerate(order))  # fmt: skip
            stem = Paragraph(f"<font name='bold'>Câu {at}.</font> {escape(question[0])}", text)
            told.append(KeepTogether([stem, *options]))
        told += [Paragraph("HẾT", title), NextPageTemplate("sheet"), PageBreak()]
        told += [Sheet(copy, len(data["questions"]), data["exam"], room), NextPageTemplate("booklet"), PageBreak()]
    return told


def main(room: str, made: str) -> None:
    """The file."""
    data = json.loads(Path(room, "content.json").read_text(encoding="utf-8"))
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{file}.ttf")))
    frame = Frame(20 * mm, 18 * mm, 170 * mm, 264 * mm, 0, 0, 0, 0)

    def foot(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont("head", 8.5)
        canvas.drawCentredString(105 * mm, 10 * mm, f"Trang {canvas.getPageNumber()} · Kỳ {data['exam']}")

    document = BaseDocTemplate(made, pagesize=A4, title=data["title"], pageCompression=1)
    document.addPageTemplates([PageTemplate("booklet", [frame], onPage=foot), PageTemplate("sheet", [frame])])
    document.build(story(data, Path(room)))


if __name__ == "__main__":
    main(*sys.argv[1:])
