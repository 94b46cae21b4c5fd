"""Writes assets/fonts/repertoire.txt and advances.txt from the fonts themselves."""

from itertools import pairwise
from math import ceil
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
LIBERATION = Path("/usr/share/fonts/truetype/liberation2")
LENDERS = {0x2070: 0x2074, 0x2011: 0x2D}  # two signs that Liberation lacks have the widths of these
UNPRINTED = {0xAD}


def common() -> list[int]:
    """Code points that all twelve faces have."""
    faces = [set(TTFont(path).getBestCmap()) for path in sorted(FONTS.glob("*.ttf"))]
    return sorted(set.intersection(*faces) - UNPRINTED)


def runs(codes: list[int]) -> list[list[int]]:
    """Code points cut into runs of neighbours."""
    found = [[codes[0]]]
    for before, code in pairwise(codes):
        if code == before + 1:
            found[-1].append(code)
        else:
            found.append([code])
    return found


def ranges(codes: list[int]) -> str:
    """One line a run: `41-5A` or `F7`, hexadecimal."""
    return "".join(f"{run[0]:X}-{run[-1]:X}\n" if len(run) > 1 else f"{run[0]:X}\n" for run in runs(codes))


def widths(codes: list[int], name: str, style: str) -> str:
    """The face's name, then `first code: widths` for each run, in 1/1000 em rounded up."""
    font = TTFont(LIBERATION / f"LiberationSans-{style}.ttf")
    letters, em = font.getBestCmap(), font["head"].unitsPerEm
    lines = [name]
    for run in runs(codes):
        glyphs = [letters.get(code) or letters[LENDERS[code]] for code in run]
        lines.append(f"{run[0]:X}: " + " ".join(str(ceil(font["hmtx"][glyph][0] * 1000 / em)) for glyph in glyphs))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write both tables."""
    codes = common()
    head = "# Made by bench/fonts/make_tables.py; do not edit.\n"
    (FONTS / "repertoire.txt").write_text(head + ranges(codes), encoding="utf-8")
    tables = widths(codes, "Arial", "Regular") + widths(codes, "Arial-Bold", "Bold")
    (FONTS / "advances.txt").write_text(head + tables, encoding="utf-8")
    print(f"{len(codes)} letters")


if __name__ == "__main__":
    main()
