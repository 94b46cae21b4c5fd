"""Pages of random documents as the eye meets them; tables and notes that no page can hold whole."""

import re
import sys
import time
from pathlib import Path

import pytest

from assets.look import load_look
from builders.pdf.compose import Box, Keep, compose
from builders.pdf.page import render
from builders.pdf.setter import Setter
from course.text import Span, normal

sys.path.insert(0, str(Path(__file__).parent))
from page_faults import MM, Paper, faults_of, marks_and_notes, overlaps, paper_of, single_lines
from pages_seen import Part, Piece, Seen, pages_of
from printed_at_random import faults

LOOK = load_look()
ROOT = Path(__file__).parents[2]
LONG = "Cách mạng là sự nghiệp của Nhân dân, do Nhân dân, vì Nhân dân, Nhân dân là chủ, Nhân dân làm chủ. "
BOX = Box(340, 476, 700)
A4 = paper_of(LOOK, duplex=False, filled=False)
SHARE = 30  # of the five hundred that `bench/random_pages.py` looks at

MENDED = {
    77: "an entry of the contents over two pages lost where it leads",
    40: "the label of a line to fill in had more than one line, over what stands above",
    41: "the same, higher than a page",
    96: "three asides beside a stretch too short for their headings stood over the text area",
    116: "a trainer's note as high as a page left the page before it empty",
    93: "a table was put whole above the notes of its rows, for which there was no room",
    282: "an entry of the contents over two pages had a link that says nothing",
    780: "the words after a box to tick were higher than a page",
}


@pytest.mark.parametrize("seed", [*range(SHARE), *(seed for seed in MENDED if seed >= SHARE)])
def test_pages_of_a_random_document_are_sound(seed):
    assert faults(seed) == []


def seen(story, setter):
    """Pages read from the file, with what is wrong on them."""
    data, _ = render(story, LOOK, title="Thử", notes=setter.notes)
    pages = pages_of(data)
    return pages, faults_of(pages, A4), data


def words_of(pages):
    return normal(" ".join(piece.text for page in pages for piece in page.texts))


def rows_of(setter, count, columns=2, long=1):
    return [
        [setter.cell(f"hàng {at} cột {column}. " + LONG * long) for column in range(columns)] for at in range(count)
    ]


def test_a_table_has_a_head_and_a_body_for_the_ear_and_its_repeated_heads_are_silent(faults, tmp_path):
    setter = Setter(LOOK)
    pages, wrong, data = seen([setter.table(["STT", "Việc"], rows_of(setter, 40), [40, 300])], setter)
    (tmp_path / "a.pdf").write_bytes(data)
    found = {piece.element.path[1:] + (piece.element.kind,) for page in pages for piece in page.texts if piece.element}
    assert len(pages) > 2 and wrong == [] and faults(tmp_path / "a.pdf") == []
    assert found == {("Table", "THead", "TR", "TH", "P"), ("Table", "TBody", "TR", "TD", "P")}
    heads = [piece.element is None for page in pages for piece in page.texts if piece.text.strip() == "Việc"]
    assert heads == [False] + [True] * (len(pages) - 1)


def test_a_table_without_a_head_has_rows_alone():
    setter = Setter(LOOK)
    pages, _, _ = seen([setter.table([], rows_of(setter, 3), [100, 300])], setter)
    assert {piece.element.path for piece in pages[0].texts if piece.element} == {("Document", "Table", "TR", "TD")}


def test_a_table_of_which_there_is_only_a_head_is_a_table_for_the_ear(faults, tmp_path):
    setter = Setter(LOOK)
    pages, _, data = seen([setter.table(["STT", "Việc"], [], [40, 300])], setter)
    (tmp_path / "a.pdf").write_bytes(data)
    assert faults(tmp_path / "a.pdf") == []
    assert {piece.element.path for piece in pages[0].texts if piece.element} == {("Document", "Table", "TR", "TH")}


