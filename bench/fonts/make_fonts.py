"""Cuts the complete faces of the npm packages to the printed repertoire: `make_fonts.py FOLDER [OUT]`.

FOLDER holds the unpacked packages (see README.md beside this file). The same packages give the same bytes.
"""

import sys
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).parents[2] / "assets" / "fonts"
STYLES = {"400Regular": "Regular", "700Bold": "Bold", "400Regular_Italic": "Italic", "700Bold_Italic": "BoldItalic"}
FAMILIES = {"literata": "Literata", "be-vietnam-pro": "BeVietnamPro", "tinos": "Tinos"}

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x218, 0x219, 0x21A, 0x21B]
VIETNAMESE = [*range(0x1EA0, 0x1EFA)]
SIGNS = [ord(sign) for sign in "‐‑‒–—‘’‚“”„†‡•…‰′″‹›⁄⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉₫€№™⅓⅔⅛⅜⅝⅞←↑→↓∂∆∏∑−√∞∫≈≠≤≥◊ﬁﬂ"]
SOFT_HYPHEN = 0xAD
WANTED = sorted({*LATIN, *VIETNAMESE, *SIGNS} - {SOFT_HYPHEN, ord("ﬁ"), ord("ﬂ")})
LENT = [ord(sign) for sign in "←↑→↓′″"]  # Be Vietnam Pro has none of these: lent by Literata
HYPHENS = [0x2010, 0x2011]  # drawn as the hyphen where a face has no glyph of its own


def source(folder: Path, family: str, style: str) -> Path:
    """The complete TTF of one face among the unpacked packages."""
    return next(folder.glob(f"*{family}-[0-9]*/package/{style}/*.ttf"))


def lend(font: TTFont, lender: TTFont) -> None:
    """Draw the LENT signs of `lender` into `font`, scaled to its em."""
    have, theirs = font.getBestCmap(), lender.getBestCmap()
    scale = font["head"].unitsPerEm / lender["head"].unitsPerEm
    for code in LENT:
        if code in have:
            continue
        assert scale == 1, "scaling was never needed"
        recording = DecomposingRecordingPen(lender.getGlyphSet())
        lender.getGlyphSet()[theirs[code]].draw(recording)
        pen = TTGlyphPen(None)
        recording.replay(pen)
        name = f"uni{code:04X}"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = lender["hmtx"][theirs[code]]
        encode(font, code, name)


def encode(font: TTFont, code: int, name: str) -> None:
    """Let `code` show the glyph `name` in every Unicode table."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def cut(font: TTFont) -> None:
    """Leave the wanted letters, no layout tables, no hinting."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["STAT", "GDEF", "GPOS", "GSUB", "vhea", "vmtx", "DSIG"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=WANTED)
    cutter.subset(font)


def make(folder: Path, out: Path, family: str, style: str) -> int:
    """Write one face; bytes written."""
    font = TTFont(source(folder, family, style), recalcTimestamp=False)
    lend(font, TTFont(source(folder, "literata", style)))
    for code in HYPHENS:
        if code not in font.getBestCmap():
            encode(font, code, font.getBestCmap()[ord("-")])
    cut(font)
    path = out / f"{FAMILIES[family]}-{STYLES[style]}.ttf"
    font.save(path)
    return path.stat().st_size


def main(folder: Path, out: Path) -> None:
    """Write the twelve faces and three licences, and say how large they are."""
    total = 0
    for family, name in FAMILIES.items():
        total += sum(make(folder, out, family, style) for style in STYLES)
        licence = next(folder.glob(f"*{family}-[0-9]*/package/LICENSE_FONT")).read_text(encoding="utf-8")
        (out / f"{name}-OFL.txt").write_text(licence.rstrip() + "\n", encoding="utf-8")
    print(f"12 faces, {total / 1024:.0f} KiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUT)
