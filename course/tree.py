"""An author's YAML file as plain values, with the place of every value and key.

All scalars are text; an empty one, `~` and `null` are None. Lists and mappings are Python's own.
Places are of the file as it was typed: lines and columns count from 1, columns in characters.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from course.characters import SHOWN, Lines, letter_problems
from course.problem import Path, Place, Problem
from course.yaml_events import PARSER, Builder, Stopped
from course.yaml_faults import diagnose
from course.yaml_source import Source, source

ROUNDS = 10
"""So many faults of syntax are looked for in one file; each leaves out the piece it stands in and reads again."""


@dataclass(frozen=True)
class Tree:
    """A file's value, or that of several files merged. `value` is a mapping.

    `complete` is False when a fault of syntax made us leave a piece out: what is missing must then not be told
    as missing, and what refers to it not as broken.
    """

    value: dict[str, Any]
    file: str
    shape: Any = field(repr=False, compare=False, default=None)
    complete: bool = True
    parts: Mapping[str, tuple[tuple[int, "Tree"], ...]] = field(default_factory=dict, repr=False, compare=False)
    """Of a merged tree: which files a top-level key came from, each with the index of its first element."""

    def place(self, path: Path) -> Place:
        """Where the value of `path` begins; of a path that does not exist, its nearest ancestor's place."""
        tree, path = self._owner(path)
        marks = tree._walk(path)
        return tree._placed(marks[-1][1]) if marks else Place(tree.file)

    def key_place(self, path: Path) -> Place:
        """Where the key that ends `path` stands (of a list's element: the element); else as `place`."""
        tree, path = self._owner(path)
        marks = tree._walk(path)
        if len(marks) < len(path) or not marks:
            return tree.place(path)
        key, value = marks[-1]
        return tree._placed(key or value)

    def has(self, path: Path) -> bool:
        """Whether a value (None too) was written at `path`."""
        tree, path = self._owner(path)
        return len(tree._walk(path)) == len(path)

    def path_at(self, place: Place) -> Path:
        """The path of the innermost value that begins, with its key, at or before a place of this one file."""
        path: list[str | int] = []
        shape, spot = self.shape, (place.line - 1, place.column - 1)
        while shape.__class__ is tuple:
            inside = shape[1]
            pairs = inside.items() if isinstance(inside, dict) else enumerate((None, one) for one in inside)
            begun = [(name, one) for name, (key, one) in pairs if _spot(key or one) <= spot]
            if not begun:
                break
            path.append(begun[-1][0])
            shape = begun[-1][1]
        return tuple(path)

    def _placed(self, shape: Any) -> Place:
        mark = shape[0] if shape.__class__ is tuple else shape
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _owner(self, path: Path) -> tuple["Tree", Path]:
        """The file's own tree that holds `path`, and the path within it."""
        parts = self.parts.get(str(path[0])) if path else None
        if not parts:
            return self, path
        if len(path) == 1 or not isinstance(path[1], int):
            return parts[0][1], path
        start, tree = [part for part in parts if part[0] <= max(path[1], 0)][-1]
        return tree, (path[0], path[1] - start, *path[2:])

    def _walk(self, path: Path) -> list[tuple[Any, Any]]:
        """(key mark or None, shape) of each step that exists."""
        steps, shape = [], self.shape
        for name in path:
            inside = shape[1] if shape.__class__ is tuple else None
            if isinstance(inside, dict) and name in inside:
                key, shape = inside[name]
            elif isinstance(inside, list) and isinstance(name, int) and 0 <= name < len(inside):
                key, shape = None, inside[name]
            else:
                break
            steps.append((key, shape))
        return steps


def parse(name: str, text: str, parser: Any = PARSER) -> tuple[Tree | None, list[Problem]]:
    """The tree of a file and all that is wrong with its letters and its YAML; None when nothing can be read.

    Takes the text with or without a byte order mark, with any line breaks. Raises nothing.
    """
    lines = Lines(name, text.removeprefix("\ufeff"))
    src, problems = source(lines)
    problems = letter_problems(lines) + problems
    builder, found, complete = _read(src, parser)
    tabs = [problem.place.line for problem in problems if problem.code == "yaml.tab" and problem.place]
    if tabs:  # what follows from them is not told a second time
        found = [each for each in found if each.place and (each.place.line < min(tabs) or not _structural(each))]
        complete = False
    problems = limited(problems + found)
    if builder.value is None and not any(each.code in ("yaml.empty", "yaml.top-level") for each in problems):
        problems += [] if problems else [Problem("yaml.empty", place=Place(name))]
    tree = None if builder.value is None else Tree(builder.value, name, builder.shape, complete)
    return tree, problems


def _structural(problem: Problem) -> bool:
    """Whether a fault may come from an indentation alone."""
    return problem.code.startswith("yaml.") and problem.code != "yaml.hash-cut"


