"""The papers of a sitting by Typst, as a user would write it: `python by_typst.py ROOM PDF`.

One source holds the template; it reads `content.json` and sets booklet and answer sheet for one copy after the other.
"""

import sys
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
SOURCE = """\
#let data = json("content.json")
#set document(title: data.title)
#set page(paper: "a4", margin: (x: 20mm, top: 15mm, bottom: 18mm))
#set text(font: "Literata", size: 11pt, lang: "vi", hyphenate: false)
#set par(justify: true, leading: 0.55em, spacing: 0.55em)
#set block(spacing: 0.9em)
#let letters = ("A", "B", "C", "D", "E")
#let head(body) = text(font: "Be Vietnam Pro", weight: "bold", body)

#let booklet(copy) = {
  set page(footer: align(center, text(font: "Be Vietnam Pro", size: 8.5pt)[
    Bản số #copy.number · Trang #context counter(page).display("1/1", both: false) · Kỳ #data.exam]))
  counter(page).update(1)
  align(center, head(text(size: 14pt, data.title)))
  align(center, text(font: "Be Vietnam Pro", data.course))
  text(font: "Be Vietnam Pro", size: 10pt)[Họ và tên: #head(copy.name) #h(1fr) Số báo danh: #head(copy.candidate) \\
    Đơn vị: #head(copy.unit) #h(1fr) Bản số #head(copy.number)]
  line(length: 100%, stroke: 0.5pt)
  for (at, one) in copy.asked.enumerate(start: 1) {
    let question = data.questions.at(one.at(0))
    block(breakable: false, {
      par[*Câu #at.* #question.at(0)]
      for (place, option) in one.at(1).enumerate() {
        par(hanging-indent: 12pt)[#letters.at(place). #question.at(option + 1)]
      }
    })
  }
  align(center)[HẾT]
}

#let sheet(copy) = {
  pagebreak(weak: true)
  set page(margin: 15mm, footer: align(center, text(font: "Be Vietnam Pro", size: 8.5pt)[
    Bản số #copy.number · Kỳ #data.exam]))
  let code = image(copy.number + ".png", width: 24mm)
  grid(columns: (1fr, 24mm, 24mm), gutter: 6mm,
    [#head(text(size: 14pt)[PHIẾU TRẢ LỜI]) \\ Họ và tên: #head(copy.name) \\ Đơn vị: #head(copy.unit) \\
     Ngày sinh: #head(copy.born) \\ Bản số #head(text(size: 22pt, copy.number))], code, code)
  v(6mm)
  columns(2, for at in range(1, data.questions.len() + 1) {
    grid(columns: (10mm,) + (10mm,) * 4, row-gutter: 2mm, align: center + horizon, [#at],
      ..letters.slice(0, 4).map(letter => circle(radius: 2.6mm, stroke: 0.8pt, align(center + horizon,
        text(size: 7pt, letter)))))
    v(1.5mm)
  })
  for (x, y) in ((left, top), (right, top), (left, bottom), (right, bottom)) {
    place(x + y, dx: if x == left { -8mm } else { 8mm }, dy: if y == top { -8mm } else { 8mm },
      square(size: 6mm, fill: black))
  }
  pagebreak(weak: true)
}

#for copy in data.copies { booklet(copy); sheet(copy) }
"""


def main(room: str, made: str) -> None:
    """Source and file."""
    import typst  # noqa: PLC0415  # the rest of the bench does without it

    source = Path(room, "papers.typ")
    source.write_text(SOURCE, encoding="utf-8")
    typst.compile(str(source), output=made, font_paths=[str(FONTS)], ignore_system_fonts=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
