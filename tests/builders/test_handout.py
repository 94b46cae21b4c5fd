"""Both editions of the handout: every word of the course, the same page breaks, the trainer's for the trainer alone."""

import dataclasses
import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from pydantic import BaseModel

from app.work import check, course_folder
from assets.look import load_look
from builders.handout import editions
from course.items import (
    Cluster,
    ClusterStatement,
    Matching,
    Multiple,
    NumberItem,
    Option,
    Ordering,
    Pair,
    Single,
    Written,
)
from course.sources import CitationParts, Source
from course.taught import ExemplarModel
from course.text import Para, Points, Span, normal, plain
from plan import nodes
from plan.document import plan_document

LOOK = load_look()
ROOT = Path(__file__).parents[2]
SOURCE = Source(id="bao", title="Bài báo về dân vận", publisher="Báo Hà Tĩnh", role="main")
NOTE = nodes.Note(SOURCE, 14)
SILENT = {
    "id", "module_id", "kind", "level", "topic", "use", "paragraphs", "role", "origin", "field", "path", "verified",
    "approved", "cites", "facts", "objectives", "group", "tested_by", "link", "head", "version", "cited",
    "certainty", "part_of", "successor", "place", "figures", "module", "clauses", "answer", "key", "markers",
    "handout_url", "organisation", "picture", "picture_alt", "tolerance", "published", "quote", "model",
    "lesson",
}  # ids and grades, and what is composed with other words
TRAINERS = (nodes.SpeakerNode, nodes.ConflictNode)


def words_of(data: bytes) -> list[str]:
    """Page by page, white space folded."""
    pages = pypdfium2.PdfDocument(data)
    return [normal(page.get_textpage().get_text_range().replace("\ufffe", "-").replace("\x02", "-")) for page in pages]