def test_no_letter_between_two_links_stands_outside_the_structure(faults, tmp_path):
    spans = [Span("một", link="https://vi.du/1"), Span(" "), Span("hai", link="https://vi.du/2"), Span(" và")]
    _, _, data = seen([Setter(LOOK).text(spans * 9)], Setter(LOOK))
    (tmp_path / "a.pdf").write_bytes(data)
    assert faults(tmp_path / "a.pdf") == []


def test_composing_a_table_takes_time_that_grows_with_its_rows():
    def took(count):
        setter = Setter(LOOK)
        begun = time.process_time()
        compose(
            [setter.table(["A"] * 8, [[setter.cell(f"{at}") for _ in range(8)] for at in range(count)], [60] * 8)], BOX
        )
        return time.process_time() - begun

    took(50)
    small = min(took(200) for _ in range(2))
    assert small < 1 and min(took(1000) for _ in range(2)) < 9 * small


def test_no_row_is_cut_that_a_page_can_hold_and_none_stands_alone():
    setter = Setter(LOOK)
    for above in range(0, 44, 3):
        table = setter.table(["A", "B"], rows_of(setter, 9, long=2), [100, 300])
        pages = compose([setter.text(LONG * above), table], BOX)
        counts = [len(put.flow.rows) - 1 for page in pages for put in page.puts if hasattr(put.flow, "rows")]
        assert sum(counts) == 9 and min(counts) >= 2


def test_what_belongs_together_stays_on_one_page_and_goes_over_several_when_none_can_hold_it():
    setter = Setter(LOOK)
    for size in (3, 40):
        table = setter.table([], rows_of(setter, 3 * size), [100, 376], groups=[0, size, 2 * size])
        pages = compose([setter.text(LONG * 9), table], Box(476, 476, 700))
        parts = [put.flow for page in pages for put in page.puts if hasattr(put.flow, "rows")]
        assert sum(len(part.rows) for part in parts) == 3 * size
        assert size > 3 or all(part.rows[0].strong for part in parts)


def test_a_cell_over_several_columns_stays_so_on_every_page():
    setter = Setter(LOOK)
    rows = [[setter.cell(f"{at}"), setter.cell(LONG), setter.cell("ẩn"), setter.cell("ẩn")] for at in range(60)]
    pages, wrong, _ = seen([setter.table([], rows, [40, 60, 60, 300], spans=range(60))], setter)
    assert len(pages) > 2 and wrong == [] and "ẩn" not in words_of(pages)
    assert all(max(piece.right for piece in page.texts) > 480 for page in pages)


def test_a_row_higher_than_a_page_comes_out_whole_with_its_notes_where_their_marks_are():
    setter = Setter(LOOK)
    cell = [setter.text(LONG * 40, "cell", notes=[setter.note(f"Chú thích {at}. {LONG}")]) for at in range(5)]
    rows = [*rows_of(setter, 2), [setter.cell("nhãn"), cell], *rows_of(setter, 3)]
    pages, wrong, _ = seen([setter.text("Đề mục", "h2"), setter.table(["A", "B"], rows, [100, 300])], setter)
    assert len(pages) > 3 and wrong == [] and words_of(pages).count("Cách mạng") == 2 * 5 + 200 + 5


def test_a_head_higher_than_a_page_is_not_repeated():
    setter = Setter(LOOK)
    pages, wrong, _ = seen([setter.table([LONG * 20, "B"], rows_of(setter, 5), [60, 300])], setter)
    assert wrong == [] and words_of(pages).count("Cách mạng") == 20 + 10


def test_the_notes_of_rows_stand_on_the_pages_of_their_rows():
    setter = Setter(LOOK)
    rows = [
        [setter.text(f"hàng {at}", "cell", notes=[setter.note(f"Chú thích của hàng {at}. {LONG}")])] for at in range(60)
    ]
    pages, wrong, _ = seen([setter.table(["A"], rows, [300])], setter)
    assert len(pages) > 2 and wrong == []


