"""Large print, folded booklet, viewpoints on one page, blank card: the same words, on other paper, in other sizes."""

import dataclasses
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTLine, LTTextContainer, LTTextLine

from app.work import check, course_folder
from builders.handout import editions, kit_of, whole
from builders.handout.edition import BOOKLET, CARDS, LARGE, VIEWPOINTS, look_of
from builders.handout.parts import part
from builders.pdf.fold import sides
from course.text import Para, Points, Span, normal
from plan import nodes
from plan.deck import plan_deck
from plan.document import plan_document
from plan.shown import ranges, shown_on

sys.path.insert(0, str(Path(__file__).parent))
from test_handout import HOSTILE, ITEMS, LOOK, NOTE, document_of, is_there, texts, words_of

MM = 72 / 25.4
WHOLE = {"large": LARGE, "booklet": BOOKLET}


@pytest.fixture(scope="module")
def bundled():
    course = check(course_folder(None), LOOK).course
    assert course is not None
    return course, plan_document(course)


@pytest.fixture(scope="module", params=list(WHOLE))
def made(request, bundled):
    return request.param, bundled[1], whole(WHOLE[request.param], bundled[1], LOOK)


def in_reading_order(name: str, data: bytes) -> list[str]:
    """The words of each page, folded sheets cut and put in order."""
    pdf = pypdfium2.PdfDocument(data)
    if name != "booklet":
        return words_of(data)
    found = {}
    for side, pair in zip(pdf, sides(2 * len(pdf)), strict=True):
        text, half = side.get_textpage(), side.get_width() / 2
        for at, number in enumerate(pair):
            words = text.get_text_bounded(left=at * half, right=(at + 1) * half, bottom=0, top=side.get_height())
            found[number] = normal(words.replace("\ufffe", "-").replace("\x02", "-"))
    return [found[number] for number in sorted(found)]


def test_every_text_of_the_course_is_found_letter_for_letter(made, elements):
    name, document, product = made
    pages = in_reading_order(name, product.data)
    joined = " ".join(pages)
    wanted = dict.fromkeys(texts(document, False))
    assert len(wanted) > 500
    heard = "".join("".join(text for _, text in elements(product.data)).split())
    lost = [text for text in wanted if not is_there(text, pages, joined) and "".join(text.split()) not in heard]
    assert lost == []


def test_headings_are_heard_in_the_same_order_in_every_edition(bundled, elements):
    document = bundled[1]
    files = (next(editions(document, LOOK)), whole(LARGE, document, LOOK), whole(BOOKLET, document, LOOK))
    heads = [[text for kind, text in elements(file.data) if kind in ("H1", "H2", "H3")] for file in files]
    assert len(heads[0]) > 60
    first, *others = [[normal(text) for text in found] for found in heads]
    assert all(other == first for other in others)


def test_no_letter_stands_outside_the_margins_nor_over_the_fold(made):
    name, _, product = made
    look = look_of(WHOLE[name], LOOK)
    width = look.length("a4.width") * MM
    for page in extract_pages(BytesIO(product.data)):
        for x0, y0, x1, y1 in letters(page):
            at = x0 // width if name == "booklet" else 0
            left, right = x0 - at * width, (at + 1) * width - x1
            assert min(left, right) >= look.length("margin.outer") * MM - 1, (page.pageid, x0, x1)
            assert y0 >= 8 * MM and y1 <= page.height - 8 * MM


def letters(thing):
    """Boxes of all letters that are seen."""
    if isinstance(thing, LTChar):
        if thing.get_text().strip():
            yield thing.bbox
    elif isinstance(thing, LTTextContainer | LTTextLine) or hasattr(thing, "__iter__"):
        for part_ in thing:
            yield from letters(part_)


def test_text_is_sixteen_points_in_large_print_and_nothing_is_small(bundled):
    look = look_of(LARGE, LOOK)
    assert look.size("print.text") == 16
    sizes = [char.size for page in extract_pages(BytesIO(whole(LARGE, bundled[1], LOOK).data))
             for char in chars(page)]  # fmt: skip
    assert sum(size >= 13 for size in sizes) / len(sizes) > 0.99  # all but numbers of notes
    assert look_of(BOOKLET, LOOK).size("print.small") == LOOK.size("print.small")


def chars(thing):
    """All letters of a page."""
    if isinstance(thing, LTChar):
        yield thing
    elif hasattr(thing, "__iter__"):
        for part_ in thing:
            yield from chars(part_)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(4, [(4, 1), (2, 3)]), (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
     (12, [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)])],
)  # fmt: skip
def test_pages_of_a_folded_booklet_lie_in_saddle_order(count, expected):
    assert sides(count) == expected


def test_a_booklet_that_does_not_fill_its_sheets_is_refused():
    with pytest.raises(ValueError, match="6 pages"):
        sides(6)


