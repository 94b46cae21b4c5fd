"""The deck as a file: everything planned is in it letter for letter, in places of real layouts, in Vietnamese."""

import hashlib
import io
import re
import zipfile
from typing import Any

import pytest
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from assets.look import load_look
from builders.deck import build, slide_ids
from builders.pptx.text import escape
from course.model import Course
from course.text import Span
from plan.deck import Deck, plan_deck
from plan.slides.layouts import LAYOUTS
from plan.slides.page import Fill, Paragraph, Part, Slide

LOOK = load_look()
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000020000000108000000009d77dc180000000c49444154789c63f8ffff3f0005fe02fe"
    "a7358184000000" + "0049454e44ae426082"
)
HOSTILE = 'R&D <b>x</b> ]]> "hai" \'ba\' {số} %s \\n _x000D_ ' + "₫ Ưỡ ệ"


def course(**more: Any) -> Course:
    blocks = [
        "Một **đậm**, một [liên kết](https://baohatinh.vn/a?b=1&c=2).\n\n1. Một\n2. Hai",
        {"figure": "anh.png", "alt": "Người dân hiến đất", "caption": "Hiến đất làm đường"},
        {"question": "c1"},
        {"table": "Bảng", "head": ["Việc", "Ai"], "rows": [["Đối thoại", None], ["Hiến đất", "Thôn"]]},
        {"activity": "Bàn", "minutes": "10", "grouping": "nhóm 6", "prompts": ["Việc gì?", "Ai làm?"]},
        {"pause": "Giải lao", "minutes": "15"},
        {"notes": f"Nói rõ: {HOSTILE}", "minutes": "5"},
    ]
    options = [{"text": "Nhân dân", "key": "true"}, {"text": HOSTILE}, {"text": "Mặt trận"}, {"text": "Đoàn thể"}]
    base: dict[str, Any] = {
        "id": "dan-van", "title": "Công tác dân vận", "starts": "07:30", "organisation": ["TỈNH ỦY"],
        "sources": [{"id": "bao", "title": "Đổi mới", "publisher": "Báo Hà Tĩnh", "role": "main"}],
        "modules": [{"id": "cd1", "title": "Chuyên đề một", "lessons": ["b1"]}],
        "lessons": [{"id": "b1", "title": "Bài một", "minutes": "30", "cites": ["bao/14"], "blocks": blocks}],
        "items": [{"id": "c1", "stem": "Của ai?", "options": options}],
    }  # fmt: skip
    return Course.model_validate({**base, **more})


@pytest.fixture(scope="module")
def deck() -> Deck:
    return plan_deck(course(), LOOK)[0]


@pytest.fixture(scope="module")
def data(deck: Deck) -> bytes:
    return build(deck, LOOK, {"anh.png": PIXEL})


@pytest.fixture(scope="module")
def opened(data: bytes):
    return Presentation(io.BytesIO(data))


def xml_of(data: bytes, pattern: str) -> list[etree._Element]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return [etree.fromstring(archive.read(name)) for name in archive.namelist() if re.fullmatch(pattern, name)]


def words(shape: Any) -> list[str]:
    if shape.has_table:
        cells = [cell for row in shape.table.rows for cell in row.cells]
        return [paragraph.text for cell in cells for paragraph in cell.text_frame.paragraphs]
    return [paragraph.text for paragraph in shape.text_frame.paragraphs] if shape.has_text_frame else []


def one_slide(fill: Fill, **more: Any) -> Deck:
    slide = Slide("content", "content", (Span("Tiêu đề"),), "b1/0/1", (fill,), notes=("Ghi chú",), **more)
    return Deck("k", "Khóa", (Part("cd1", "Một"),), (slide,))


def test_everything_planned_is_in_the_file_letter_for_letter(deck: Deck, opened: Any):
    for plan, slide in zip(deck.slides, opened.slides, strict=True):
        found = [text for shape in slide.shapes for text in words(shape)]
        cells = [one.text for row in (plan.grid.rows if plan.grid else ()) for cell in row for one in cell.paragraphs]
        wanted = [one.text for fill in plan.fills for one in fill.paragraphs] + cells
        assert [text for text in wanted if text not in found] == []
        assert slide.shapes.title.text.replace("\u00a0", " ").startswith(plan.heading)


def test_notes_are_in_the_file_letter_for_letter(deck: Deck, opened: Any):
    for plan, slide in zip(deck.slides, opened.slides, strict=True):
        assert slide.notes_slide.notes_text_frame.text.split("\n") == list(plan.notes)
        assert plan.notes


@pytest.mark.parametrize("text", [HOSTILE, "&amp;", "<a:t>", "]]>", "  hai  ", "a\u00a0b", "\t", "_x0041_"])
def test_any_letters_survive_the_markup(text: str):
    deck = one_slide(Fill("body", (Paragraph((Span(text),)),), 28))
    (slide,) = Presentation(io.BytesIO(build(deck, LOOK))).slides
    assert text in [found for shape in slide.shapes for found in words(shape)]


