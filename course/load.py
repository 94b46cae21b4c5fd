"""One folder of YAML in, one course out, with every problem that can be found in one pass.

What is faulty is left out and the rest is still read and checked, so that an author sees all faults at once;
a course with any error is never handed on.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path as Folder
from typing import Any

from pydantic import ValidationError

from course.characters import Lines
from course.check import Context, check
from course.codes import NEEDS_WHOLE
from course.faults import problems_of
from course.files import asset_problem, read_folder
from course.lock import LOCK_NAME, Lock, parse_lock
from course.model import Course
from course.problem import Path, Place, Problem
from course.tree import Tree, faulty_paths, merge, parse


@dataclass(frozen=True)
class Loaded:
    """What came of a folder. `course` is None as soon as one problem is an error. `lock` is set by `sources`."""

    folder: Folder
    course: Course | None
    problems: tuple[Problem, ...]
    lock: Lock | None = None

    @property
    def is_sound(self) -> bool:
        """No error; there may be warnings."""
        return self.course is not None


def load(folder: Folder, context: Context, checked: Callable[[Course], list[Problem]] | None = None) -> Loaded:
    """Read, type and check a course. `checked` adds problems that only later plans can see, with paths.

    `context` says what checks cannot know: the day, the letters of the fonts, source texts (see course.check).
    """
    texts, problems = read_folder(folder)
    unread = any(not problem.is_warning for problem in problems)
    trees: dict[str, Tree] = {}
    for name, text in texts.items():
        tree, found = parse(name, text)
        problems += found
        if tree is not None:
            trees[name] = tree
    tree, of_merge = merge(trees)
    lock, of_lock = _lock(folder)
    problems += [*of_merge, *of_lock]
    context = replace(context, lock=lock, asset_problem=partial(asset_problem, folder))
    lost = None if unread or "course.yaml" not in trees else _lost(texts, trees)
    course, judged, new_lock = _judge(tree, context, checked, lost) if trees else (None, [], None)
    faults = faulty_paths(trees, tree, problems)
    told = [_at_words(_placed(one, tree), texts) for one in judged if not _repeats(one[0], tree, faults, bool(of_lock))]
    problems = _in_order([*problems, *told])
    sound = course is not None and course.title != STAND_INS["title"] and all(one.is_warning for one in problems)
    return Loaded(folder, course if sound else None, tuple(problems), new_lock)


_ID = re.compile(r"\bid[\"']? *: *[\"']?([A-Za-z0-9._-]+)")
_USABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_OF_LOCK = frozenset({"lock.missing", "quote.not-locked", "quote.prose-not-locked", "quote.verified-changed"})


def _lost(texts: Mapping[str, str], trees: Mapping[str, Tree]) -> frozenset[str] | tuple[()] | None:
    """The ids that stand in files of which a fault of syntax left something out; an empty tuple when none did.

    None when a file says nothing at all: nobody knows what it was to hold.
    """
    if any(name not in trees and not _ID.search(text) for name, text in texts.items()):
        return None
    torn = [text for name, text in texts.items() if name not in trees or not trees[name].complete]
    return frozenset(found for text in torn for found in _ID.findall(text)) if torn else ()


def _repeats(problem: Problem, tree: Tree, faults: Sequence[tuple[Path, str]], lock_torn: bool) -> bool:
    """Whether a problem only follows from a fault that is told already: of syntax in its value, or of the lock."""
    if lock_torn and problem.code in _OF_LOCK:
        return True
    return any(_follows(problem, tree, path, code) for path, code in faults)


def _follows(problem: Problem, tree: Tree, path: Path, code: str) -> bool:
    if problem.path[: len(path)] == path:
        return True
    if path[: len(problem.path)] != problem.path or not problem.path:
        return False
    return problem.code == "model.missing" or code == "yaml.too-deep" or _at(tree.value, problem.path) is None


def _lock(folder: Folder) -> tuple[Lock | None, list[Problem]]:
    path = folder / LOCK_NAME
    if os.path.isdir(path) and not os.path.islink(path):
        return None, [Problem("lock.unreadable", place=Place(LOCK_NAME))]
    if os.path.islink(path) or not os.path.isfile(path):
        return None, []
    try:
        return parse_lock(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None, [Problem("lock.unreadable", place=Place(LOCK_NAME))]


STAND_INS: dict[str, Any] = {"id": "khoa", "title": "-"}
"""In place of the two keys without which there is no course to check; nobody sees them."""


@dataclass(frozen=True)
class Pruned:
    """A tree's value without its faulty parts.

    `gone` are the paths left out, `ids` the ids that stood in them; `moved` maps the path of a shortened list
    to the old indexes of what is left. `nameless`: keys of which something without a usable id was left out.
    `torn`: something was left out of a file; `unread`: a whole file was, and nobody knows which ids stand in it.
    """

    value: Any
    gone: frozenset[Path] = frozenset()
    ids: frozenset[str] = frozenset()
    nameless: frozenset[str] = frozenset()
    moved: Mapping[Path, tuple[int, ...]] = field(default_factory=dict)
    torn: bool = False
    unread: bool = False

    def original(self, path: Path) -> Path:
        """A path in the pruned value as a path in the author's tree."""
        old: list[str | int] = []
        for at, step in enumerate(path):
            indexes = self.moved.get(path[:at])
            old.append(indexes[step] if indexes and isinstance(step, int) and step < len(indexes) else step)
        return tuple(old)

    def may_cause(self, problem: Problem) -> bool:
        """Whether a problem may only be there because something was left out: then it is not told."""
        if not self.gone and not self.torn:
            return False
        if problem.code.startswith(NEEDS_WHOLE) or any(path[: len(problem.path)] == problem.path for path in self.gone):
            return True
        if problem.code == "cite.no-paragraph":
            return any("paragraphs" in path for path in self.gone)
        if not problem.code.startswith("reference."):
            return False
        tops = {path[0] for path in self.gone if len(path) == 1} | self.nameless
        return self.unread or problem.params.get("id") in self.ids or problem.params.get("key") in tops