def test_each_half_of_a_folded_sheet_carries_the_number_that_belongs_there(bundled):
    product = whole(BOOKLET, bundled[1], LOOK)
    count = 2 * product.pages
    assert count % 4 == 0
    pages = in_reading_order("booklet", product.data)
    assert len(pages) == count
    for number, page in enumerate(pages[1:], 2):
        assert f"Trang {number}/{count}" in page
    with pikepdf.open(BytesIO(product.data)) as pdf:
        assert {tuple(round(float(edge) / MM, 1) for edge in page.MediaBox) for page in pdf.pages} == {(0, 0, 297, 210)}


def test_links_of_the_booklet_stand_on_the_half_of_their_words_and_lead_to_the_right_side(bundled):
    with pikepdf.open(BytesIO(whole(BOOKLET, bundled[1], LOOK).data)) as pdf:
        numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
        laid = sides(2 * len(pdf.pages))
        side = next(at for at, pair in enumerate(laid) if 2 in pair)
        half = laid[side].index(2) * 148.5 * MM
        links = [link for link in pdf.pages[side].Annots if "/Dest" in link or "/A" in link]
        rects = [[float(edge) for edge in link.Rect] for link in links]
        assert len(rects) > 10 and all(half <= rect[0] and rect[2] <= half + 148.5 * MM for rect in rects)
        first = pdf.Root.Outlines.First
        found = pdf.Root.Dests[str(first.Dest)] if "/Dests" in pdf.Root else first.Dest
        target = found.D[0] if isinstance(found, pikepdf.Dictionary) else found[0]
        assert target.objgen in numbers


def planned_of(words: str) -> tuple[nodes.AnyNode, ...]:
    spans = (Span(words),)
    return (
        nodes.TextNode((Para(spans), Points((spans, spans), True)), title=words, notes=(NOTE,)),
        nodes.QuoteNode(words, words, notes=(NOTE,)),
        nodes.TableNode(words, (words, words, words, words, words), ((words, None, words, words, words),)),
        nodes.CalloutNode("important", spans), nodes.ModelCardNode(words, (words,)), nodes.PauseNode(words, 5),
        nodes.ActivityNode(words, "group", 5, words, (spans,), 2),
    )  # fmt: skip


@pytest.mark.parametrize("name", list(WHOLE))
def test_hostile_letters_come_out_letter_for_letter(name):
    data = whole(WHOLE[name], document_of(*planned_of(HOSTILE)), LOOK).data
    assert " ".join(in_reading_order(name, data)).count(normal(HOSTILE)) >= 18


@pytest.mark.parametrize("name", list(WHOLE))
def test_very_long_words_stay_within_the_margins(name):
    data = whole(WHOLE[name], document_of(*planned_of("https://vi.du/" + "dai" * 60)), LOOK).data
    edge = look_of(WHOLE[name], LOOK).length("margin.outer") * MM - 1
    assert all(edge <= box[0] and box[2] <= page.width - edge
               for page in extract_pages(BytesIO(data)) for box in letters(page))  # fmt: skip


@pytest.mark.parametrize("name", list(WHOLE))
def test_wide_tables_are_told_row_by_row_and_every_kind_of_item_is_asked(name):
    rows = tuple((str(at), f"việc thứ {at} của đơn vị", None, "cấp ủy", "quý IV") for at in range(1, 31))
    table = nodes.TableNode("Bảng", ("STT", "Việc", "Ai", "Với ai", "Bao giờ"), rows)
    checks = [nodes.CheckNode(number, item, notes=(NOTE,)) for number, item in enumerate(ITEMS, 1)]
    joined = " ".join(in_reading_order(name, whole(WHOLE[name], document_of(table, *checks), LOOK).data))
    assert all(f"việc thứ {at} của đơn vị" in joined for at in range(1, 31)) and joined.count("Bao giờ") == 30
    assert all(text in joined for text in ("B. hai là đúng", "a) Đ, b) S", "2,5 km", "2: A. quản lý"))


@pytest.mark.parametrize("name", list(WHOLE))
def test_empty_sections_and_bare_documents_are_made(name):
    document = document_of(sources=(), checks=(), cited=(), objectives=(), as_of=None)
    for bare in (document, dataclasses.replace(document, sections=())):
        assert whole(WHOLE[name], bare, LOOK).pages >= 2


def test_the_viewpoints_stand_to_the_letter_on_one_page(bundled):
    made, = part(kit_of(VIEWPOINTS, bundled[1], LOOK), bundled[1])
    assert (made.name, made.pages) == ("viewpoints.pdf", 1)
    page, = words_of(made.data)
    shown = next(node for section in bundled[1].sections for node in section.nodes
                 if isinstance(node, nodes.ViewpointsNode))  # fmt: skip
    assert len(shown.viewpoints) == 5 and page.count("Ví dụ ở đơn vị tôi") == 5
    assert all(normal(point.words) in page and point.short in page for point, _ in shown.viewpoints)


