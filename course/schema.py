"""The JSON Schema by which an editor completes and explains the keys of a course in its author's language.

One schema for every file of a folder: no key is required at the top, because a course is spread over files.
Words come from labels: `schema.<Class>` and `schema.<Class>.<field>` are titles, the same with `.help` descriptions,
`schema.<Class>.<field>.<word>` explains an allowed word. A field's label stands under the class that defines it;
the keys of `ANYWHERE` mean the same in every class and have theirs under `schema.any`.
"""

from collections.abc import Callable, Iterator
from typing import Any, get_args

from course.blocks import ViewpointsBlock
from course.model import Course
from course.types import Ids, Proses, Strict
from course.walk import owner_of

Say = Callable[[str], str]
Json = dict[str, Any]

ANYWHERE = frozenset(
    {
        "id", "cites", "note", "certainty", "valid_from", "valid_until", "successor", "approved", "origin",
        "unverified", "paragraph", "source",
    }
)  # fmt: skip
"""Keys with one label for all classes."""

_LISTS = tuple(get_args(one)[1] for one in (Ids, Proses))
"""Marks of fields where a single value may stand without brackets."""


def schema(say: Say) -> Json:
    """The schema of a course's files; `say` gives the text of a label."""
    made = Course.model_json_schema()
    models = {model.__name__: model for model in classes(Course)}
    for name, part in (*made["$defs"].items(), ("Course", made)):
        _explain(part, models[name], say)
    made = _rewrite(made, say)
    made |= {"title": say("schema.course"), "description": say("schema.course.help"), "additionalProperties": False}
    made.pop("required", None)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **made}


def classes(model: type[Strict]) -> Iterator[type[Strict]]:
    """A class of the model and all that its fields hold, each once."""
    waiting, seen = [model], set()
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            yield one
            waiting += [part for info in one.model_fields.values() for part in _held(info.annotation)]


def _held(annotation: Any) -> Iterator[type[Strict]]:
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    for part in get_args(annotation):
        yield from _held(part)


def label_of(model: type[Strict], field: str) -> str:
    """The key of a field's title."""
    owner = owner_of(model, field)
    is_shared = field in ANYWHERE and (owner, field) != (Course, "id")
    return f"schema.{'any' if is_shared else owner.__name__}.{field}"


def _explain(part: Json, model: type[Strict], say: Say) -> None:
    """Title and description for a class and each of its fields."""
    part |= {"title": say(f"schema.{model.__name__}"), "description": say(f"schema.{model.__name__}.help")}
    for field, shape in part["properties"].items():
        label = label_of(model, field)
        words = shape.get("enum") or ([shape["const"]] if "const" in shape else [])
        if words:
            shape |= {"enum": words, "enumDescriptions": [say(f"{label}.{word}") for word in words]}
            shape.pop("const", None)
        _explain_words(shape, label, say)
        if any(mark in model.model_fields[field].metadata for mark in _LISTS):
            shape = part["properties"][field] = _or_one(shape)
        if (model, field) == (ViewpointsBlock, "viewpoints"):
            shape = part["properties"][field] = _or_one(shape)
        shape |= {"title": say(label), "description": say(f"{label}.help")}


def _explain_words(shape: Json, label: str, say: Say) -> None:
    """The allowed words of a field that may also be empty."""
    for choice in shape.get("anyOf", ()):
        if "enum" in choice:
            choice["enumDescriptions"] = [say(f"{label}.{word}") for word in choice["enum"]]


def _or_one(shape: Json) -> Json:
    """A list whose single element may stand alone. The default is left out: it says nothing to an author."""
    return {"anyOf": [{"type": "array", "items": shape["items"]}, shape["items"]]}


def _rewrite(part: Any, say: Say) -> Any:
    """The same schema as editors like it: references beside nothing, texts that look like numbers, no defaults."""
    if isinstance(part, list):
        return [_rewrite(one, say) for one in part]
    if not isinstance(part, dict):
        return part
    made = {key: _named(value, say) if key == "properties" else _rewrite(value, say) for key, value in part.items()}
    if made.get("default") in (None, [], {}, ""):
        made.pop("default", None)
    if "$ref" in made and len(made) > 1:
        made["allOf"] = [{"$ref": made.pop("$ref")}]
    if made.get("type") == "string" and "enum" not in made and made.get("format") != "uri":
        made["type"] = ["string", "number"]
    return _short_forms(made, say) if "anyOf" in made else made


def _named(properties: Json, say: Say) -> Json:
    """Properties by name: a field called `default` or `type` is not a keyword."""
    return {name: _rewrite(shape, say) for name, shape in properties.items()}


def _short_forms(made: Json, say: Say) -> Json:
    """The plain text that stands for a citation or a paragraph gets a title of its own; empty values need none."""
    targets = [choice["$ref"].rsplit("/", 1)[1] for choice in made["anyOf"] if "$ref" in choice]
    for choice in made["anyOf"]:
        if "string" in choice.get("type", ()) and targets in (["CitationParts"], ["Text"]):
            label = f"schema.{targets[0]}.short"
            choice |= {"title": say(label), "description": say(f"{label}.help")}
    return made
