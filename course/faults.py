"""From pydantic's errors to placed problems: keyed by their type, never by their English words.

A code of ours raised in `course.types` passes through; pydantic's own become `model.<type>`.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic_core import ErrorDetails

from course.blocks import KINDS
from course.items import ITEM_KINDS
from course.model import Course
from course.problem import Path, Problem
from course.types import Strict

Tags = dict[str, type[Strict]]
TAGGED: dict[str, Tags] = {"blocks": dict(KINDS), "items": dict(ITEM_KINDS)}
"""Lists of tagged unions: pydantic puts the tag into an error's location, the author's file has none there."""


def _steps(loc: Sequence[str | int]) -> Iterator[tuple[str | int, bool]]:
    """Each step of a location, and whether it is a union's tag."""
    for at, step in enumerate(loc):
        after_index = at >= 2 and isinstance(loc[at - 1], int) and loc[at - 2] in TAGGED
        yield step, bool(after_index and step in TAGGED[str(loc[at - 2])])


def path_of(loc: Sequence[str | int], value: Any) -> Path:
    """The location as a path of the author's tree: tags left out, cut where the tree ends."""
    path: list[str | int] = []
    for step, is_tag in _steps(loc):
        if is_tag:
            continue
        is_index = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if not is_index and not (isinstance(value, dict) and step in value):
            break
        value = value[step]
        path.append(step)
    return tuple(path)


def _models(annotation: Any) -> Iterator[type[Strict]]:
    """The models named in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def known_keys(loc: Sequence[str | int]) -> list[str]:
    """The keys that may stand where an error's location ends (the last step is the unknown key)."""
    owner: type[Strict] = Course
    for at, (step, is_tag) in enumerate(list(_steps(loc))[:-1]):
        if is_tag:
            owner = TAGGED[str(loc[at - 2])][str(step)]
        elif isinstance(step, str) and step in owner.model_fields:
            owner = next(_models(owner.model_fields[step].annotation), owner)
    return list(owner.model_fields)


def closest(word: str, known: Sequence[str]) -> str:
    """The known word that was probably meant, or nothing."""
    return next(iter(difflib.get_close_matches(word.lower(), known, 1, 0.6)), "")


def _kinds(loc: Sequence[str | int]) -> list[str]:
    return list(TAGGED.get(str(loc[-2]), {})) if len(loc) > 1 else []


def _params(error: ErrorDetails) -> dict[str, Any]:
    loc = error["loc"]
    context = {name: value for name, value in error.get("ctx", {}).items() if name != "error"}
    key = next((str(step) for step, is_tag in reversed(list(_steps(loc))) if isinstance(step, str) and not is_tag), "")
    params = {"key": key, "value": _shown(error["input"]), "suggestion": "", "known": "", **context}
    if error["type"] == "extra_forbidden":
        known = known_keys(loc)
        params |= {"suggestion": closest(key, known), "known": ", ".join(known)}
    if error["type"] == "literal_error":  # pydantic joins the words in English
        params |= {"expected": ", ".join(re.findall("'([^']*)'", str(context["expected"])))}
    if error["type"] == "union_tag_invalid":
        known, tag = _kinds(loc), str(context.get("tag", ""))
        params |= {"key": tag, "suggestion": closest(tag, known), "known": ", ".join(known)}
    return params


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return text if len(text) <= 60 else text[:57] + "..."


def code_of(error_type: str) -> str:
    """Our code for an error type; ours hold a point, pydantic's never do."""
    return error_type if "." in error_type else f"model.{error_type}"


def problems_of(errors: Sequence[ErrorDetails], value: Any) -> list[tuple[Problem, bool]]:
    """Problems with their path in `value`, and whether the place is that of the key.

    An error whose path is the start of another's only repeats it and is dropped.
    """
    found = [(path_of(error["loc"], value), error) for error in errors]
    kept = [
        (path, error)
        for path, error in found
        if error["type"] in {"missing", "extra_forbidden"}
        or not any(len(other) > len(path) and other[: len(path)] == path for other, _ in found)
    ]
    told = [_told(path, error) for path, error in kept]
    meant = {(one.path[:-1], one.params["suggestion"]) for one, is_key in told if is_key}
    other = {one.path[:-1] for one, _ in told if one.code == "model.other-kind"}
    return [(one, is_key) for one, is_key in told if (one.path, _missing(one)) not in meant and not _lacks(one, other)]


def _told(path: Path, error: ErrorDetails) -> tuple[Problem, bool]:
    """The problem of an error; what belongs to another kind of item or block is told as such."""
    code, params, is_key = _code(path, error), _params(error), error["type"] == "extra_forbidden"
    key, tag = str(params["key"]), next((str(step) for step, is_tag in _steps(error["loc"]) if is_tag), "")
    if code == "model.extra_forbidden" and path[-3:-2] == ("items",) and (kind := _kind_with(key)):
        return Problem("model.other-kind", path, {"key": key, "kind": kind, "own": tag, "suggestion": ""}), True
    if code == "model.extra_forbidden" and path[-3:-2] == ("blocks",) and key in KINDS:
        return Problem("model.two-kinds", path, {"key": key, "kind": tag, "suggestion": ""}), True
    if code == "model.union_tag_invalid" and path[-2:-1] == ("items",):
        return Problem("item.unknown-kind", (*path, "kind"), params), False
    return Problem(code, path, params), is_key


def _kind_with(key: str) -> str:
    """The first kind of item that has a field of its own by this name; an `answer` may be any kind's key, misnamed."""
    kinds = (kind for kind, model in ITEM_KINDS.items() if key in model.__annotations__ and key != "answer")
    return next(kinds, "")


def _lacks(problem: Problem, other: set[Path]) -> bool:
    """Whether a missing key only follows from a kind that was not named."""
    return problem.code == "model.missing" and problem.path in other


def _missing(problem: Problem) -> str | None:
    """The key that is missing; it is not told where the same key stands misspelt."""
    return str(problem.params["key"]) if problem.code == "model.missing" else None


def _code(path: Path, error: ErrorDetails) -> str:
    """The code of an error; some look like another fault than they are."""
    key = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "extra_forbidden" and error["input"] is None and not re.fullmatch(r"[\w.-]+", key):
        return "model.comma"  # `{text: one, two}` has a key `two` without a value
    is_entry = error["input"] is None and path and isinstance(path[-1], int) and error["type"] != "missing"
    return "list.empty-entry" if is_entry else code_of(error["type"])
