"""The words of every output, in one form: without white space, so that line breaks and cells do not matter."""

import re
import unicodedata
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
from pptx import Presentation

INVISIBLE = re.compile("[\\s\u00ad\u200b\u2060\ufeff\x00]+")
LINE_END = re.compile("[\ufffe\x02]")
"""How pdfium tells a hyphen at the end of a line."""
_SILENT = ("script", "style", "template")


def letters(text):
    """NFC, all white space and marks of line breaking left out."""
    return INVISIBLE.sub("", LINE_END.sub("-", unicodedata.normalize("NFC", text)))


def shapes(all_shapes):
    """Every shape, those in groups too."""
    for shape in all_shapes:
        if shape.shape_type == 6:
            yield from shapes(shape.shapes)
        else:
            yield shape


def shape_text(shape):
    """The words of a shape or of a table's cells, with its words for those who do not see it."""
    words = [shape._element._nvXxPr.cNvPr.get("descr") or ""]
    if shape.has_text_frame:
        words.append(shape.text_frame.text)
    if getattr(shape, "has_table", False) and shape.has_table:
        words += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(words)


@cache
def slides(path):
    """The words of each slide, and of each slide's notes."""
    deck = Presentation(path)
    shown = [letters("\n".join(shape_text(shape) for shape in shapes(slide.shapes))) for slide in deck.slides]
    said = [letters(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else "" for slide in deck.slides]
    return shown, said


@cache
def pdf(path):
    """The words of a document in the order in which they were set; running heads and feet left out."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    document.close()
    seen = Counter(key for lines in pages for key in {re.sub(r"\d+", "0", line) for line in lines})
    running = {key for key, count in seen.items() if count >= max(3, len(pages) - 3)}
    return letters("".join(line for lines in pages for line in lines if re.sub(r"\d+", "0", line) not in running))


class _Words(HTMLParser):
    """The words of a page that people can see or have read to them, and the addresses of its links."""

    def __init__(self):
        super().__init__()
        self.words, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in _SILENT
        self.words += [value for name, value in attrs if value and name in ("href", "alt", "aria-label", "title")]

    def handle_endtag(self, tag):
        self.silent -= tag in _SILENT

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)


@cache
def html(path):
    """The words of the module, read without JavaScript."""
    reader = _Words()
    reader.feed(Path(path).read_text(encoding="utf-8"))
    return letters("\n".join(reader.words))


@cache
def outline(path):
    """The words of the outline; its marks left out as far as they are no letters."""
    text = Path(path).read_text(encoding="utf-8")
    text = re.sub(r"^ *(> ?)+", "", text, flags=re.M)
    return letters(re.sub(r"\\(?=[^\w\s])|\*+", "", text))