def test_letters_that_no_xml_can_hold_are_refused():
    with pytest.raises(ValueError, match=r"U\+0007"):
        escape("chuông\x07")


def test_every_text_stands_in_a_place_of_a_layout_or_in_a_table(opened: Any):
    loose = [shape.name for slide in opened.slides for shape in slide.shapes
             if words(shape) and any(words(shape)) and not shape.is_placeholder]  # fmt: skip
    assert loose == []


def test_title_is_first_in_reading_order(opened: Any):
    kinds = {slide.shapes[0].placeholder_format.type for slide in opened.slides}
    assert kinds <= {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}


def test_every_run_and_every_end_of_a_paragraph_is_vietnamese(data: bytes):
    for root in xml_of(data, r"ppt/(slides|notesSlides)/[^/]+\.xml"):
        marks = [*root.iter(f"{A}rPr"), *root.iter(f"{A}endParaRPr")]
        assert {mark.get("lang") for mark in marks} == {"vi-VN"}
        assert len(list(root.iter(f"{A}endParaRPr"))) == len(list(root.iter(f"{A}p")))


def test_sizes_are_steps_of_the_ladder(data: bytes):
    marks = [mark.get("sz", "") for root in xml_of(data, r"ppt/slides/[^/]+\.xml") for mark in root.iter()]
    sizes = {int(size) for size in marks if size.isdigit()}
    assert sizes
    assert sizes <= {4400, 3200, 2800, 2400, 2000}


def test_key_appears_by_a_click(deck: Deck, data: bytes):
    (timed,) = [root for root in xml_of(data, r"ppt/slides/[^/]+\.xml") if root.find(".//{*}timing") is not None]
    targets = {mark.get("spid") for mark in timed.iter("{*}spTgt")}
    names = {mark.get("id"): mark.get("name") for mark in timed.iter("{*}cNvPr")}
    assert len(targets) == 2
    assert targets <= names.keys()


def test_picture_is_in_its_place_with_its_words(opened: Any):
    places = [shape for slide in opened.slides for shape in slide.placeholders]
    (picture,) = [place for place in places if place.placeholder_format.type == PP_PLACEHOLDER.PICTURE]
    assert picture._element.xpath(".//p:cNvPr/@descr") == ["Người dân hiến đất"]
    assert picture.width == picture.height * 2


def test_missing_picture_leaves_its_place_out(deck: Deck):
    assert "media" not in str(zipfile.ZipFile(io.BytesIO(build(deck, LOOK))).namelist())


def test_link_keeps_its_address(data: bytes):
    rels = zipfile.ZipFile(io.BytesIO(data)).read("ppt/slides/_rels/slide4.xml.rels").decode()
    assert 'Target="https://baohatinh.vn/a?b=1&amp;c=2" TargetMode="External"' in rels


def test_sections_list_every_slide_once(deck: Deck, data: bytes):
    (root,) = xml_of(data, r"ppt/presentation\.xml")
    listed = [mark.get("id") for mark in root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId")]
    assert listed == [str(own) for own in slide_ids(deck)]
    assert [mark.get("name") for mark in root.iter("{*}section")] == ["Mở đầu", "Chuyên đề một", "Kết thúc"]


def test_slide_ids_stay_when_a_slide_comes_before(deck: Deck):
    longer = plan_deck(course(objectives=[{"id": "m", "level": "b", "text": "Nêu được"}]), LOOK)[0]
    assert set(slide_ids(deck)) < set(slide_ids(longer))


def test_same_deck_gives_the_same_bytes(deck: Deck, data: bytes):
    again = build(plan_deck(course(), LOOK)[0], LOOK, {"anh.png": PIXEL})
    assert hashlib.sha256(again).digest() == hashlib.sha256(data).digest()
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_file_is_valid(data: bytes, tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(data)
    result = validate_pptx(path)
    assert [str(error) for error in result.errors] == []


def test_every_layout_is_named_and_has_its_places(opened: Any):
    assert [layout.name for layout in opened.slide_layouts] == [LOOK.say(f"deck.layout.{name}") for name in LAYOUTS]
    for layout in opened.slide_layouts:
        indices = [place.placeholder_format.idx for place in layout.placeholders]
        assert len(indices) == len(set(indices))


def test_grey_look_has_no_colour(deck: Deck):
    (theme, _) = xml_of(build(deck, LOOK.mono()), r"ppt/theme/theme\d\.xml")
    colors = [mark.get("val") for mark in theme.iter(f"{A}srgbClr")]
    assert all(value[:2] == value[2:4] == value[4:] for value in colors)
