"""`quotes.lock`: the fingerprint of every quotation that was compared with its source, beside the course.

One entry a line, sorted, so that a changed quotation is one changed line. The words themselves are not in it.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import Any

from course.problem import Place, Problem
from course.text import normal

LOCK_NAME = "quotes.lock"
FORMAT = 1
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, order=True)
class Entry:
    """One compared quotation. `paragraph` counts from 1; 0 stands for none.

    Without a paragraph it is either compared by hand (`verified` says by whom), or words in quotation marks
    that were compared and are nobody's: a heading or a question of ours.
    """

    source: str
    paragraph: int
    quote: str
    paragraph_sha256: str = ""
    verified: str = ""


@dataclass(frozen=True)
class Lock:
    """All entries, sorted."""

    entries: tuple[Entry, ...] = ()


def sha256(text: str) -> str:
    """Fingerprint of a text's normal form, in hexadecimals."""
    return hashlib.sha256(normal(text).encode()).hexdigest()


def dump_lock(lock: Lock) -> str:
    """The file's text; the same lock always gives the same bytes."""
    lines = [json.dumps({key: value for key, value in asdict(entry).items() if value}) for entry in lock.entries]
    return f'{{"format": {FORMAT}, "quotes": [\n' + ",\n".join(lines) + "\n]}\n"


def parse_lock(text: str) -> tuple[Lock | None, list[Problem]]:
    """The lock, or what is wrong with its file. Places are in `quotes.lock`."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        return None, [Problem("lock.syntax", place=Place(LOCK_NAME, line, column))]
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("quotes"), list):
        return None, [Problem("lock.form", place=Place(LOCK_NAME))]
    entries = [_entry(part) for part in data["quotes"]]
    problems = [
        Problem("lock.entry", params={"number": index + 1}, place=Place(LOCK_NAME, index + 2))
        for index, entry in enumerate(entries)
        if entry is None
    ]
    return Lock(tuple(sorted({entry for entry in entries if entry}))), problems


def _entry(part: Any) -> Entry | None:
    if not isinstance(part, dict) or not set(part) <= set(Entry.__dataclass_fields__):
        return None
    paragraph = part.get("paragraph", 0)
    texts = {name: part.get(name, "") for name in ("source", "quote", "paragraph_sha256", "verified")}
    if type(paragraph) is not int or paragraph < 0 or not all(isinstance(text, str) for text in texts.values()):
        return None
    if not texts["source"] or not _SHA256.fullmatch(texts["quote"]):
        return None
    if texts["paragraph_sha256"] and not _SHA256.fullmatch(texts["paragraph_sha256"]):
        return None
    return Entry(paragraph=paragraph, **texts)