def _read(src: Source, parser: Any) -> tuple[Builder, list[Problem], bool]:
    """The last reading, every problem of all readings, and whether nothing was left out."""
    problems: dict[tuple[str, Place | None], Problem] = {}
    for number in range(ROUNDS):
        builder = Builder(src)
        fault = _attempt(builder, parser)
        for problem in builder.problems if fault is None else _not_behind(builder.problems, fault):
            problems.setdefault((problem.code, problem.place), problem)
        if fault is None:
            twice = any(problem.code in ("yaml.key-twice", "yaml.merge-key") for problem in builder.problems)
            return builder, list(problems.values()), number == 0 and not builder.stopped and not twice
        text = _left_out(src, (fault.place or Place("")).line - 1)
        if text == src.text:
            break
        src = replace(src, text=text, lines=Lines(src.lines.name, text))
    return builder, list(problems.values()), False


def _not_behind(problems: list[Problem], fault: Problem) -> list[Problem]:
    """The fault that ended a reading and what was found before its place: what lies behind it was misread."""
    return [*(one for one in problems if one.place and fault.place and one.place <= fault.place), fault]


def _attempt(builder: Builder, parser: Any) -> Problem | None:
    """Read once; the fault of syntax that ended it."""
    try:
        builder.run(parser(builder.source.text))
    except Stopped:
        builder.stopped = True
    except yaml.MarkedYAMLError as error:
        return diagnose(error, builder.source, builder.last)
    except yaml.YAMLError:
        return Problem("yaml.syntax", params={"line": ""}, place=Place(builder.source.lines.name))
    return None


def _left_out(src: Source, number: int) -> str:
    """The text with blanks instead of the list element, or else the top-level key, that holds line `number`."""
    lines = src.text.splitlines(keepends=True)
    tops = [at for at, line in enumerate(lines) if re.match(r"[^\s#-]|-(?!\s)", line)] or [0]
    top = max((at for at in tops if at <= number), default=0)
    end = min((at for at in tops if at > number), default=len(lines))
    first = next((at for at in range(top, end) if re.match(r" *-\s", lines[at])), None)
    if first is not None and first <= number:
        indent = lines[first].index("-")
        dashes = [at for at in range(first, end) if re.match(f" {{{indent}}}-\\s", lines[at])]
        top = max(at for at in dashes if at <= number)
        end = min((at for at in dashes if at > number), default=end)
    blank = [re.sub(r"[^\r\n]", " ", line) for line in lines[top:end]]
    return "".join(lines[:top] + blank + lines[end:])


def limited(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the order of their places, at most `SHOWN` of one code."""
    counts: dict[str, int] = {}
    kept = []
    for problem in sorted(problems, key=lambda each: (each.place or Place(""), each.code)):
        counts[problem.code] = counts.get(problem.code, 0) + 1
        if counts[problem.code] <= SHOWN:
            kept.append(problem)
    return kept


def faulty_paths(
    trees: Mapping[str, Tree], merged: Tree, problems: Iterable[Problem]
) -> list[tuple[Path, str]]:
    """For each fault of syntax the path in the merged course of the value that it stands in, and its code."""
    found = []
    for problem in problems:
        tree = trees.get(problem.place.file) if problem.place else None
        if tree is None or problem.place is None or problem.is_warning or not problem.code.startswith("yaml."):
            continue
        path = tree.path_at(problem.place)
        start = next((at for at, part in merged.parts.get(str(path[0]), ()) if part is tree), 0) if path else 0
        if len(path) > 1 and isinstance(path[1], int):
            path = (path[0], path[1] + start, *path[2:])
        found += [(path, problem.code)] if path else []
    return found


def _spot(shape: Any) -> tuple[int, int]:
    """Line and column from 0 at which a shape begins."""
    mark = shape[0] if shape.__class__ is tuple else shape
    return mark.line, mark.column


def merge(trees: Mapping[str, Tree]) -> tuple[Tree, list[Problem]]:
    """One course of several files, in the order of their names: lists of one key are joined, all else stands once."""
    value: dict[str, Any] = {}
    parts: dict[str, tuple[tuple[int, Tree], ...]] = {}
    problems = []
    for _, tree in sorted(trees.items()):
        for key, new in tree.value.items():
            if key not in value or value[key] is None and not parts[key][0][1].complete:
                value[key], parts[key] = list(new) if isinstance(new, list) else new, ((0, tree),)
            elif isinstance(value[key], list) and isinstance(new, list):
                parts[key] += ((len(value[key]), tree),)
                value[key] += new
            elif isinstance(value[key], list) and isinstance(new, dict):  # a list's first dash was forgotten
                problems.append(Problem("model.tuple_type", (key,), {"key": key}, tree.place((key,))))
            elif new is not None or tree.complete:
                params = {"key": key, "first": str(parts[key][0][1].key_place((key,)))}
                problems.append(Problem("course.key-twice", (key,), params, tree.key_place((key,))))
    first = "course.yaml" if "course.yaml" in trees else min(trees, default="course.yaml")
    complete = all(tree.complete for tree in trees.values())
    return Tree(value, first, None, complete, parts), problems
