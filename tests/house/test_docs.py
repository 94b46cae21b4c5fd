"""The documents tell the truth: every command, option, output, problem, block and item is in them, and examples run."""

import argparse
import re
import struct
import zlib
from datetime import date
from html import unescape
from urllib.parse import unquote

import pytest
import yaml

from app.arguments import parser_for
from app.work import CONTENT, check
from assets.look import load_look
from bench.make_docs import codes, page
from builders.catalog import MAKERS, PREFIXES
from course.blocks import KINDS
from course.codes import WARNINGS
from course.items import ITEM_KINDS
from course.lock import LOCK_NAME, dump_lock
from course.model import Course

COURSE_GUIDE = "docs/soan-khoa.md"
TODAY = date(2026, 11, 22)
PICTURES_LIMIT = 250_000
ALL_PICTURES_LIMIT = 1_200_000
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def look():
    """The look with Vietnamese labels."""
    return load_look()


@pytest.fixture(scope="module")
def documents(texts, root):
    """Every Markdown file that people read, by path."""
    found = {path: text for path, text in texts.items() if path.endswith(".md") and not path.startswith("tests/")}
    beside = root / "dist/README.md"  # a user may have cleared dist/ to begin anew
    return found | ({"dist/README.md": beside.read_text(encoding="utf-8")} if beside.is_file() else {})


def commands(look):
    """Command -> its options, as the command line itself knows them."""
    found = next(act for act in parser_for(look)._actions if isinstance(act, argparse._SubParsersAction))
    return {name: list(options_of(parser)) for name, parser in found.choices.items()}


def options_of(parser):
    """The options of a command and of the commands below it."""
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from options_of(below)


def missing_from(text, words):
    """Words that do not stand in a text as code."""
    return [word for word in words if not re.search(rf"`[^`\n]*(?<![\w-]){re.escape(word)}(?![\w-])[^`\n]*`", text)]


def broken_links(path, text, root):
    """Targets of a document's links that are not there; addresses and headings of the page itself are left alone."""
    for target in LINK.findall(FENCE.sub("", text)):
        place = unquote(unescape(target)).partition("#")[0]
        if place and "://" not in place and not (root / path).parent.joinpath(place).exists():
            yield f"{path}: {target}"


def examples(text):
    """File name -> text of each example that begins with the name of its file."""
    named = [(body.partition("\n"), kind) for kind, body in FENCE.findall(text) if body.startswith("# ")]
    return {head.removeprefix("# ").strip(): body for (head, _, body), _ in named}


def write_examples(files, folder):
    """The examples of a page as a course folder with its source texts and the picture that it shows."""
    for name, text in files.items():
        place = folder / ("nguon" if name.endswith(".txt") else "khoa") / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    picture = folder / "khoa" / "anh" / "hop-thon.png"
    picture.parent.mkdir()
    picture.write_bytes(png())
    return folder / "khoa", folder / "nguon"


def png():
    """A white picture, 4 by 3."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff" * 4 for _ in range(3))
    head = struct.pack(">IIBBBBB", 4, 3, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def told(folder, sources=None):
    """What is said of a course folder, as `code file:line:column`, and the loaded course; its slides are planned."""
    loaded = check(folder, load_look(), TODAY, sources)
    return [f"{p.code} {p.place}" for p in loaded.problems if not p.is_warning], loaded


@pytest.fixture
def guided(documents, tmp_path):
    """The course that the examples of the author's guide are, with the lock that a first check writes."""
    folder, sources = write_examples(examples(documents[COURSE_GUIDE]), tmp_path)
    errors, loaded = told(folder, sources)
    assert errors == []
    (folder / LOCK_NAME).write_text(dump_lock(loaded.lock), encoding="utf-8")
    return folder


def test_every_command_and_option_is_explained(documents, look):
    text = documents["docs/lenh.md"]
    known = commands(look)
    assert missing_from(text, [f"taphuan {name}" for name in known]) == []
    assert {name: missing_from(text, options) for name, options in known.items() if missing_from(text, options)} == {}


def test_no_document_names_a_command_or_option_that_is_not_there(documents, look):
    known = commands(look)
    options = {"--accept", *(word for words in known.values() for word in words)}
    for path in ("README.md", *(path for path in documents if re.fullmatch(r"docs/[\w-]+\.md", path))):
        code = " ".join(re.findall(r"`[^`\n]+`", documents[path]))
        assert set(re.findall(r"taphuan ([a-z]+)", code)) <= set(known), path
        assert set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", code)) <= options, path


def test_every_output_is_explained_and_its_files_are_named(documents):
    assert missing_from(documents["docs/lenh.md"], MAKERS) == []
    files = [name.rstrip("/") for names in PREFIXES.values() for name in names]
    for path in {"README.md", "dist/README.md", "docs/tai-lieu-lam-ra.md"} & documents.keys():
        assert missing_from(documents[path], files) == [], path