def _judge(
    tree: Tree, context: Context, checked: Callable[[Course], list[Problem]] | None, lost: Collection[str] | None
) -> tuple[Course | None, list[tuple[Problem, bool]], Lock | None]:
    """Type the tree, then check it; of a tree with faults, check what is left of it.

    `lost` are ids in files of which something was left out, None when a whole file was, `()` when all was read.
    """
    course, found = _typed(tree.value)
    part = whole = Pruned(tree.value, ids=frozenset(lost or ()), torn=lost != (), unread=lost is None)
    if course is None:
        found = [one for one in found if not (whole.torn and one[0].code == "model.missing" and not one[0].path)]
        course, part = _typed_part(whole, {problem.path for problem, _ in found})
    if course is None:
        return None, found, None
    problems, lock = check(course, context)
    if checked and not found and not any(not problem.is_warning for problem in problems):
        problems += checked(course)
    placed = [replace(problem, path=part.original(problem.path)) for problem in problems]
    return course, found + [(problem, False) for problem in placed if not part.may_cause(problem)], lock


def _typed_part(whole: Pruned, faulty: set[Path]) -> tuple[Course | None, Pruned]:
    """What is left of a faulty course: without the faulty elements, or else without the lists' entries around them."""
    part = _without(whole, faulty)
    course, more = _typed(part.value)
    if course is None:
        wider = {path[:2] for path in faulty | {part.original(problem.path) for problem, _ in more}}
        part = _without(whole, wider)
        course, _ = _typed(part.value)
    return course, part


def _typed(value: Any) -> tuple[Course | None, list[tuple[Problem, bool]]]:
    try:
        return Course.model_validate(value), []
    except ValidationError as error:
        return None, problems_of(error.errors(include_url=False), value)


def _without(whole: Pruned, faulty: set[Path]) -> Pruned:
    """The whole without the innermost list element, or else the top-level key, that holds each faulty path."""
    value = whole.value
    gone = {_smallest_element(value, path) for path in faulty}
    moved: dict[Path, tuple[int, ...]] = {}

    def rest(node: Any, old: Path, new: Path) -> Any:
        if isinstance(node, dict):
            return {key: rest(part, (*old, key), (*new, key)) for key, part in node.items() if (*old, key) not in gone}
        if isinstance(node, list):
            stay = [index for index in range(len(node)) if (*old, index) not in gone]
            if len(stay) < len(node):
                moved[new] = tuple(stay)
            return [rest(node[index], (*old, index), (*new, at)) for at, index in enumerate(stay)]
        return node

    ids = whole.ids | {name for path in gone for name in _ids(_at(value, path))}
    nameless = frozenset(str(path[0]) for path in gone if len(path) == 2 and not _has_id(_at(value, path)))
    rests = STAND_INS | rest(value, (), ())
    return replace(whole, value=rests, gone=frozenset(gone), ids=ids, nameless=nameless, moved=moved)


def _has_id(part: Any) -> bool:
    return isinstance(part, dict) and isinstance(part.get("id"), str) and bool(_USABLE.fullmatch(part["id"].strip()))


def _at(value: Any, path: Path) -> Any:
    """The part at a path; None beyond what was written."""
    for step in path:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def _ids(node: Any) -> Iterator[str]:
    """Every id in a part of the tree."""
    if isinstance(node, dict):
        if isinstance(node.get("id"), str):
            yield node["id"]
        for part in node.values():
            yield from _ids(part)
    elif isinstance(node, list):
        for part in node:
            yield from _ids(part)


def _smallest_element(value: Any, path: Path) -> Path:
    """The element of a list of mappings that a path leads into: a block, an item, a source; else the top key."""
    best = path[:1]
    for at, step in enumerate(path):
        if isinstance(value, list) and (isinstance(value[0], dict) or at == len(path) - 1):
            best = path[: at + 1]
        value = value[step]
    return best


def _placed(found: tuple[Problem, bool], tree: Tree) -> Problem:
    problem, at_key = found
    if problem.place is not None:
        return problem
    return problem.at(tree.key_place(problem.path) if at_key else tree.place(problem.path))


def _at_words(problem: Problem, texts: Mapping[str, str]) -> Problem:
    """A quotation's problem at the line on which its words stand, where the value goes over several lines."""
    place, words = problem.place, str(problem.params.get("quote", "")).rstrip("\u2026").split()
    if not problem.code.startswith("quote.") or place is None or not words or place.file not in texts:
        return problem
    lines = Lines(place.file, texts[place.file])
    found = re.compile(r"\s+".join(map(re.escape, words))).search(lines.text, lines.starts[place.line - 1])
    at = lines.place(found.start()) if found else place
    return problem if at.line == place.line else problem.at(at)


def _in_order(problems: list[Problem]) -> list[Problem]:
    """By place, each said once; that a whole key is missing, at the first place that wants it."""
    unique: dict[tuple[object, ...], Problem] = {}
    for problem in sorted(problems, key=lambda problem: (problem.place or Place(""), problem.code)):
        said: tuple[object, ...] = (problem.place, problem.code, repr(sorted(problem.params.items())))
        if problem.code == "reference.none-defined":
            said = (problem.code, problem.params.get("key"))
        unique.setdefault(said, problem)
    return list(unique.values())
