"""What makes typesetting quick changes nothing: fragments, lines and operators are the very ones of reportlab."""

import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import rl_accel
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Paragraph

from assets import compounds
from assets.look import load_look
from builders.pdf.fonts import register
from builders.pdf.fragments import folded, fragments
from builders.pdf.lettering import Lettering
from builders.pdf.mending import digits, escaped, numbers
from builders.pdf.quick import Quick
from builders.pdf.setter import Setter
from builders.pdf.styles import SIDES
from builders.pdf.text import note_mark
from course.text import Span

LOOK = load_look()
register(LOOK, "text", "head", "official")
FACES = [f"{family}-{style}" for family in ("Literata", "BeVietnamPro", "Tinos") for style in ("Regular", "BoldItalic")]
SETTER = Setter(LOOK, compounds())
LETTERS = st.text(alphabet="ab kỹ”&<>'\"\u00a0\n\u2003-ĐĨ0", max_size=30) | st.sampled_from(
    ("", " ", "Dân vận khéo", " thì việc gì", "cũng thành công. ", "a&b <b>x</b>", "(“", "50 %", "nghiêng" * 5)
)  # fmt: skip
SPANS = st.builds(
    Span, LETTERS, bold=st.booleans(), italic=st.booleans(),
    link=st.sampled_from((None, None, "#m1", " https://x.vn/?a=1&b='2'\"<3> ")),
)  # fmt: skip
RAISED = '<super size="5" rise="2.5">1</super>'
TWICE = RAISED.replace("1", RAISED.replace("5", "4"))
MARKUPS = st.lists(
    st.lists(SPANS, max_size=4).map(SETTER.markup)
    | st.sampled_from((note_mark("12", 6.5), " <b>x <i>y</i></b>", "<i> </i>", "&amp;", "<b></b>", RAISED, TWICE)),
    max_size=5,
).map("".join) | st.integers(1, 40).map(lambda times: "Lắng nghe, đối thoại " * times)  # fmt: skip
STYLES = st.sampled_from(("body", "point", "cell", "note", "title", "label-strong"))
ODD = (
    "<u>a</u>b",
    "a<br/>b",
    "<font color='red'>a</font>",
    "x <img/>",
    "&nbsp;a",
    "&#38;",
    "<b>a",
    "a</b>",
    "<b>a</i>",
    "a & b",
    "<para>a</para>",
    "<a href='x' color='red'>y</a>",
)


def both(inner, style, bullet=None):
    return Quick(inner, style, bulletText=bullet), Paragraph(inner, style, bulletText=bullet)


def seen(value):
    """What a paragraph holds, in values that can be compared; the kinds of words matter for what follows them."""
    if isinstance(value, list | tuple):
        return type(value).__name__, [seen(one) for one in value]
    if hasattr(value, "__dict__") and not isinstance(value, str | float | Color):
        return type(value).__name__, {name: seen(one) for name, one in vars(value).items()}
    return value


@settings(deadline=None)
@given(MARKUPS, STYLES)
def test_fragments_are_those_of_reportlabs_parser(inner, name):
    ours, theirs = both(inner, SETTER.style(name))
    assert fragments(folded(inner), SETTER.style(name)) is not None
    assert (seen(ours.frags), ours.text) == (seen(theirs.frags), theirs.text)


@pytest.mark.parametrize("inner", ODD)
def test_markup_that_is_not_ours_is_left_to_reportlab(inner):
    style = SETTER.style("body")
    assert fragments(folded(inner), style) is None
    try:
        theirs = Paragraph(inner, style)
    except ValueError:
        with pytest.raises(ValueError):
            Quick(inner, style)
    else:
        assert seen(Quick(inner, style).frags) == seen(theirs.frags)


@settings(max_examples=200, deadline=None)
@given(MARKUPS, STYLES, st.floats(20, 500), st.sampled_from((None, "•", "12.")), st.floats(1, 200), st.floats(20, 500))
def test_lines_are_those_of_reportlab_also_after_a_split(inner, name, width, bullet, height, other_width):
    ours, theirs = both(inner, SETTER.style(name, allowOrphans=1, allowWidows=1), bullet)
    assert ours.wrap(width, 1e6) == theirs.wrap(width, 1e6)
    assert seen(ours.blPara) == seen(theirs.blPara)
    assert seen(ours.frags) == seen(theirs.frags)
    parts, their_parts = ours.split(width, height), theirs.split(width, height)
    assert len(parts) == len(their_parts)
    for part, their_part in zip(parts, their_parts, strict=True):
        assert part.wrap(other_width, 1e6) == their_part.wrap(other_width, 1e6)
        assert seen(part.blPara) == seen(their_part.blPara)


def operators_of(paragraph, width):
    """Drawn on a page of its own, without what `builders.pdf.text` adds."""
    canvas = Canvas(BytesIO(), initialFontName="Literata-Regular")
    paragraph.wrap(width, 1e6)
    paragraph.drawOn(canvas, 10, 20)
    paragraph.canv = canvas
    paragraph.drawPara()
    return canvas._code, canvas._fillColorObj, canvas.state_stack