def test_the_set_of_cards_is_a_card_of_two_sides_a_list_of_two_and_short_cards_to_cut(bundled):
    made, = part(kit_of(CARDS, bundled[1], LOOK), bundled[1])
    front, back, listed, more, short = words_of(made.data)
    assert (made.name, made.pages) == ("model-card.pdf", len(CARDS.sheets))
    assert all(front.count(field.name) == 1 and short.count(field.name) == 2 for field in bundled[0].fields)
    assert "Việc khó" in front and "Người duyệt" in back and "Bài học" in back
    assert listed == more and "Số phiếu" in listed and "Tên mô hình" in listed


def test_short_cards_are_cut_in_the_middle_of_the_paper(bundled):
    made, = part(kit_of(CARDS, bundled[1], LOOK), bundled[1])
    page = list(extract_pages(BytesIO(made.data)))[-1]
    between = [box for box in letters(page) if abs((box[1] + box[3]) / 2 - page.height / 2) < 8 * MM]
    dashes = [thing for thing in page if isinstance(thing, LTLine) and abs(thing.y0 - page.height / 2) < MM]
    assert len(dashes) == 1 and max(box[2] for box in between) < dashes[0].x0  # said beside the line, not across it
    lines = [thing.y0 > page.height / 2 for thing in page if isinstance(thing, LTLine) and thing not in dashes]
    assert lines.count(True) == lines.count(False) > 5 and words_of(made.data)[-1].count("cắt ở đây") == 1


def test_a_card_without_fields_of_work_and_with_a_hundred_keeps_its_pages():
    for fields in ((), tuple(f"Lĩnh vực thứ {at}" for at in range(1, 101))):
        document = document_of(nodes.ModelCardNode("Phiếu của tôi", fields))
        made, = part(kit_of(CARDS, document, LOOK), document)
        joined = " ".join(words_of(made.data))
        assert made.pages >= len(CARDS.sheets) and all(joined.count(name) >= 2 for name in fields)
        assert min(box[1] for page in extract_pages(BytesIO(made.data)) for box in letters(page)) >= 8 * MM


def test_a_course_without_such_blocks_has_no_such_sheets():
    assert not list(part(kit_of(VIEWPOINTS, document_of(), LOOK), document_of()))
    assert not list(part(kit_of(CARDS, document_of(), LOOK), document_of()))


def test_the_trainer_is_told_the_slides_of_what_stands_beside(bundled):
    course, document = bundled
    deck, _ = plan_deck(course, LOOK, document)
    shown = shown_on(deck, document)
    assert {section for section, _ in shown} == {section.id for section in document.sections}
    for (lesson, at), numbers in shown.items():
        assert all(deck.slides[number - 1].content_id.split("/")[:2] == [lesson, str(at)] for number in numbers)
    learner, trainer = editions(document, LOOK, slides=shown)
    joined = " ".join(words_of(trainer.data))
    checks = [(section.id, at) for section in document.sections for at, node in enumerate(section.nodes)
              if isinstance(node, nodes.CheckNode)]  # fmt: skip
    assert checks and all(f"trang chiếu {ranges(shown[place])}" in joined for place in checks if place in shown)
    assert "trang chiếu" not in " ".join(words_of(learner.data))


def test_slides_are_named_by_ranges():
    assert [ranges(numbers) for numbers in ((3,), (3, 4, 5, 9), (7, 2, 7))] == ["3", "3\u20135, 9", "2, 7"]


def test_ink_is_under_five_percent_and_pages_are_written_on(made):
    _, _, product = made
    shares = []
    for page in pypdfium2.PdfDocument(product.data):
        grey = page.render(scale=150 / 72).to_pil().convert("L")
        shares.append(1 - sum(value * count for value, count in enumerate(grey.histogram())) / 255 / grey.width
                      / grey.height)  # fmt: skip
    assert sum(shares) / len(shares) < 0.05 and min(shares) > 0.001


def test_large_print_is_large_wherever_something_is_read(bundled):
    found = {}
    for page in extract_pages(BytesIO(whole(LARGE, bundled[1], LOOK).data)):
        lines = (line for box in page if isinstance(box, LTTextContainer) for line in box)
        for line in (line for line in lines if isinstance(line, LTTextLine)):
            sizes = [round(thing.size) for thing in line if isinstance(thing, LTChar)]
            if sizes:
                found.setdefault(max(sizes), []).append(normal(line.get_text()))
    assert min(found) == 14 and sorted(found)[1] == 16
    small = " ".join(found[14])
    for words in ("Câu 7", "Chọn tất cả", "Ghi chữ cái", "Dễ nhầm", "đáp án: trang"):
        assert words not in small
    assert "Báo Hà Tĩnh, đoạn 14." in small
