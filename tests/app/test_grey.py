"""`taphuan build --grey`: the handout without any colour, all else as it was."""

import pikepdf

from app.cli import main


def colours(path):
    """Of fills and strokes, as three numbers each."""
    with pikepdf.open(path) as pdf:
        return {
            tuple(round(float(value), 3) for value in operands)
            for page in pdf.pages for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in ("rg", "RG")
        }  # fmt: skip


def test_a_grey_handout_has_no_colour_and_a_later_build_has_it_again(tmp_path):
    place = ["build", "blank", "--only", "handout,outline", "--out", str(tmp_path)]
    found, outlines = [], []
    for more in ([], ["--grey"], []):
        assert main([*place, *more]) == 0
        (made,) = tmp_path.glob("*/handout.pdf")
        found.append(colours(made))
        outlines.append((made.parent / "outline.md").read_bytes())
    assert found[0] == found[2] and any(max(colour) - min(colour) > 0.2 for colour in found[0])
    assert all(max(colour) == min(colour) for colour in found[1])
    assert len(set(outlines)) == 1
