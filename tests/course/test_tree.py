"""YAML as authors type it: values as text, every value and key placed, every fault told at its place."""

import re
import string
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from course.problem import Place
from course.tree import merge, parse
from course.yaml_events import PARSER, PlainParser

HERE = Path(__file__).parent
LABELS = yaml.safe_load((HERE.parents[1] / "assets/labels/vi/problems-text.yaml").read_text(encoding="utf-8"))


def cases():
    """(title, text, expected lines) of every case of the table."""
    table = (HERE / "yaml_faults.txt").read_text(encoding="utf-8").split("\n\n", 1)[1]
    found = re.findall(r"([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\.\n", table, re.S)
    typed = str.maketrans({"⇥": "\t", "␣": "\u00a0"})
    return [(title, text.translate(typed), expected.split("\n")[:-1]) for title, text, expected in found]


def told(problems):
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in problems]


@pytest.mark.parametrize("parser", [PARSER, PlainParser], ids=["libyaml", "python"])
@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=title) for title, *case in cases()])
def test_each_fault_is_told_at_its_place(text, expected, parser):
    _, problems = parse("items.yaml", text + "\n", parser)
    assert told(problems) == expected
    for problem in problems:
        assert_sayable(problem)


def assert_sayable(problem):
    """The message can be put together from the params, and holds no English of the parser."""
    said = LABELS[f"problem.{problem.code}"].format(**problem.params)
    assert said and not re.search(r"expected|found|mapping|scalar|token", said)
    assert LABELS[f"explain.{problem.code}"]


def test_the_table_has_all_its_cases():
    text = (HERE / "yaml_faults.txt").read_text(encoding="utf-8")
    assert len(cases()) == len(re.findall(r"^\.$", text, re.M)) // 3 > 60


def test_windows_and_old_mac_line_breaks_move_no_place():
    for title, text, expected in cases():
        for ending in ("\r\n", "\r"):
            _, problems = parse("a.yaml", (text + "\n").replace("\n", ending))
            assert told(problems) == expected, title


def test_scalars_are_text_and_empty_ones_none():
    tree, problems = parse("a.yaml", "a: 007\nb: true\nc: 2022-10-21\nd:\ne: ~\nf: null\ng: ''\nh: [1,5, no]\n")
    assert tree.value == {
        "a": "007", "b": "true", "c": "2022-10-21", "d": None, "e": None, "f": None, "g": "", "h": ["1", "5", "no"]
    }  # fmt: skip
    assert problems == []


COURSE = """\
title: Dân vận khéo
items:
  - id: q1
    stem: >-
      Ai làm chủ?
    options: [{text: Nhân dân, key: true}, {text: Cấp ủy}]
  - id: q2
    stem:
"""


def test_values_and_keys_have_places():
    tree, _ = parse("items.yaml", COURSE)
    assert tree.place(("title",)) == Place("items.yaml", 1, 8)
    assert tree.key_place(("title",)) == Place("items.yaml", 1, 1)
    assert tree.place(("items", 0)) == tree.key_place(("items", 0)) == Place("items.yaml", 3, 5)
    assert tree.place(("items", 0, "options", 1, "text")) == Place("items.yaml", 6, 51)
    assert tree.key_place(("items", 0, "options", 0, "key")) == Place("items.yaml", 6, 32)
    assert tree.place(("items", 1, "stem")).line == 8


def test_a_path_that_does_not_exist_is_placed_at_its_nearest_ancestor():
    tree, _ = parse("items.yaml", COURSE)
    assert tree.place(("items", 1, "options", 3, "text")) == tree.place(("items", 1)) == Place("items.yaml", 7, 5)
    assert tree.key_place(("items", 1, "cites")) == Place("items.yaml", 7, 5)
    assert tree.place(("nothing",)) == tree.place(()) == Place("items.yaml", 1, 1)


def test_columns_count_characters_of_the_file_as_typed():
    tree, _ = parse("a.yaml", '\ufeff{"Đại hội": “𝔻ân”, b: c}\n')
    assert tree.place(("b",)) == Place("a.yaml", 1, 23)


