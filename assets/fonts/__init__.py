"""The faces that are shipped: their files, the letters that all of them can show, and Arial's advance widths.

Both tables are small text files made by `bench/fonts/`, so that a check of a course opens no font.
"""

from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


def font_file(name: str) -> Path:
    """The TTF of a face such as `Literata-BoldItalic`; KeyError when no such face is shipped."""
    path = HERE / f"{name}.ttf"
    if not name.replace("-", "").isalnum() or not path.is_file():
        raise KeyError(f"no such face: {name}")
    return path


@cache
def repertoire() -> frozenset[int]:
    """Code points that every printed face can show; what is not among them would vanish from a page."""
    found: set[int] = set()
    for line in _table("repertoire.txt"):
        first, _, last = line.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


@cache
def advances(face: str) -> dict[int, int]:
    """Advance of each code point in 1/1000 em, rounded up, for `Arial` or `Arial-Bold`; KeyError for another face.

    Italics have the upright widths to within the rounding, so there is no table for them.
    """
    table: dict[int, int] = {}
    current = ""
    for line in _table("advances.txt"):
        head, _, rest = line.partition(":")
        if not rest:
            current = head
        elif current == face:
            table.update(enumerate(map(int, rest.split()), int(head, 16)))
    if not table:
        raise KeyError(f"no advance widths of {face}")
    return table


def _table(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
