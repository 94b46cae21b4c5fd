"""From YAML events to plain values with the mark of each: scalars as text, limits kept while reading, nothing clever.

Refused here, each at its place: anchors, aliases, tags, directives, several documents, duplicate or odd keys.
Read event by event, because the C composer recurses: 100,000 nested brackets would end the process.
Marks count lines and columns from 0. A shape is a mark (scalar) or a pair (mark, children).
"""

import unicodedata
from typing import Any

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from course.problem import Place, Problem
from course.yaml_source import Source, escape_problem, glued_problem, hash_problem, short

MAX_DEPTH = 30
MAX_EVENTS = 200_000
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class PlainParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for a PyYAML that was built without libyaml; gives the same events."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


PARSER: Any = getattr(getattr(yaml, "cyaml", None), "CParser", PlainParser)  # no `cyaml` without libyaml


class Stopped(Exception):
    """Reading must not go on; what is wrong is among the problems already."""


class Builder:
    """Builds the one value of a file. `problems` collects; `value` is None until a mapping has begun."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.value: Any = None
        self.shape: Any = None
        self.documents = 0
        self.stopped = False
        self.last: Any = None
        """The last scalar event: a syntax error is often its fault."""
        self._stack: list[tuple[Any, Any, Any]] = []
        self._into: Any = None
        self._marks: Any = None
        self._key: Any = None
        self._suspects, self._slashes = source.suspects, source.slashes

    def tell(self, code: str, mark: Any, **params: str) -> None:
        """Add a problem at a mark."""
        self.problems.append(Problem(code, params=params, place=self.place(mark)))

    def place(self, mark: Any) -> Place:
        """The place of a parser's mark in the file."""
        return Place(self.source.lines.name, mark.line + 1, mark.column + 1)

    def run(self, parser: Any) -> None:
        """Read all events; raises Stopped at a limit and yaml.YAMLError at a fault of syntax."""
        get, scalar, steps, count = parser.get_event, self._scalar, self._steps(), 0
        while (event := get()) is not None:
            count += 1
            if count > MAX_EVENTS:
                self.tell("yaml.too-big", event.start_mark, limit=str(MAX_EVENTS))
                raise Stopped
            if event.__class__ is yaml.ScalarEvent:
                scalar(event)
            else:
                steps[event.__class__](event)

    def _steps(self) -> dict[Any, Any]:
        return {
            yaml.MappingStartEvent: self._open_mapping,
            yaml.SequenceStartEvent: self._open_list,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        } | dict.fromkeys((yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent), lambda event: None)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if event.version or event.tags:
            self.tell("yaml.directive", event.start_mark)
        if self.documents > 1:
            self.tell("yaml.documents", event.start_mark)
            raise Stopped

    def _alias(self, event: Any) -> None:
        self.tell("yaml.alias", event.start_mark, letters=short("*" + event.anchor))
        self._attach(None, event.start_mark)

    def _scalar(self, event: Any) -> None:
        value, start, style = event.value, event.start_mark, event.style
        self.last = event
        if event.anchor or event.tag:
            self._refuse(event)
        if not style:
            end = event.end_mark.line
            if end in self._suspects or end != start.line:
                self._look_again(event)
            if value in NULLS:
                value = None
        elif style == '"' and self._slashes:
            problem = escape_problem(self.source, start.index, event.end_mark.index)
            self.problems += [problem] if problem else []
        if value is not None and "\ufffd" in value:
            value = value.replace("\ufffd", "")
        if self._into.__class__ is dict:
            if self._key is None:
                self._take_key(value, event)
            else:
                name, mark = self._key
                self._key = None
                self._into[name] = value
                self._marks[name] = mark, start
        else:
            self._attach(value, start)

    def _look_again(self, event: Any) -> None:
        end = event.end_mark
        is_text = event.value and not self._is_key()
        glued = glued_problem(self.source, event.start_mark.line, end.line) if is_text else None
        cut = hash_problem(self.source, event.value, end.line, end.column)
        self.problems += [problem for problem in (glued, cut) if problem]

    def _is_key(self) -> bool:
        return self._into.__class__ is dict and self._key is None

    def _refuse(self, event: Any) -> None:
        if event.anchor:
            self.tell("yaml.anchor", event.start_mark, letters=short("&" + event.anchor))
        if event.tag:
            self.tell("yaml.tag", event.start_mark, letters=short(self.source.lines.line(event.start_mark.line)))

    def _attach(self, value: Any, shape: Any) -> None:
        """Put a finished scalar or an opened container where it belongs."""
        into = self._into
        if into.__class__ is list:
            into.append(value)
            self._marks.append(shape)
        elif into is None:
            self._top(value, shape)
        elif self._key is None:
            self.tell("yaml.key-kind", shape[0] if shape.__class__ is tuple else shape)
            self._key = ("", shape)
        else:
            name, mark = self._key
            self._key = None
            into[name] = value
            self._marks[name] = mark, shape

    def _top(self, value: Any, shape: Any) -> None:
        if value.__class__ is not dict:
            mark = shape[0] if shape.__class__ is tuple else shape
            self.tell("yaml.empty" if value is None else "yaml.top-level", mark)
            raise Stopped
        self.value, self.shape = value, shape

    def _take_key(self, name: Any, event: Any) -> None:
        mark = event.start_mark
        if name is None:
            name = event.value
        if not name.isascii():
            name = unicodedata.normalize("NFC", name)
        if not name.strip():
            self.tell("yaml.key-empty", mark)
        elif name == "<<" and not event.style:
            self.tell("yaml.merge-key", mark)
        elif name in self._into:
            self.tell("yaml.key-twice", mark, key=short(name), first=str(self.place(self._marks[name][0])))
        self._key = name, mark

    def _open_mapping(self, event: Any) -> None:
        self._open({}, {}, event)

    def _open_list(self, event: Any) -> None:
        self._open([], [], event)

    def _open(self, value: Any, marks: Any, event: Any) -> None:
        if event.anchor or event.tag:
            self._refuse(event)
        self._attach(value, (event.start_mark, marks))
        self._stack.append((self._into, self._marks, self._key))
        if len(self._stack) > MAX_DEPTH:
            self.tell("yaml.too-deep", event.start_mark, limit=str(MAX_DEPTH))
            raise Stopped
        self._into, self._marks, self._key = value, marks, None

    def _close(self, event: Any) -> None:
        self._into, self._marks, self._key = self._stack.pop()