def texts(thing: object, trainer: bool) -> list[str]:
    """Every text of a plan that an edition must carry."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, tuple) and thing and all(isinstance(part, Span) for part in thing):
        return [plain(thing)]
    if isinstance(thing, tuple):
        return [text for part in thing for text in texts(part, trainer)]
    if isinstance(thing, CitationParts):
        return []
    if isinstance(thing, TRAINERS) and not trainer or isinstance(thing, nodes.Note) and thing.doubt is None:
        return []
    if isinstance(thing, nodes.Note):
        return texts(thing.doubt, trainer)
    if dataclasses.is_dataclass(thing):
        pairs = [(field.name, getattr(thing, field.name)) for field in dataclasses.fields(thing)]
    elif isinstance(thing, BaseModel):
        pairs = list(thing)
    else:
        return []
    skipped = SILENT if trainer else SILENT | {"mistakes"}
    skipped = skipped - {"lesson", "figures"} if isinstance(thing, ExemplarModel) else skipped
    skipped = skipped - {"model", "place", "figures"} if isinstance(thing, nodes.ModelNode) else skipped
    return [text for name, value in pairs if name not in skipped for text in texts(value, trainer)]


def is_there(text: str, pages: list[str], joined: str) -> bool:
    """On a page, or going on from one page to a later one."""
    folded = normal(text)
    if folded in joined or (folded.startswith("http") and folded in joined.replace(" ", "")):
        return True
    words = folded.split(" ")
    return any(
        " ".join(words[:cut]) in page and " ".join(words[cut:]) in pages[at + 1]
        for at, page in enumerate(pages[:-1]) for cut in range(1, len(words))
    )  # fmt: skip


def document_of(*planned: nodes.AnyNode, **values: object) -> nodes.Document:
    section = nodes.Section("bai-1", 1, "Bài học thứ nhất", None, 30, 450, (), planned)
    base = nodes.Document(
        id="thu", title="Tài liệu thử", subtitle=None, organisation=("Ban Dân vận",), head="none", dateline=None,
        approved=None, as_of="21/10/2022", about=(), handout_url=None, objectives=(), sections=(section,), glossary=(),
        checks=tuple(node for node in planned if isinstance(node, nodes.CheckNode)), sources=(SOURCE,),
        cited=(("bao", (14,)),), version="0123456789ab",
    )  # fmt: skip
    return dataclasses.replace(base, **values)


def both(document: nodes.Document) -> tuple[bytes, bytes]:
    learner, trainer = editions(document, LOOK)
    assert (learner.name, trainer.name) == ("handout.pdf", "handout-trainer.pdf")
    return learner.data, trainer.data


@pytest.fixture(scope="module")
def bundled():
    course = check(course_folder(None), LOOK).course
    assert course is not None
    document = plan_document(course)
    return document, *both(document)


@pytest.mark.parametrize("edition", ["learner", "trainer"])
def test_every_text_of_the_course_is_found_letter_for_letter(bundled, edition):
    document, learner, trainer = bundled
    pages = words_of(learner if edition == "learner" else trainer)
    joined = " ".join(pages)
    wanted = dict.fromkeys(texts(document, edition == "trainer"))
    assert len(wanted) > 500
    assert [text for text in wanted if not is_there(text, pages, joined)] == []


@pytest.mark.parametrize("edition", ["learner", "trainer"])
def test_read_aloud_every_text_stands_letter_for_letter(bundled, heard, edition):
    document, learner, trainer = bundled
    joined = " ".join(text for _, text in heard(learner if edition == "learner" else trainer))
    wanted = dict.fromkeys(texts(document, edition == "trainer"))
    assert [text for text in wanted if normal(text) not in joined] == []


def test_the_five_viewpoints_stand_to_the_letter(bundled):
    document, learner, trainer = bundled
    exact = [node.viewpoint.words for section in document.sections for node in section.nodes
             if isinstance(node, nodes.ViewpointNode)]  # fmt: skip
    assert len(exact) == 5
    for data in (learner, trainer):
        joined = " ".join(words_of(data))
        assert all(joined.count(normal(words)) >= 2 for words in exact)


def test_both_editions_turn_their_pages_at_the_same_words(bundled):
    document, learner, trainer = bundled
    first, second = words_of(learner), words_of(trainer)
    assert len(second) >= len(first)
    for section in document.sections:
        for text in filter(lambda text: len(text) > 30, texts(section.nodes, False)):
            on = [{at for at, page in enumerate(pages) if normal(text) in page} for pages in (first, second)]
            assert on[0] <= on[1], text


def test_what_the_trainer_reads_is_not_for_learners(bundled):
    document, learner, _ = bundled
    joined = " ".join(words_of(learner))
    said = [part for section in document.sections for node in section.nodes if isinstance(node, nodes.SpeakerNode)
            for part in node.flow if isinstance(part, Para)]  # fmt: skip
    assert len(said) > 30
    assert [plain(part.spans) for part in said if normal(plain(part.spans)) in joined] == []


def test_no_page_ends_nearly_empty_and_nothing_stands_at_the_edge(bundled):
    for data in bundled[1:]:
        for page in pypdfium2.PdfDocument(data):
            boxes = [thing.get_bounds() for thing in page.get_objects()]
            edge = 8 / 25.4 * 72
            assert min(box[0] for box in boxes) >= edge and max(box[2] for box in boxes) <= page.get_width() - edge
            assert len(boxes) > 10


ITEMS = [
    Single(id="a", stem=(Span("Chọn một"),), options=(Option(text="một"), Option(text="hai là đúng", key=True))),
    Multiple(id="b", kind="multiple", stem=(Span("Chọn nhiều"),),
             options=(Option(text="ba", key=True), Option(text="bốn"))),
    Cluster(id="c", kind="cluster", stem=(Span("Đúng sai"),),
            statements=(ClusterStatement(text="ý thứ nhất", answer=True),
                        ClusterStatement(text="ý thứ hai", answer=False))),
    NumberItem(id="d", kind="number", stem=(Span("Bao nhiêu"),), answer="2,5", unit="km"),
    Written(id="e", kind="written", stem=(Span("Viết ra"),), guide=(Span("gợi ý chấm"),)),
    Ordering(id="f", kind="ordering", stem=(Span("Xếp lại"),), sequence=("bàn", "làm", "kiểm tra")),
    Matching(id="g", kind="matching", stem=(Span("Ghép đôi"),),
             pairs=(Pair(left="Đảng", right="lãnh đạo"), Pair(left="Nhà nước", right="quản lý"))),
]  # fmt: skip


def test_every_kind_of_item_is_asked_and_answered():
    checks = [nodes.CheckNode(number, item, notes=(NOTE,)) for number, item in enumerate(ITEMS, 1)]
    for data in both(document_of(*checks)):
        joined = " ".join(words_of(data))
        for text in ("B. hai là đúng", "A. ba", "a) Đ, b) S", "2,5 km", "gợi ý chấm", "A. bàn; C. làm; B. kiểm tra",
                     "1: B. lãnh đạo; 2: A. quản lý", "ý thứ hai", "Ghép đôi"):  # fmt: skip
            assert text in joined, text


def test_answers_stand_beside_the_items_for_the_trainer_alone():
    item = nodes.CheckNode(1, ITEMS[0], notes=(NOTE,))
    learner, trainer = both(document_of(item))
    asked = [[page for page in words_of(data) if "Chọn một" in page][0] for data in (learner, trainer)]
    assert ["Đáp án câu 1" in page for page in asked] == [False, True]


HOSTILE = 'R&D x<y <b>đậm</b> 100% "ngoặc" {x} %s To\u0302\u0301ng'


def test_hostile_letters_come_out_of_every_node_letter_for_letter():
    spans = (Span(HOSTILE),)
    planned = (
        nodes.TextNode((Para(spans), Points((spans, spans), True)), title=HOSTILE, notes=(NOTE,)),
        nodes.QuoteNode(HOSTILE, HOSTILE, notes=(NOTE,)),
        nodes.TableNode(HOSTILE, (HOSTILE, HOSTILE), ((HOSTILE, None),)),
        nodes.CalloutNode("important", spans), nodes.ModelCardNode(HOSTILE, (HOSTILE,)), nodes.PauseNode(HOSTILE, 5),
        nodes.ActivityNode(HOSTILE, "group", 5, HOSTILE, (spans,), 2), nodes.SpeakerNode((Para(spans),), 5, None),
    )  # fmt: skip
    for data, least in zip(both(document_of(*planned)), (13, 14), strict=True):
        assert " ".join(words_of(data)).count(normal(HOSTILE)) >= least


def test_empty_sections_and_bare_documents_are_made():
    document = document_of(sources=(), checks=(), cited=(), objectives=(), as_of=None)
    assert all(len(words_of(data)) >= 2 for data in both(document))
    assert all(words_of(data) for data in both(dataclasses.replace(document, sections=())))


def test_a_table_of_thirty_rows_comes_out_whole():
    rows = tuple((str(at), f"việc thứ {at} của đơn vị", None) for at in range(1, 31))
    joined = " ".join(words_of(both(document_of(nodes.TableNode("Bảng", ("STT", "Việc", "Ai"), rows)))[0]))
    assert all(f"việc thứ {at} của đơn vị" in joined for at in range(1, 31))


def test_a_citation_stands_at_the_foot_of_the_page_of_its_mark():
    planned = [nodes.QuoteNode(f"Nguyên văn số {at}. " * 9, notes=(nodes.Note(SOURCE, at),)) for at in range(1, 21)]
    for page in words_of(both(document_of(*planned))[0]):
        for at in range(1, 21):
            if f"Nguyên văn số {at}. ”" in page or f"Nguyên văn số {at}.”" in page:
                assert f"đoạn {at}" in page


def test_a_doubtful_quotation_says_so():
    note = nodes.Note(SOURCE, 3, doubt="bản lưu thiếu trang")
    joined = " ".join(words_of(both(document_of(nodes.QuoteNode("Lời trích", notes=(note,))))[0]))
    assert "chưa đối chiếu được: bản lưu thiếu trang" in joined


def test_the_qr_code_is_there_only_with_an_address():
    with_code = both(document_of(handout_url="https://vi.du/tai-lieu"))[0]
    assert "https://vi.du/tai-lieu" in words_of(with_code)[0]
    assert b" re f" in page_code(with_code) and b" re f" not in page_code(both(document_of())[0])


def page_code(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        return pdf.pages[0].Contents.read_bytes()


def test_pictures_are_figures_with_their_words():
    bytes_ = BytesIO()
    Image.new("RGB", (400, 300), "#2F4B5C").save(bytes_, "PNG")
    model = ExemplarModel(id="m", name="Mô hình", picture="anh.png", picture_alt="Đường mới mở")
    planned = (nodes.PictureNode("anh.png", "Bà con họp thôn", (Span("Họp thôn"),)),
               nodes.ModelNode(model, None, None, None, False))  # fmt: skip
    for product in editions(document_of(*planned), LOOK, {"anh.png": bytes_.getvalue()}):
        with pikepdf.open(BytesIO(product.data)) as pdf:
            figures = [str(thing.Alt) for thing in pdf.objects
                       if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"]  # fmt: skip
        assert sorted(set(figures) - {LOOK.say("ear.write")}) == ["Bà con họp thôn", "Đường mới mở"]


def test_what_is_not_approved_says_so_and_the_version_stands_on_the_last_page():
    for data in both(document_of()):
        pages = words_of(data)
        assert "chưa duyệt" in pages[0] and "0123456789ab" in pages[-1]


def test_the_same_document_gives_the_same_bytes_under_any_hash_seed():
    code = (
        "import sys;sys.path.insert(0,'tests/builders');import hashlib,test_handout as t;"
        "n=[t.nodes.CheckNode(i,x,notes=(t.NOTE,)) for i,x in enumerate(t.ITEMS,1)];"
        "print([hashlib.sha256(d).hexdigest() for d in t.both(t.document_of(*n))])"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
                       capture_output=True, text=True, check=True, cwd=ROOT).stdout
        for seed, zone in (("1", "UTC"), ("99", "Asia/Ho_Chi_Minh"))
    }  # fmt: skip
    assert len(runs) == 1 and hashlib.sha256(b"").hexdigest() not in runs.pop()