def test_sixty_notes_of_one_paragraph_all_come():
    setter = Setter(LOOK)
    keys = [setter.note(f"Chú thích {at}. {LONG}") for at in range(60)]
    pages, wrong, _ = seen([setter.text(LONG * 5), setter.text(LONG * 3, notes=keys), setter.text(LONG)], setter)
    assert wrong == [] and words_of(pages).count("Chú thích") == 60


@pytest.mark.parametrize(("above", "below"), [(0, 1), (10, 1), (30, 1), (0, 0)])
def test_a_note_higher_than_a_page_goes_on_at_the_foot_of_the_next(above, below):
    setter = Setter(LOOK)
    keys = [setter.note(LONG * 120), setter.note("Chú thích ngắn.")]
    story = [setter.text(LONG * above), setter.text(LONG * 2, notes=keys), *[setter.text(LONG)] * below]
    pages, wrong, _ = seen(story, setter)
    assert wrong == [] and words_of(pages).count("Cách mạng") == above + 2 + 120 + below
    notes = [
        page.number for page in pages if any(piece.element.kind == "Note" for piece in page.texts if piece.element)
    ]
    assert notes[0] == 0, "the page of its mark is not left for it"
    assert len(notes) > 1 and notes == list(range(notes[0], notes[-1] + 1))


def test_what_is_kept_together_and_higher_than_a_page_comes_out_whole_with_its_notes():
    setter = Setter(LOOK)
    flows = [setter.text(LONG * 8, notes=[setter.note(f"Chú thích {at}. " + LONG * 3)]) for at in range(12)]
    pages, wrong, _ = seen([setter.text(LONG * 4), Keep([setter.text("Đề mục", "h2"), *flows])], setter)
    assert wrong == [] and words_of(pages).count("Cách mạng") == 4 + 12 * 8 + 12 * 3
    assert len(pages[0].texts) > 40, "the first page is not left empty"


def piece(text, left, bottom, size=11.0, element=None, width=60.0):
    return Piece(text, left, bottom, left + width, bottom + size * 0.7, bottom, size, "Literata", 0, element)


def page_with(*pieces, number=0):
    return Seen(number, 210 * MM, 297 * MM, list(pieces))


def test_the_judge_sees_what_is_wrong():
    paper = Paper(68, 51, 57, 51, 6.5)
    at_edge, over = piece("x", 5, 400), [piece("một", 100, 400), piece("hai", 110, 403)]
    part = Part("P", ("Document",))
    alone = [page_with(piece("a", 100, 400, element=part), piece("b", 100, 380, element=part)),
             page_with(piece("c", 100, 700, element=part), number=1)]  # fmt: skip
    assert any("edge" in fault for fault in faults_of([page_with(at_edge)], paper))
    assert list(overlaps(page_with(*over))) and not list(overlaps(page_with(over[0], piece("hai", 100, 384))))
    assert single_lines(alone) and not single_lines(alone[:1])
    assert marks_and_notes([page_with(piece("1", 200, 400, 6.5))], paper)


def test_the_example_of_the_documents_makes_a_sound_file(faults, tmp_path):
    text = (ROOT / "docs" / "pdf-layer.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", text, re.M | re.S)
    made = {}
    exec(compile(code, "docs/pdf-layer.md", "exec"), made)
    data = made["report"](LOOK, [(f"{at}", f"Nguyễn Văn {at}", "8,5" if at % 2 else "") for at in range(1, 61)])
    (tmp_path / "a.pdf").write_bytes(data)
    pages = pages_of(data)
    assert faults(tmp_path / "a.pdf") == [] and faults_of(pages, A4) == []
    assert len(code.splitlines()) < 40 and len(pages) > 1 and "Nguyễn Văn 60" in words_of(pages)


def test_the_files_that_the_documents_name_are_there():
    text = (ROOT / "docs" / "pdf-layer.md").read_text(encoding="utf-8")
    named = re.findall(r"`(\w+\.py)`", text.partition("## What each file is")[2].partition("## Known")[0])
    assert len(named) > 15 and [name for name in named if not (ROOT / "builders" / "pdf" / name).is_file()] == []
