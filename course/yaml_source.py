"""What can be seen in the lines of a YAML file before it is parsed: tabs, odd spaces, and lines to look at twice.

Lines count from 0 here, as the parser's marks do; places that leave count from 1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from course.characters import Lines, cleaned
from course.problem import Problem

KEY = r"[a-z][a-z0-9_-]*"
"""A key as courses have them; prose with marks over its letters or a capital is never one."""

_INDENT = re.compile("^([ \\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+)(?=\\S)", re.M)
_SUSPECT = re.compile(
    f"[ \\t]#|^[ \\t-]*{KEY}(?::(?![ \\t\\r\\n/]|$)|[ ]?[\uff1a\ufe55])|^ *(?:- )*(?:-[^ -]|[\u2013\u2014\u2022])", re.M
)
_GLUED = re.compile(f"\\s*(?:- +)*({KEY}):(?![ \\t/\\\\]|$)")
_WIDE = re.compile(f"\\s*(?:- +)*({KEY})[ ]?[\uff1a\ufe55]")
_DASH = re.compile("\\s*(-(?=[^\\s\\d-])|-(?=\u00a0)|[\u2013\u2014\u2022*](?=\\s))")
_OTHER_BULLET = re.compile(r"\s*(\+|\d+[.)])\s")
_DATUM = re.compile(r"(?:true|false|null|~|[\d.,:/% -]*)$", re.I)
_ESCAPE = re.compile(r"\\(.)", re.S)
_EACH = set("\"\\/ \n\r\t")


@dataclass(frozen=True)
class Source:
    """A file's text as handed to the parser (`text`, of the same length as the original) and its lines."""

    lines: Lines
    text: str
    suspects: frozenset[int]
    """Lines on which a plain scalar's end is looked at again."""

    slashes: bool
    """Whether any backslash stands in the file."""


def source(lines: Lines) -> tuple[Source, list[Problem]]:
    """The text with tabs and odd spaces as plain spaces, so that the parser reads on; in indentations they are told."""
    text = re.sub(r"\r(?!\n)", "\n", cleaned(lines.text))
    problems = list(_indents(lines, text))
    if any(problem.code == "yaml.nbsp-indent" for problem in problems):
        text = _INDENT.sub(lambda found: " " * len(found[1]), text)
    text = text.replace("\t", " ")
    suspects = frozenset(lines.place(found.end() - 1).line - 1 for found in _SUSPECT.finditer(text))
    return Source(lines, text, suspects, "\\" in text), problems


def _indents(lines: Lines, text: str) -> Iterator[Problem]:
    if not re.search("^ *[\\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", text, re.M):
        return
    for found in _INDENT.finditer(text):
        odd = re.search("[^ ]", found[1])
        if odd:
            code = "yaml.tab" if odd[0] == "\t" else "yaml.nbsp-indent"
            yield Problem(code, place=lines.place(found.start() + odd.start()))


def hash_problem(src: Source, value: str, end_line: int, end_column: int) -> Problem | None:
    """What a ` #` behind a plain value costs: told unless the value is empty, true or false and a comment follows."""
    rest = src.lines.line(end_line)[end_column:]
    if not (rest.startswith((" ", "\t")) and rest.lstrip().startswith("#")):
        return None
    note = rest.strip()
    if value.lower() in ("", "true", "false", "null", "~") and note[1:2] in ("", " ", "#"):
        return None
    code = "yaml.hash-comment" if value and _DATUM.match(value) else "yaml.hash-cut"
    column = end_column + len(rest) - len(rest.lstrip())
    place = src.lines.place(src.lines.starts[end_line] + column)
    return Problem(code, params={"kept": short(value), "lost": short(note)}, place=place)


def glued_problem(src: Source, first: int, last: int) -> Problem | None:
    """A key or a list's dash without its space, or a dash swallowed by the text above it, on lines first..last."""
    for number in range(first, last + 1):
        line = src.lines.line(number)
        found = habit(line)
        if found is None and number > first and re.match(r"\s*- ", line):
            found = "yaml.dash-folded", {"line": short(line)}, len(line) - len(line.lstrip())
            opening = src.lines.line(first)
            if bullet := _OTHER_BULLET.match(opening):  # the list began there, with another sign
                number, found = first, ("yaml.dash-space", {"char": bullet[1]}, bullet.start(1))
        if found:
            return Problem(found[0], params=found[1], place=src.lines.place(src.lines.starts[number] + found[2]))
    return None


def habit(line: str) -> tuple[str, dict[str, str], int] | None:
    """(code, params, column from 0) of a typing habit that YAML takes for plain text."""
    if found := _WIDE.match(line):
        return "yaml.wide-colon", {"key": found[1]}, found.end() - 1
    if (found := _GLUED.match(line)) and found[1].lower() not in ("http", "https", "mailto", "urn", "doi"):
        return "yaml.colon-space", {"key": found[1]}, found.end() - 1
    if found := _DASH.match(line):
        return "yaml.dash-space", {"char": found[1]}, found.start(1)
    return None


def escape_problem(src: Source, start: int, end: int) -> Problem | None:
    """The first backslash in a double-quoted text (offsets) that would change or hide a letter."""
    for found in _ESCAPE.finditer(src.text, start, end):
        if found[1] not in _EACH:
            return Problem("yaml.escape", params={"escape": found[0]}, place=src.lines.place(found.start()))
    return None


def short(text: str, limit: int = 40) -> str:
    """A piece of the author's text for a message: one line of at most `limit` letters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "\u2026"
