"""The manuscript as HTML with CSS for paged media, and its printing by WeasyPrint.

`python by_weasyprint.py source MANUSCRIPT HTML` writes the page, which the bench does not count.
`python by_weasyprint.py set HTML PDF` prints it as PDF/UA-1.
"""

import json
import sys
from html import escape
from pathlib import Path
from typing import Any

FONTS = (Path(__file__).resolve().parents[2] / "assets" / "fonts").as_uri()

CSS = """\
@page { size: A4; margin: 20mm 18mm 20mm 24mm;
  @top-left { content: "INNER"; width: 50% }
  @top-right { content: "OUTER"; width: 50%; text-align: right }
  @bottom-right { content: "Trang " counter(page) "/" counter(pages) }
  @footnote { border-top: 0.5pt solid #241C18; margin-top: 8pt; padding-top: 4pt } }
@page { @top-left { font: 8.5pt "Be Vietnam Pro"; color: #6B5E55 }
  @top-right { font: 8.5pt "Be Vietnam Pro"; color: #6B5E55 }
  @bottom-right { font: 8.5pt "Be Vietnam Pro"; color: #6B5E55 } }
html { font: 11pt/1.39 Literata; color: #241C18; font-variant-ligatures: none }
h1, h2 { font-family: "Be Vietnam Pro"; break-after: avoid }
h1 { font-size: 18pt; line-height: 1.34; color: #A8171C; margin: 16pt 0 5pt }
h2 { font-size: 13pt; line-height: 1.43; color: #2F4B5C; margin: 9pt 0 3pt }
p { margin: 0 0 4pt; text-align: justify; orphans: 2; widows: 2 }
.note { float: footnote; font-size: 8.5pt; line-height: 1.371; text-align: left; footnote-policy: line }
::footnote-call { font-size: 6.5pt; vertical-align: super; line-height: 0 }
::footnote-marker { font-size: 6.5pt; list-style-position: inside }
table { border-collapse: collapse; width: 168mm; table-layout: fixed; font-size: 9.5pt; margin: 3pt 0 8pt }
th { font: bold 8.5pt/1.43 "Be Vietnam Pro"; border-top: 1pt solid #241C18; border-bottom: 1pt solid #241C18 }
td { border-bottom: 0.5pt solid #6B5E55 }
th, td { text-align: left; vertical-align: top; padding: 2pt 8pt 4pt 0 }
tr { break-inside: avoid }
nav { break-after: page }
nav h1 { bookmark-level: none }
nav p { margin: 0 0 2pt; text-align: left }
nav .deep { margin-left: 14pt }
nav a { color: inherit; text-decoration: none }
nav a::after { content: leader(dotted) target-counter(attr(href), page) }
.see a { color: inherit; text-decoration: none }
.see a::after { content: target-counter(attr(href), page) }
"""
FACES = (("Literata", "Literata"), ("Be Vietnam Pro", "BeVietnamPro"))
WIDTHS = (12, 78, 48, 30)  # millimetres


def faces() -> str:
    """The faces of `assets/fonts` by address."""
    return "".join(
        f'@font-face {{ font-family: "{name}"; font-weight: {weight}; src: url("{FONTS}/{file}-{style}.ttf") }}\n'
        for name, file in FACES for style, weight in (("Regular", "normal"), ("Bold", "bold"))
    )  # fmt: skip


def contents(data: dict[str, Any]) -> str:
    """Headings of both levels with their pages."""
    lines = [f"<nav><h1>{escape(data['labels']['contents'])}</h1>"]
    for chapter in data["chapters"]:
        lines.append(f'<p><a href="#{chapter["id"]}">{escape(chapter["title"])}</a></p>')
        for one in chapter["sections"]:
            lines.append(f'<p class="deep"><a href="#{one["id"]}">{escape(one["title"])}</a></p>')
    return "\n".join([*lines, "</nav>"])


def block(data: dict[str, Any], one: dict[str, Any]) -> str:
    """A paragraph with its footnote, a table, or a reference."""
    if "rows" in one:
        widths = "".join(f'<col style="width: {width}mm">' for width in WIDTHS)
        head = "".join(f'<th scope="col">{escape(title)}</th>' for title in data["columns"])
        rows = "\n".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in one["rows"])
        return f"<table><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>"
    if "see" in one:
        words = f"{data['labels']['see']}: {escape(one['title'])}, {data['labels']['page']}"
        return f'<p class="see">{words} <a href="#{one["see"]}"></a>.</p>'
    return f'<p>{escape(one["text"])}<span class="note">{escape(one["note"])}</span></p>'


def source(data: dict[str, Any]) -> str:
    """The whole page."""
    css = CSS.replace("INNER", data["head"][0]).replace("OUTER", data["head"][1])
    lines = [f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(data["title"])}</title>',
             f"<style>{faces()}{css}</style></head><body>", contents(data)]  # fmt: skip
    for chapter in data["chapters"]:
        lines.append(f'<h1 id="{chapter["id"]}">{escape(chapter["title"])}</h1>')
        for section in chapter["sections"]:
            lines.append(f'<h2 id="{section["id"]}">{escape(section["title"])}</h2>')
            lines += [block(data, one) for one in section["parts"]]
    return "\n".join([*lines, "</body></html>"])


def main(what: str, given: str, made: str) -> None:
    """One step."""
    if what == "source":
        Path(made).write_text(source(json.loads(Path(given).read_text(encoding="utf-8"))), encoding="utf-8")
        return
    import weasyprint  # noqa: PLC0415  # writing the source does without it

    weasyprint.HTML(filename=given).write_pdf(made, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(*sys.argv[1:])
