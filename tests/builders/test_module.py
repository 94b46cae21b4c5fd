"""The e-learning page read as text: nothing lost, nothing leaked, no letter taken for markup."""

import base64
import gzip
import hashlib
import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from app.work import BUNDLED, CONTENT, check
from assets.look import load_look
from builders.module import build, files, unplaced
from builders.module_items import decimal, question
from builders.module_keys import row_keys
from builders.product import Materials
from course.items import Item, Written
from course.model import Course
from course.sources import CitationParts
from course.text import Span, normal, plain
from plan import nodes

HOSTILE = "</script><script>x=1</script><img src=x onerror=y()> \"đôi\" 'đơn' &amp; & %}{{ 7*7 }}{# #} <!-- -->"
NOT_SHOWN = {
    "id", "module_id", "kind", "origin", "certainty", "role", "path", "link", "version", "head", "level",
    "tested_by", "group", "topic", "use", "model", "facts", "cites", "markers", "paragraphs", "field", "place",
    "part_of", "successor", "url", "picture", "handout_url", "starts", "lines", "label", "cited", "by_hand",
    "doubt", "quote", "clauses",
}  # fmt: skip
PIXEL = b"a picture"
VOID = {"meta", "img", "input", "br", "link"}


class Page(HTMLParser):
    """The words of a page with a line end at each block's border, its tags and attributes."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.words, self.tags, self.open, self.unbalanced = [], [], [], []
        self.feed(text)
        self.close()
        self.text = normal("".join(self.words)).replace(" \n ", "\n")

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._border(tag)
        self.words += [dict(attributes).get("alt") or ""] if tag == "img" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append((tag, self.getpos()))
        self._border(tag)

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    def _border(self, tag):
        if tag not in {"b", "i", "a", "span"}:
            self.words.append(" ")


def attributes(text):
    """The attributes of every element of a page."""
    return [found for _, found in Page(text).tags]


def marked(value, mark):
    """A tree of values with `~` in every text replaced."""
    if isinstance(value, dict):
        return {name: marked(part, mark) for name, part in value.items()}
    if isinstance(value, list):
        return [marked(part, mark) for part in value]
    return value.replace("~", mark) if isinstance(value, str) else value


def sample(mark="", change=lambda tree: None):
    """The course of module_course.yaml; scalars as text, as the loader hands them over."""
    text = (Path(__file__).parent / "module_course.yaml").read_text(encoding="utf-8")
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    for lesson in tree["lessons"]:
        for block in lesson["blocks"]:
            if isinstance(block, dict) and "rows" in block:
                block["rows"] = [[None if cell == "null" else cell for cell in row] for row in block["rows"]]
    change(tree)
    return Course.model_validate(marked(tree, mark))


def materials(course):
    """A course with its picture."""
    return Materials(course, load_look(), {"anh/duong.png": PIXEL})


def said(value, name=""):
    """Every text of a document that a learner should read, with the name of its field."""
    if name in NOT_SHOWN or value is None or isinstance(value, nodes.SpeakerNode | nodes.ConflictNode | CitationParts):
        return
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple) and value and all(isinstance(part, Span) for part in value):
        yield name, plain(value)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from said(part, name)
    elif isinstance(value, BaseModel):
        for part in type(value).model_fields:
            if not (isinstance(value, Item) and part == "objectives"):
                yield from said(getattr(value, part), part)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, nodes.Note):
        for part in value.__dataclass_fields__:
            if not (isinstance(value, nodes.AgendaRow) and part == "lesson"):
                yield from said(getattr(value, part), part)


def lost(made):
    """Texts of the document, and of items that no lesson asks, that the page lacks."""
    page = Page(build(made)).text
    texts = [*said(made.document), *said(unplaced(made.course, made.document))]
    texts += [("words", viewpoint.words) for viewpoint in made.course.viewpoints]
    assert len(texts) > 60
    return [(name, text) for name, text in texts if normal(text) not in page]


@pytest.fixture(scope="module")
def bundled():
    loaded = check(CONTENT / BUNDLED, load_look(), today=date(2026, 11, 22))
    assert loaded.course, loaded.problems
    return Materials(loaded.course, load_look())


def test_every_text_of_a_course_with_all_kinds_of_blocks_stands_on_the_page():
    assert lost(materials(sample())) == []


def test_every_text_of_the_bundled_course_stands_on_the_page(bundled):
    assert lost(bundled) == []


def test_the_check_for_lost_texts_bites(monkeypatch):
    made = materials(sample())
    whole = build(made)
    monkeypatch.setitem(globals(), "build", lambda _: whole.replace("Điều phải nhớ", "Điều phải quên"))
    assert lost(made) == [("spans", "Điều phải nhớ")]


def test_hostile_letters_in_every_field_come_out_as_letters():
    made = materials(sample(HOSTILE))
    text = build(made)
    page = Page(text)
    assert lost(made) == []
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in Page(build(materials(sample("x")))).tags]
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]
    assert all(found["src"].startswith("data:image/png;") for tag, found in page.tags if tag == "img")
    assert page.unbalanced == []


def test_items_of_the_exam_are_in_no_byte(bundled):
    text = build(materials(sample()))
    assert not re.search("KÍN|thi-bi-mat|thi-cum", text)
    exam = [item for item in bundled.course.items if item.use == "exam"]
    page = Page(whole := build(bundled)).text
    assert len(exam) >= 40
    assert [item.id for item in exam if normal(plain(item.stem)) in page or f'"{item.id}"' in whole] == []
    assert [item.id for item in exam if item.explanation and normal(plain(item.explanation)) in page] == []


def test_an_exam_item_that_gets_near_the_page_stops_the_build():
    item = Written(id="thi", use="exam", kind="written", stem="Câu kín")
    with pytest.raises(ValueError, match="thi"):
        question(nodes.CheckNode(1, item))


def test_speaker_notes_and_conflicts_are_not_on_the_page():
    assert not re.search("LỜI GIẢNG VIÊN|CHUYỆN VÊNH|CÁCH MỘT|LỜI KHUYÊN", build(materials(sample())))


def test_every_practice_item_is_asked_once_and_numbered_through(bundled):
    for made in (bundled, materials(sample())):
        asked = [one for one in attributes(build(made)) if "data-item" in one]
        practice = {item.id for item in made.course.items if item.use == "practice"}
        assert sorted(one["data-item"] for one in asked) == sorted(practice)
        assert [one["id"] for one in asked] == [f"cau-{number}" for number in range(1, len(practice) + 1)]


def test_a_statement_names_its_source_and_links_to_it():
    text = build(materials(sample()))
    assert '<a href="#nguon-bao">Báo\u00a0Hà\u00a0Tĩnh, đoạn 14</a>' in text or "đoạn\u00a014</a>" in text
    page = Page(text)
    names = {found["id"] for _, found in page.tags if "id" in found}
    links = [found["href"] for tag, found in page.tags if tag == "a"]
    assert {link[1:] for link in links if link.startswith("#")} <= names
    assert all(link.startswith(("#", "https://")) for link in links)
    outside = [found for tag, found in page.tags if tag == "a" and found["href"][0] != "#"]
    assert outside and all("noopener" in found["rel"] for found in outside)
    for words in ("Nguồn: Báo Hà Tĩnh, đoạn 18", "Bối cảnh", "chưa duyệt", "tại thời điểm 21/10/2022", "Người giảng"):
        assert words in page.text, words


def test_no_two_elements_have_one_id(bundled):
    for made in (bundled, materials(sample())):
        names = [one["id"] for one in attributes(build(made)) if "id" in one]
        assert len(names) == len(set(names))


def test_the_policy_allows_this_script_and_this_style_alone():
    text = build(materials(sample()))
    allowed = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#39;", "'")
    assert allowed.startswith("default-src 'none';")
    for tag in ("script", "style"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)[1].encode()
        sum_ = base64.b64encode(hashlib.sha256(inside).digest()).decode()
        assert f"{tag}-src 'sha256-{sum_}'" in allowed
    assert not re.search(r'\sstyle="|<link\b|<iframe|@import|url\(', text)


def test_the_page_is_small(bundled):
    text = build(bundled)
    runtime = re.search(r"<script>(.*?)</script>", text, re.S)[1]
    assert len(runtime.encode()) <= 20_000
    assert len(gzip.compress(text.encode(), 9)) <= 42_000


def test_the_script_is_what_old_web_views_read():
    runtime = re.search(r"<script>(.*?)</script>", build(materials(sample())), re.S)[1]
    assert not re.search(r"=>|`|\b(let|const|class|async|await)\s|\?\.|\.\.\.", runtime)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|\beval\(|innerHTML|document\.write", runtime)


def test_same_course_same_bytes():
    first, second = (next(files(materials(sample()))) for _ in range(2))
    assert first == second
    assert first.name == "module/index.html"


def test_answers_keep_their_names_when_lessons_and_options_move():
    def turned(tree):
        tree["lessons"][1]["blocks"].reverse()
        tree["lessons"].reverse()
        tree["modules"][0]["lessons"].reverse()
        tree["items"].reverse()
        for item in tree["items"]:
            for part in ("options", "statements", "pairs"):
                item.get(part, []).reverse()

    def names(course):
        found = attributes(build(materials(course)))
        return {
            (name, one[name]) for one in found for name in ("data-note", "data-item", "data-part") if name in one
        } | {(one["value"], one["data-right"]) for one in found if one.keys() >= {"value", "data-right"}}  # fmt: skip

    assert names(sample()) == names(sample(change=turned))


def test_fields_to_fill_in_have_names_of_their_own():
    found = [one["data-note"] for one in attributes(build(materials(sample()))) if "data-note" in one]
    assert len(found) == len(set(found)) > 15
    assert {"task.nv1.when", "task.nv2.who", "model.mh1.period", "model.mh1.lesson", "item.tl5"} <= set(found)


def test_rows_that_print_the_same_get_names_by_their_words():
    rows = (("Đảng", None), (None, None), (None, None))
    names = row_keys("Bảng", ("Ai", "Việc"), rows)
    assert len(set(names)) == 3
    assert row_keys("Bảng", ("Ai", "Việc"), rows[1:]) == names[1:]
    assert row_keys("Bảng khác", ("Ai", "Việc"), rows)[0] != names[0]


def test_numbers_reach_the_script_with_a_point_and_the_reader_with_a_comma():
    text = build(materials(sample()))
    assert 'data-right="13.5" data-tolerance="0.5"' in text
    assert "13,5 phần trăm" in Page(text).text
    assert decimal(Decimal("1000")) == "1000"


def test_a_picture_that_nobody_handed_over_is_named():
    with pytest.raises(KeyError, match="anh/duong.png"):
        build(Materials(sample(), load_look()))


def test_labels_that_templates_and_script_ask_for_exist():
    look, folder = load_look(), Path(__file__).parents[2] / "assets" / "templates" / "html"
    templates, scripts = ("".join(path.read_text(encoding="utf-8") for path in folder.glob(f"**/*.{end}"))
                          for end in ("html", "js"))  # fmt: skip
    asked = set(re.findall(r"say\('([\w.-]+)'(?: if| else|\)|,)", templates))
    live = {f"module.live.{name}" for name in re.findall(r'say\("(\w+)"', scripts)}
    assert len(asked) > 30 and len(live) > 12
    assert [name for name in asked | live if not look.has(name)] == []