def test_every_kind_of_block_and_item_is_explained_and_shown(documents, guided):
    text = documents[COURSE_GUIDE]
    assert missing_from(text, KINDS) == []
    assert missing_from(text, ITEM_KINDS) == []
    _, loaded = told(guided)
    blocks = {type(block) for lesson in loaded.course.lessons for block in lesson.blocks}
    assert {kind for kind, model in KINDS.items() if model not in blocks} == set()
    assert {item.kind for item in loaded.course.items} == set(ITEM_KINDS)


def test_every_key_of_a_course_is_in_the_guide(documents):
    text = documents[COURSE_GUIDE]
    assert [key for key in Course.model_fields if not re.search(rf"(`|^|\s|{{){key}(:|`)", text, re.M)] == []


def test_the_examples_of_the_guide_are_a_sound_course(guided):
    errors, loaded = told(guided)
    assert errors == []
    assert loaded.course.id == "lop-xa-mau"


def test_one_changed_letter_of_the_guides_quotation_is_told(guided):
    lesson = guided / "lessons" / "01-ban-voi-dan.yaml"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("đã hứa với dân", "đã hứa cùng dân"), encoding="utf-8")
    assert [problem.split()[0] for problem in told(guided)[0]] == ["quote.not-locked"]


def test_every_problem_code_is_explained_in_its_page(documents, look):
    text = documents["docs/loi.md"]
    headings = set(re.findall(r"^### `([^`]+)`$", text, re.M))
    assert headings == set(codes(look)) >= WARNINGS


def test_the_page_of_problems_is_current(documents, look):
    assert documents["docs/loi.md"] == page(look), "python bench/make_docs.py"


def test_links_between_documents_lead_somewhere(documents, root):
    assert [link for path, text in documents.items() for link in broken_links(path, text, root)] == []


def test_every_page_for_people_is_linked_from_the_readme(documents):
    pages = {path for path in documents if re.fullmatch(r"docs/[\w-]+\.md", path)}
    linked = {target for target in LINK.findall(documents["README.md"]) if target.startswith("docs/")}
    assert pages - linked == set()


def test_the_readme_gives_the_two_commands_and_the_double_click(documents, root):
    text = documents["README.md"]
    assert missing_from(text, ["python3 run.py build", "py run.py build", "python3 run.py test", "chay.cmd"]) == []
    assert (root / "run.py").is_file() and (root / "chay.cmd").is_file()


def test_the_readme_names_the_bundled_courses(documents):
    assert missing_from(documents["README.md"], [path.name for path in CONTENT.iterdir()]) == []


def test_pictures_are_there_small_and_described(documents, root):
    pages = {path: PICTURE.findall(text) for path, text in documents.items() if not path.startswith("tests/")}
    shown = [picture for pictures in pages.values() for picture in pictures]
    assert len(pages["README.md"]) >= 4
    assert [words for words, _ in shown if len(words) < 25] == []
    files = sorted((root / "docs" / "pictures").glob("*.png"))
    assert {path.name for path in files} == {target.rpartition("/")[2] for _, target in shown}
    sizes = [path.stat().st_size for path in files]
    assert max(sizes) < PICTURES_LIMIT and sum(sizes) < ALL_PICTURES_LIMIT


def test_the_changelog_has_a_section_for_this_version(documents, root):
    version = re.search(r'^version = "([^"]+)"', (root / "pyproject.toml").read_text(encoding="utf-8"), re.M)[1]
    assert re.search(rf"^## {re.escape(version)}\b", documents["CHANGELOG.md"], re.M)


def test_every_bench_is_named_in_their_list(root):
    listed = (root / "bench" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted((root / "bench").glob("*.py")) if f"`{path.name}`" not in listed] == []


def test_the_rule_of_words_bites():
    assert missing_from("`taphuan build [KHOA] [--only A]` and --out", ["--only", "--out", "--on"]) == ["--out", "--on"]


def test_the_rule_of_links_bites(tmp_path):
    (tmp_path / "a.md").touch()
    text = "[a](a.md#b) [c](c.md) [d](https://d.vn) [e](#e)\n```\n[f](f.md)\n```\n"
    assert list(broken_links("x.md", text, tmp_path)) == ["x.md: c.md"]


def test_an_example_with_a_fault_is_seen(guided):
    course = guided / "course.yaml"
    course.write_text(course.read_text(encoding="utf-8").replace("title:", "tilte:", 1), encoding="utf-8")
    assert {problem.split()[0] for problem in told(guided)[0]} >= {"model.extra_forbidden"}


def test_yaml_examples_all_name_their_file(documents):
    named = set(examples(documents[COURSE_GUIDE]).values())
    bare = [body for kind, body in FENCE.findall(documents[COURSE_GUIDE]) if kind == "yaml"]
    assert [body[:40] for body in bare if body.partition("\n")[2] not in named] == []
    assert all(isinstance(yaml.safe_load(body), dict) for body in bare)