@settings(max_examples=200, deadline=None)
@given(MARKUPS, STYLES, st.sampled_from(sorted(SIDES)), st.floats(20, 500), st.sampled_from((None, "•", "1234.")),
       st.sampled_from((-8, 0, 12)), st.floats(10, 200))  # fmt: skip
def test_operators_are_those_of_reportlab_also_after_a_split(inner, name, side, width, bullet, indent, height):
    changes = {"alignment": SIDES[side], "firstLineIndent": indent, "allowOrphans": 1, "allowWidows": 1}
    ours, theirs = both(inner, SETTER.style(name, **changes), bullet)
    assert operators_of(ours, width) == operators_of(theirs, width)
    for part, their_part in zip(ours.split(width, height), theirs.split(width, height), strict=True):
        assert operators_of(part, width) == operators_of(their_part, width)


def test_spaces_that_may_shrink_are_left_to_reportlab():
    ours, theirs = both("Dân vận khéo là gì " * 9, SETTER.style("body", spaceShrinkage=0.05))
    for step in range(90):
        assert ours.wrap(120 + step, 1e6) == theirs.wrap(120 + step, 1e6)
        assert seen(ours.blPara) == seen(theirs.blPara)


@pytest.mark.parametrize("marked", ("", "<b>đậm</b>", RAISED, f"<b>đậm{RAISED}</b>"))
def test_lines_are_those_of_reportlab_at_any_width(marked):
    inner = f"Dân vận khéo là gì {marked} thì việc gì{marked} cũng thành công, {marked}lắng nghe đối thoại " * 3
    ours, theirs = both(inner, SETTER.style("body"))
    for step in range(300):
        assert ours.wrap(120 + step / 3, 1e6) == theirs.wrap(120 + step / 3, 1e6)
        assert seen(ours.blPara) == seen(theirs.blPara)


@settings(max_examples=50, deadline=None)
@given(MARKUPS, STYLES, st.floats(20, 500))
def test_a_paragraph_wrapped_again_is_what_it_was(inner, name, width):
    ours, theirs = both(inner, SETTER.style(name))
    for at in (width, width, 90.0, width, width):
        ours.split(at, 1.0)  # too low for a line: reportlab forgets its lines
        assert ours.wrap(at, 1e6) == theirs.wrap(at, 1e6)
        assert (seen(ours.blPara), ours.height, ours.width) == (seen(theirs.blPara), theirs.height, theirs.width)


def test_a_word_wider_than_its_cell_is_loosened_once_and_cut():
    text = SETTER.text("Bảo\u00a0vệ\u00a0nghiêng" * 3, "cell")
    sizes = [text.wrap(40, 1e6) for _ in range(3)]
    assert sizes[0] == sizes[1] == sizes[2]
    assert all(
        line.extraSpace > -0.01 if hasattr(line, "extraSpace") else line[0] > -0.01 for line in text.blPara.lines
    )


@settings(deadline=None)
@given(st.lists(st.floats(-1e6, 1e6) | st.integers(-1000, 1000) | st.floats(-1.0, 1.0), min_size=1))
def test_numbers_are_worded_as_reportlab_words_them(found):
    assert numbers(*found) == numbers(found) == numbers(*found) == rl_accel.fp_str(*found)


@settings(deadline=None)
@given(st.binary() | st.text(st.characters(max_codepoint=255)))
def test_strings_outside_pages_are_escaped_as_by_reportlab(text):
    assert digits(text) == rl_accel.escapePDF(text)


@settings(deadline=None)
@given(st.binary())
def test_codes_come_back_from_between_parentheses(codes):
    codes = codes.replace(b"\r", b"")  # no letter has this code
    stream = f"BT ({escaped(None, codes)}) Tj ET".encode("latin-1")
    with pikepdf.new() as pdf:
        operands, _ = pikepdf.parse_content_stream(pikepdf.Stream(pdf, stream))[1]
        assert bytes(operands[0]) == codes


def test_the_pattern_for_addresses_is_compiled_only_when_it_is_asked():
    """In a process of its own, as a build imports it."""
    code = (
        "import re; compiled = re.compile; import builders.handout; from reportlab.platypus import paragraph\n"
        "assert re.compile is compiled and type(paragraph.uri_pat).__name__ == 'Later', paragraph.uri_pat\n"
        "print(paragraph._uri_split_pairs('https://x.vn/ab/c'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[('https://x.vn/ab/', 'c'), ('https://x.vn/', 'ab/c'), ('https://', 'x.vn/ab/c')]"
    assert not done.stderr


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(FACES), st.sampled_from((6.5, 11)), LETTERS | st.just("Œ ₂"))))
def test_texts_are_shown_with_reportlabs_operators(shown):
    found = []
    for kind in (Lettering, PDFTextObject):
        text = kind(Canvas(BytesIO(), initialFontName="Literata-Regular"))
        for name, size, letters in shown:
            text.setFont(name, size, size * 1.4)
            text.textOut(letters)
            text.textLine(letters)
        found.append(text.getCode())
    assert found[0] == found[1]
