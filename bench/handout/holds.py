"""Whether files hold the whole manuscript: `python holds.py MANUSCRIPT PDF …`. Exit 1 when one does not.

For each: pages, KB, paragraphs, notes, cells and headings that are not found, bookmarks, how often table heads are
repeated, and the rules of PDF/UA-1 and PDF/A-2a that it keeps. The first is ours: it must hold all and keep both; its
number of pages is the measure for the others, 10 % more or less, and they may lose one text in two hundred, which is
shown: WeasyPrint 70 sometimes prints a mark without its footnote. A text may be parted once, by the end of a page;
letters and digits alone are compared.
"""

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pypdfium2

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
NEAR, FORGIVEN = 0.1, 0.005  # shares of pages and of texts in which others may differ


def bare(text: str) -> str:
    """Letters and digits, NFC."""
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum())


def texts(data: dict[str, Any]) -> Iterator[str]:
    """All that stands in the chapters."""
    for chapter in data["chapters"]:
        yield chapter["title"]
        for section in chapter["sections"]:
            yield section["title"]
            for one in section["parts"]:
                yield from (one[name] for name in ("text", "note", "title") if name in one)
                yield from (cell for row in one.get("rows", ()) for cell in row)


def is_in(text: str, whole: str) -> bool:
    """Whole, or as a beginning and an end that leave nothing out between them."""
    return text in whole or longest(text, whole) + longest(text[::-1], whole[::-1]) >= len(text)


def longest(text: str, whole: str) -> int:
    """Letters of the longest beginning that is there."""
    least, most = 0, len(text)
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if text[:middle] in whole else (least, middle)
    return least


def standards(path: str) -> list[tuple[str, bool]]:
    """`kept/all` of each profile, and whether all are."""
    reports = [page.validate_pdf(path, profile=profile) for profile in PROFILES]
    return [(f"{report.rules.passed}/{report.rules.total}", report.is_compliant) for report in reports]


def look_at(path: str, data: dict[str, Any], measure: int | None) -> tuple[bool, int]:
    """Prints a line; whether all is well, and the number of pages."""
    document = pypdfium2.PdfDocument(path)
    whole = bare("".join(one.get_textpage().get_text_bounded() for one in document))
    all_texts = list(texts(data))
    lost = [text for text in all_texts if not is_in(bare(text), whole)]
    titles = sum(1 + len(chapter["sections"]) for chapter in data["chapters"])
    marks = len(list(document.get_toc()))
    tables = sum("rows" in one for chapter in data["chapters"] for part in chapter["sections"] for one in part["parts"])
    heads = whole.count(bare(data["columns"][1])) - tables
    kept = standards(path)
    size = Path(path).stat().st_size // 1024
    print(f"{Path(path).stem:22} {len(document):5} {size:6} {len(lost):6} {marks:7}/{titles} {heads:10}"
          f" {kept[0][0]:>12} {kept[1][0]:>9}", flush=True)  # fmt: skip
    if lost:
        print("    lost:", *lost[:3], sep="\n      ")
    sound = marks == titles and heads > 0
    if measure is None:
        return sound and not lost and all(good for _, good in kept), len(document)
    near = abs(len(document) - measure) <= NEAR * measure
    return sound and near and len(lost) <= FORGIVEN * len(all_texts), len(document)


def main(manuscript: str, *paths: str) -> int:
    """A line a file."""
    data, measure, sound = json.loads(Path(manuscript).read_text(encoding="utf-8")), None, True
    print(f"{'':22} pages     KB   lost  bookmarks   heads again      UA-1      A-2a")
    for path in paths:
        good, pages = look_at(path, data, measure)
        measure, sound = measure or pages, sound and good
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
