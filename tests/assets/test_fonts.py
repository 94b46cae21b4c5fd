"""The shipped faces show what is printed, and the tables made from them are current."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

import assets
from assets.fonts import HERE, STYLES, advances, font_file, repertoire

FACES = [f"{family}-{style}" for family in ("Literata", "BeVietnamPro", "Tinos") for style in STYLES]
VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵfjwz"
SIGNS = "¶§“”‘’…–—-×½¼¾%₫°·•«»±÷≤≥≈≠→←²³¹⁰⁴⁵⁶⁷⁸⁹′″‑€0123456789\u00a0 .,;:!?()[]{}/\\\"'&@#*+<=>_|~^$`"


@pytest.fixture(params=FACES)
def face(request):
    return TTFont(BytesIO(assets.font_bytes(request.param)))


def test_every_face_draws_every_vietnamese_letter_and_sign(face):
    letters = face.getBestCmap()
    glyphs = face["glyf"]
    wanted = set(VIETNAMESE + VIETNAMESE.upper() + SIGNS)
    assert [sign for sign in wanted if ord(sign) not in letters] == []
    empty = {sign for sign in wanted if glyphs[letters[ord(sign)]].numberOfContours == 0}
    assert empty == {" ", "\u00a0"}


def test_the_repertoire_is_what_all_faces_have():
    faces = [set(TTFont(font_file(name)).getBestCmap()) for name in FACES]
    assert set.intersection(*faces) - repertoire() == set()
    assert repertoire() - set.intersection(*faces) == set()


def test_letters_that_would_vanish_are_not_in_the_repertoire():
    assert not repertoire() & {ord(sign) for sign in "\u0301\u200b\u00ad\ufeff\u202e☐☑✓★😀中"}


def test_widths_of_arial_cover_the_repertoire_and_are_those_known():
    assert advances("Arial").keys() == advances("Arial-Bold").keys() == repertoire()
    known = {" ": 278, "a": 557, "m": 834, "W": 944, "ữ": 670}  # 277.8, 556.2, 833, 943.8, 669.9 rounded up
    assert {sign: advances("Arial")[ord(sign)] for sign in known} == known


def test_a_face_or_width_table_that_is_not_shipped_is_refused():
    for name in ("Calibri-Regular", "../theme", "Literata"):
        with pytest.raises(KeyError, match="no such face"):
            font_file(name)
    with pytest.raises(KeyError, match="Times"):
        advances("Times")


def test_each_family_comes_with_its_licence():
    for family in ("Literata", "BeVietnamPro", "Tinos"):
        text = (HERE / f"{family}-OFL.txt").read_text(encoding="utf-8")
        assert text.startswith("Copyright")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
