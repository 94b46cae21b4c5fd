"""One handout as plain data, the same for every writer that the bench compares: `python manuscript.py CHAPTERS FILE`.

A chapter has 3 sections, 18 paragraphs with a footnote each, 2 tables and a reference to another page; every tenth
chapter has a table of 30 rows. Ten chapters make about 40 pages. The same number of chapters, the same file.

Nothing in it is taught: stretches of 4 to 9 words from anywhere in the bundled course stand in a row by chance, so that
letters, compounds and lengths are those of the field and no sentence says anything. Footnotes name a source of the
course and the number of a paragraph, both by chance.
"""

import json
import random
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from big_course import bundled  # noqa: E402  # beside this folder

TITLE = "Bản thử dàn trang: từ ngữ của khóa học xếp ngẫu nhiên"
HEAD = ("Bản thử dàn trang", "Bản học viên")
LABELS = {"contents": "Mục lục", "see": "Xem lại", "page": "trang"}
COLUMNS = ("STT", "Việc cần làm", "Ai làm", "Khi nào")
SECTIONS, PARAGRAPHS = 3, 6  # paragraphs of a section
LONG_TABLE = 30  # rows
SPECIMEN = 40  # letters that a text of the course has at least to give words


def words() -> list[str]:
    """All running words of the bundled course, in its order."""
    kept = [text for text in _texts(bundled()) if len(text) >= SPECIMEN and "://" not in text and " " in text]
    cleaned = (re.sub(r"[*_\[\]()`#|<>{}\\/“”\"]+", " ", unicodedata.normalize("NFC", text)) for text in kept)
    return [word for text in cleaned for word in text.split() if re.search(r"\w", word)]


def manuscript(chapters: int) -> dict[str, Any]:
    """Title, running heads, labels, and chapters: sections with parts, which are paragraphs, tables, references."""
    writer = _Writer(words(), [source["title"] for source in bundled()["sources"]])
    made = [writer.chapter(number) for number in range(1, chapters + 1)]
    return {"title": TITLE, "head": HEAD, "labels": LABELS, "columns": COLUMNS, "chapters": made}


class _Writer:
    """Draws words with one seed, so that a longer manuscript begins as a shorter one does."""

    def __init__(self, pool: list[str], sources: list[str]) -> None:
        self.pool, self.sources, self.chance = pool, sources, random.Random(2022)

    def run(self, least: int, most: int) -> str:
        """So many words, made of stretches; the first letter is a capital."""
        wanted, found = self.chance.randint(least, most), list[str]()
        while len(found) < wanted:
            start = self.chance.randrange(len(self.pool) - 9)
            found += self.pool[start : start + self.chance.randint(4, 9)]
        text = " ".join(found[:wanted]).strip(" .,;:!?-–")
        return text[:1].upper() + text[1:]

    def chapter(self, number: int) -> dict[str, Any]:
        """Heading, sections; the last one leads back to the first."""
        title = f"Chuyên đề {number}. {self.run(6, 11)}"
        sections = [self.section(number, place) for place in range(1, SECTIONS + 1)]
        sections[-1]["parts"].append({"see": sections[0]["id"], "title": sections[0]["title"]})
        return {"id": f"c{number}", "title": title, "sections": sections}

    def section(self, chapter: int, place: int) -> dict[str, Any]:
        """Paragraphs; the first two sections also have a table."""
        parts = [self.paragraph() for _ in range(PARAGRAPHS)]
        if place < SECTIONS:
            long = place == 1 and chapter % 10 == 1
            parts.insert(3, self.table(LONG_TABLE if long else self.chance.randint(4, 7)))
        return {"id": f"c{chapter}s{place}", "title": f"{chapter}.{place}. {self.run(5, 12)}", "parts": parts}

    def paragraph(self) -> dict[str, Any]:
        """Two to four runs that end with a full stop, and a note."""
        text = " ".join(self.run(20, 50) + "." for _ in range(self.chance.randint(2, 4)))
        source = self.chance.choice(self.sources)
        return {"text": text, "note": f"{source}, đoạn {self.chance.randint(1, 38)}: “{self.run(6, 14)}”."}

    def table(self, rows: int) -> dict[str, Any]:
        """Rows of number, work, who, when."""
        return {"rows": [[str(row), self.run(7, 18), self.run(3, 7), self.run(2, 4)] for row in range(1, rows + 1)]}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(manuscript(int(sys.argv[1])), ensure_ascii=False), encoding="utf-8")
