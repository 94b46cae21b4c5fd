"""Whatever the types of the model can refuse has its words, and codes that checks put together have theirs."""

import re
from pathlib import Path

import pytest
from checking import SOUND, changed
from pydantic import ValidationError
from pydantic_core._pydantic_core import list_all_errors

from course.check import references, teaching
from course.codes import WARNINGS
from course.model import Course
from course.schema import classes
from course.walk import TARGETS, owner_of, steps

ROOM = Path(__file__).parents[2] / "course"

RAISED = {
    "model": {"missing", "extra_forbidden", "model_type", "model_attributes_type"},
    "tuple": {"tuple_type", "too_short", "too_long"},
    "list": {"list_type", "too_short", "too_long"},
    "dict": {"dict_type"},
    "literal": {"literal_error"},
    "int": {"int_type", "int_parsing", "int_parsing_size", "int_from_float", "greater_than_equal", "less_than_equal"},
    "bool": {"bool_type", "bool_parsing"},
    "tagged-union": {"union_tag_invalid", "union_tag_not_found"},
    "union": set(),
    "nullable": set(),
    "default": set(),
    "model-fields": set(),
    "model-field": set(),
    "definitions": set(),
    "definition-ref": set(),
    "any": set(),
    "str": {"string_type"},
    "function-plain": set(),
    "dataclass": set(),  # spans and paragraphs: only serialized by these, made by functions
    "dataclass-args": set(),
    "dataclass-field": set(),
    "function-before": set(),
    "function-after": set(),
    "no-info": set(),
    "with-info": set(),
}
"""Kind of a core schema -> the errors that it can raise on text, nothing, lists and mappings."""


def kinds(part):
    """Every kind of schema inside a core schema; what only serves serialization is left out."""
    if isinstance(part, dict):
        if isinstance(part.get("type"), str):
            yield part["type"]
        for key, value in part.items():
            if key not in ("serialization", "metadata", "config", "json_schema_input_schema"):
                yield from kinds(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from kinds(value)


def test_every_kind_of_the_model_is_known_to_this_test():
    assert set(kinds(Course.__pydantic_core_schema__)) - set(RAISED) == set()


def test_every_error_that_can_arise_has_its_words(labels):
    possible = set().union(*(RAISED[kind] for kind in kinds(Course.__pydantic_core_schema__)))
    assert possible <= {error["type"] for error in list_all_errors()}
    assert [kind for kind in sorted(possible) if f"problem.model.{kind}" not in labels] == []


def test_words_of_errors_use_only_what_the_error_gives(labels):
    given = {error["type"]: set(error.get("example_context") or {}) for error in list_all_errors()}
    ours = {"key", "value", "suggestion", "known"}
    for kind, names in given.items():
        fields = set(re.findall(r"{(\w+)}", labels.get(f"problem.model.{kind}", "")))
        assert fields <= names | ours, kind


def test_every_code_that_the_types_raise_has_its_words(labels):
    source = "".join((ROOM / name).read_text(encoding="utf-8") for name in ("types.py", "taught.py"))
    codes = set(re.findall(r'refuse\("([^"]+)"', source))
    assert len(codes) > 10
    assert [code for code in sorted(codes) if not {f"problem.{code}", f"explain.{code}"} <= set(labels)] == []


def test_codes_that_are_put_together_have_their_words(labels):
    codes = {f"reference.{target}" for target in TARGETS.values()}
    codes |= {"item.no-level", "item.no-topic", "item.equal", "item.nearly-equal", "bank.key-often", "bank.key-seldom"}
    codes |= {f"{kind}.{end}" for kind in ("organisation", "place") for end in ("expired", "expired-alone")}
    codes |= {f"number.{what}-{kind}" for what in ("twice", "gap") for kind in ("task", "viewpoint")}
    codes |= {f"not-shown.{key}" for key in ("viewpoints", "task_groups", "models")}
    codes |= {"quote.not-locked", "quote.prose-not-locked", "quote.unverified", "quote.no-proof", "model.other"}
    assert [code for code in sorted(codes) if not {f"problem.{code}", f"explain.{code}"} <= set(labels)] == []
    assert references.SHOWN < teaching.SHOWN


def test_every_warning_has_its_words(labels):
    assert [code for code in sorted(WARNINGS) if f"explain.{code}" not in labels] == []


def test_every_reference_of_the_model_says_where_its_target_stands():
    missing = [
        (model.__name__, step.name)
        for model in classes(Course)
        for step in steps(model)
        if step.kind == "id" and step.name != "id" and not step.target
    ]
    assert missing == []
    assert all(owner_of(model, field) is model for model, field in TARGETS)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("    title: Quan điểm\n", "", "missing"),
        ("minutes: 25", "minuts: 25", "extra_forbidden"),
        ("minutes: 25", "minutes: nửa giờ", "int_parsing"),
        ("minutes: 25", "minutes: [25]", "int_type"),
        ("minutes: 25", "minutes: " + "9" * 5000, "int_parsing_size"),
        ("minutes: 25", "minutes: 0", "greater_than_equal"),
        ("minutes: 25", "minutes: 900", "less_than_equal"),
        ("key: true", "key: đúng", "bool_parsing"),
        ("key: true", "key: [true]", "bool_type"),
        ("use: exam", "use: thi", "literal_error"),
        ("- viewpoint: qd1", "- view: qd1", "union_tag_invalid"),
        ("kind: multiple", "kind: nhieu", "union_tag_invalid"),
        ("objectives: [mt1]", "objectives: {mt1: mt2}", "tuple_type"),
        ("counts: {biet: 1}", "counts: 3", "dict_type"),
        ("{left: Người dân, right: Bàn và làm}", "{left: Người dân}", "missing"),
        ("sequence: [Khảo sát, Bàn với dân, Làm thử]", "sequence: [Khảo sát]", "too_short"),
        ("head: [Ai, Việc]", "head: [a, b, c, d, e, f, g, h, i]", "too_long"),
        ("approved: {by: Nguyễn Văn An, on: 2024-06-01}\nevent", "approved: rồi\nevent", "model_type"),
        ("title: Đề ngắn", "title: {a: b}", "string_type"),
        ("on: 2024-03-05", "on: 31/4/2024", "date.absent"),
        ("on: 2024-03-05", "on: hôm qua", "date.form"),
        ("- id: thi1", "- id: câu 1", "id.invalid"),
        ("id: hoa-binh-2024", "id: con", "id.not-a-folder"),
        ("answer: 2", "answer: 1.000", "number.thousands"),
        ("answer: 2", "answer: hai", "number.form"),
        ("forms: [101, 102]", "forms: [1, 2]", "form-code.form"),
        ("objectives: [mt1]", "objectives: [mt1, mt1]", "list.twice"),
        ("      quote: Cách mạng là sự nghiệp của Nhân dân\n", "", "viewpoint.no-quote"),
        ("publisher: Ban Dân vận", "publisher: Ban Dân vận\n    url: trang báo", "url.form"),
        ("title: Việc làm\n", 'title: "  "\n', "text.empty"),
    ],
)
def test_a_wrong_value_has_its_error_and_its_words(old, new, kind, labels):
    assert old in SOUND
    with pytest.raises(ValidationError) as caught:
        changed(old, new)
    errors = {error["type"]: error for error in caught.value.errors()}
    assert kind in errors
    code = kind if "." in kind else f"model.{kind}"
    params = {"key": "k", "value": "v", "suggestion": "s", "known": "n", **errors[kind].get("ctx", {})}
    assert "{" not in labels[f"problem.{code}"].format(**params)
