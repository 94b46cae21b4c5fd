"""The manuscript as a Typst user would write it, and its compiling.

`python by_typst.py source MANUSCRIPT TYP` writes the source, which the bench does not count: people write it by hand.
`python by_typst.py set TYP PDF [STANDARD …]` compiles it with the fonts of `assets/fonts` alone.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"

PREAMBLE = """\
#set document(title: {title}, author: "taphuan")
#set page(
  paper: "a4",
  margin: (left: 24mm, right: 18mm, top: 20mm, bottom: 20mm),
  header-ascent: 5mm,
  footer-descent: 5mm,
  header: text(font: "Be Vietnam Pro", size: 8.5pt, fill: rgb("6B5E55"))[
    {inner} #h(1fr) {outer}
    #v(-0.9em) #line(length: 100%, stroke: 0.5pt + rgb("D9CDB8"))
  ],
  footer: text(font: "Be Vietnam Pro", size: 8.5pt, fill: rgb("6B5E55"))[
    #h(1fr) #context [Trang #counter(page).display("1/1", both: true)]
  ],
)
#set text(font: "Literata", size: 11pt, lang: "vi", hyphenate: false, top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: true, leading: 0.39em, spacing: 0.39em + 4pt)
#show heading: set text(font: "Be Vietnam Pro", weight: "bold")
#show heading: set par(justify: false, leading: 0.34em)
#show heading.where(level: 1): set text(size: 18pt, fill: rgb("A8171C"))
#show heading.where(level: 1): set block(above: 20pt, below: 11pt)
#show heading.where(level: 2): set text(size: 13pt, fill: rgb("2F4B5C"))
#show heading.where(level: 2): set block(above: 14pt, below: 8pt)
#set footnote.entry(gap: 3.15pt, indent: 0em, separator: line(length: 42mm, stroke: 0.5pt) + v(4pt))
#show footnote.entry: set text(size: 8.5pt)
#show footnote.entry: set par(justify: false, leading: 3.15pt)
#set table(columns: (12mm, 78mm, 48mm, 30mm), stroke: (x: none, y: 0.5pt + rgb("6B5E55")), align: left + top)
#set table(inset: (left: 0pt, right: 8pt, top: 2pt, bottom: 4pt + 0.39em))
#show table: set text(size: 9.5pt)
#show table: set par(justify: false)
#show table.cell.where(y: 0): set text(font: "Be Vietnam Pro", weight: "bold", size: 8.5pt)
#show table: set block(above: 7pt, below: 12pt, breakable: true)
#show outline.entry: set par(justify: false)

#outline(title: [{contents}])
#pagebreak()
"""


def escaped(text: str) -> str:
    """Letters as Typst reads them back."""
    return re.sub(r"([\\#*_`$<>@\[\]~/=+\-\"'])", r"\\\1", text)


def block(data: dict[str, Any], one: dict[str, Any]) -> str:
    """A paragraph with its footnote, a table, or a reference."""
    if "rows" in one:
        head = ", ".join(f"[{escaped(title)}]" for title in data["columns"])
        rows = "".join(f"  {', '.join(f'[{escaped(cell)}]' for cell in row)},\n" for row in one["rows"])
        return f"#table(\n  table.header({head}),\n{rows})"
    if "see" in one:
        words = f"{data['labels']['see']}: {escaped(one['title'])}, {data['labels']['page']}"
        return f"{words} #link(<{one['see']}>)[#context counter(page).at(<{one['see']}>).first()]."
    return f"{escaped(one['text'])}#footnote[{escaped(one['note'])}]"


def source(data: dict[str, Any]) -> str:
    """The whole file."""
    inner, outer = data["head"]
    lines = [PREAMBLE.format(title=json.dumps(data["title"], ensure_ascii=False), inner=escaped(inner),
                             outer=escaped(outer), contents=data["labels"]["contents"])]  # fmt: skip
    for chapter in data["chapters"]:
        lines.append(f"= {escaped(chapter['title'])} <{chapter['id']}>")
        for section in chapter["sections"]:
            lines.append(f"== {escaped(section['title'])} <{section['id']}>")
            lines += [block(data, one) for one in section["parts"]]
    return "\n\n".join(lines)


def main(what: str, given: str, made: str, *standards: str) -> None:
    """One step."""
    if what == "source":
        Path(made).write_text(source(json.loads(Path(given).read_text(encoding="utf-8"))), encoding="utf-8")
        return
    import typst  # noqa: PLC0415  # writing the source does without it

    typst.compile(given, output=made, font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=list(standards))


if __name__ == "__main__":
    main(*sys.argv[1:])