def test_lists_of_several_files_are_joined_with_their_places():
    items = COURSE.split("\n", 1)[1]
    texts = {"items/b.yaml": "items:\n  - id: q3\n", "course.yaml": "title: x\n", "items/a.yaml": items}
    tree, problems = merge({name: parse(name, text)[0] for name, text in texts.items()})
    assert [item["id"] for item in tree.value["items"]] == ["q1", "q2", "q3"] and problems == []
    assert tree.place(("items", 2, "id")) == Place("items/b.yaml", 2, 9)
    assert tree.place(("items", 1, "id")) == Place("items/a.yaml", 6, 9)
    assert tree.key_place(("title",)) == Place("course.yaml", 1, 1)
    assert tree.place(("absent",)) == tree.place(()) == Place("course.yaml", 1, 1)


def test_what_is_no_list_may_stand_in_one_file_only():
    trees = {"course.yaml": parse("course.yaml", "title: a\nid: x\n")[0], "x.yaml": parse("x.yaml", "id: y\n")[0]}
    tree, problems = merge(trees)
    assert tree.value["id"] == "x"
    assert [(p.code, p.path, p.place, p.params["first"]) for p in problems] == [
        ("course.key-twice", ("id",), Place("x.yaml", 1, 1), "course.yaml:2:1")]
    assert_sayable(problems[0])


def test_keys_that_differ_only_in_how_letters_are_composed_are_the_same():
    _, problems = parse("a.yaml", "tên: a\nte\u0302n: b\n")
    assert told(problems) == ["2:1 yaml.key-twice", "2:2 text.nfd"]


def test_what_a_fault_of_syntax_left_out_is_not_called_complete():
    tree, _ = parse("a.yaml", "items:\n  - id: a\n    stem: @x\n  - id: b\n")
    assert tree.value == {"items": [{"id": "b"}]} and not tree.complete
    assert tree.place(("items", 0, "id")) == Place("a.yaml", 4, 9)
    assert parse("a.yaml", "items: []\n")[0].complete


def test_an_invisible_character_is_told_and_the_rest_still_read():
    tree, problems = parse("a.yaml", "items:\n  - id: q\u200b1\n    \u200bstem: a\n    x: 1\n    x: 2\n")
    assert told(problems) == ["2:10 text.zero-width", "3:5 text.zero-width", "5:5 yaml.key-twice"]
    assert tree.value["items"][0].keys() == {"id", "stem", "x"} and tree.value["items"][0]["id"] == "q1"


@pytest.mark.parametrize("bomb", [
    "a: " + "[" * 100_000, "a: " + "{" * 100_000, "a:\n" + "".join(" " * n + "- \n" for n in range(1, 900)),
    "a: " + "[" * 100_000 + "]" * 100_000, "- " * 100_000, "a:\n" + "- x\n" * 250_000, "? " * 50_000,
    "a: " + "&a " * 50_000, "a: " + "!x " * 50_000, "a: " + "'" * 99_999, "#" * 1_000_000, "a: " + "x: " * 50_000,
    "a: &a [x]\n" + "b: [*a,*a]\n" * 1000, '"' * 99_999, "a:\n" + "  - b: c: d\n" * 10_000, "a: \\\n" * 20_000,
], ids=lambda bomb: repr(bomb[:12]))  # fmt: skip
def test_bombs_are_refused_soon_and_do_not_end_the_process(bomb):
    start = time.process_time()
    _, problems = parse("a.yaml", bomb)
    assert any(not problem.is_warning for problem in problems) and len(problems) < 100
    assert time.process_time() - start < 3


@given(st.text(alphabet=st.sampled_from(string.printable + "ạâđ\u00a0\u200b\u2028\ufeff\ud800“：•"), max_size=60))
def test_nothing_that_can_be_typed_raises(text):
    for parser in (PARSER, PlainParser):
        tree, problems = parse("a.yaml", text, parser)
        assert tree is not None or any(not problem.is_warning for problem in problems)
        for problem in problems:
            assert problem.place.line <= text.count("\n") + text.count("\r") + 2
            assert_sayable(problem)


TEXTS = st.none() | st.text(alphabet="aâđ #:-'\"[]{}*&!|>%@`,?", max_size=12)
NAMES = st.text("abcđ", min_size=1, max_size=3)


@given(st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4)))
def test_both_parsers_give_back_what_was_written(value):
    text = yaml.safe_dump({"a": value}, allow_unicode=True, default_style='"', width=10_000)
    text = text.replace('!!null "null"', "~")
    fast, told_fast = parse("a.yaml", text)
    slow, told_slow = parse("a.yaml", text, PlainParser)
    assert fast.value == slow.value == {"a": value} and told_fast == told_slow == []
    assert str(fast.place(("a",))) == str(slow.place(("a",)))
