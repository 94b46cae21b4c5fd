"""The square marks by which a sheet is found on a scan: ArUco, dictionary 4x4_50, ids 0 to 47.

A mark is 6 x 6 modules: a black border of one module around 4 x 4 bits. The patterns are those of OpenCV's
predefined dictionary (`DICT_4X4_50`), which any reader of such marks knows.
"""

SIDE = 6
"""Modules across a mark, border included."""

PATTERNS = tuple(int(word, 16) for row in (
    "b532 0f9a 332d 9946 549e 79cd 9e2e c4f2",
    "feda cf56 f991 11a7 0eb7 2a0f 24b1 263e",
    "4665 6600 6c5e 76af 868b b02b ccd5 dd82",
    "fe47 9471 ace4 a554 2123 346f 4415 57b2",
    "9ecf f0cb 08ae 0929 1875 04ff 0df6 1c5a",
    "1718 2a28 328c 38b2 24e8 2eeb 2d3f 4b64",
) for word in row.split())  # fmt: skip
"""The inner bits of each id, row by row from the top left, most significant first; 1 is white."""


def black_modules(tag: int) -> tuple[tuple[int, int], ...]:
    """(column, row) of every black module of a mark, from 0 at its top left corner."""
    return tuple(
        (column, row) for row in range(SIDE) for column in range(SIDE) if not _is_white(PATTERNS[tag], column, row)
    )


def _is_white(pattern: int, column: int, row: int) -> bool:
    inside = 1 <= column <= 4 and 1 <= row <= 4
    return inside and bool(pattern >> (15 - (4 * (row - 1) + column - 1)) & 1)
