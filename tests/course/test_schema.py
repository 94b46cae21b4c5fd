"""The schema for editors: every key is explained, the bundled files fit it, and what is unknown does not."""

import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from checking import SOUND

from course.model import Course
from course.schema import classes, label_of, schema

CONTENT = Path(__file__).parents[2] / "course" / "content"


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do: by version 1.2, where `on` is a word and a day is text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@pytest.fixture(scope="module")
def made(labels):
    return schema(labels.__getitem__)


@pytest.fixture(scope="module")
def validator(made):
    jsonschema.Draft7Validator.check_schema(made)
    return jsonschema.Draft7Validator(made)


def faults(validator, text):
    """Where a text does not fit."""
    return ["/".join(map(str, error.path)) for error in validator.iter_errors(yaml.load(text, Editor))]


def explained(part, name):
    """Every class and field below a schema, with its title and description."""
    yield name, part.get("title"), part.get("description")
    for field, shape in part.get("properties", {}).items():
        yield f"{name}.{field}", shape.get("title"), shape.get("description")


def test_every_class_and_key_has_a_title_and_a_description(made):
    named = {"Course": made, **made["$defs"]}
    parts = [one for name in named for one in explained(named[name], name)]
    assert [name for name, title, text in parts if not title or not text] == []
    assert len(parts) > 200


def test_every_label_of_the_schema_is_used(labels):
    used = set()
    schema(lambda key: used.add(key) or labels[key])
    assert {key for key in labels if key.startswith("schema.")} == used


def test_a_class_that_is_not_explained_stops_the_schema(labels):
    poorer = {key: text for key, text in labels.items() if key != "schema.Task.what"}
    with pytest.raises(KeyError, match=re.escape("schema.Task.what")):
        schema(poorer.__getitem__)


def test_an_inherited_key_has_the_label_of_the_class_that_defines_it():
    by_name = {model.__name__: model for model in classes(Course)}
    assert label_of(by_name["Quote"], "title") == "schema.Block.title"
    assert label_of(by_name["Quote"], "cites") == "schema.any.cites"
    assert label_of(Course, "id") == "schema.Course.id"


def test_every_allowed_word_is_explained(made):
    def enums(part):
        if isinstance(part, dict):
            if "enum" in part:
                yield part
            for value in part.values():
                yield from enums(value)
        if isinstance(part, list):
            for value in part:
                yield from enums(value)

    found = list(enums(made))
    assert len(found) > 20
    assert [part["enum"] for part in found if len(part.get("enumDescriptions", ())) != len(part["enum"])] == []


def test_descriptions_are_plain_text(labels):
    assert [key for key, text in labels.items() if key.startswith("schema.") and ("**" in text or "<" in text)] == []


def test_the_files_of_the_bundled_courses_fit(validator):
    files = sorted(CONTENT.rglob("*.yaml"))
    assert files
    assert {path.name: found for path in files if (found := faults(validator, path.read_text(encoding="utf-8")))} == {}


def test_a_sound_course_fits(validator):
    assert faults(validator, SOUND) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("itmes: []", ""),
        ("lessons: [{id: b1, title: Bài một, blocks: [{quote: Lời, source: s, quota: x}]}]", "lessons/0/blocks/0"),
        ("items: [{id: c1, stem: Hỏi, opsions: []}]", "items/0"),
        ("tasks: [{id: t1, group: g, number: một, what: Việc}]", "tasks/0/number"),
        ("head: dang", "head"),
        ("sources: [{id: nguồn một, title: T, publisher: P}]", "sources/0/id"),
        ("event: {ngay: 2022-10-21}", "event"),
    ],
)
def test_what_the_model_refuses_the_editor_marks(validator, text, place):
    assert place in faults(validator, text)


@pytest.mark.parametrize(
    "text",
    [
        "starts: 07:30\nas_of: 2022-10-21",
        "objectives: [{id: 1, level: biet, text: 2022}]",
        "lessons: [{id: b1, title: B, objectives: mt1, blocks: [một đoạn, {viewpoints: all}, {viewpoints: [a, b]}]}]",
        "facts: [{id: f, text: T, cites: [s/1, {source: s, paragraph: 2, quote: Lời}]}]",
        "items: [{id: c, stem: Hỏi, kind: number, answer: '3,5'}]",
        "subtitle:\nevent: {name: H, people: [{name: A, position: B}], on: 21/10/2022}",
    ],
)
def test_short_forms_and_words_that_look_like_numbers_fit(validator, text):
    assert faults(validator, text) == []
