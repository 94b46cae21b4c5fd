"""What an error of YAML's syntax most likely means to the person who typed the file, and where to mend it.

PyYAML's two parsers word an error differently; here both lead to one code of ours, chosen by the words
that they share and, above all, by the author's own lines.
"""

import re
from typing import Any

from course.problem import Place, Problem
from course.yaml_source import KEY, Source, habit, short

_VALUE_QUOTE = re.compile(r"""^\s*(?:- +)*(?:[\w-]+ *: +)?(?:- +)*[\[{]?\s*(?=(["']))""")
_BLOCK_TEXT = re.compile(r"(?:^|[\s:-])[|>][-+0-9]*\s*(?:#.*)?$")
_HASH = re.compile(r"(?<=[^\s#]) +#.*")
_ONLY_KEY = re.compile(f"\\s*(?:- +)*{KEY}$")

_WORDS = (
    ("unknown escape", "yaml.escape"),
    ("escape", "yaml.escape"),
    ("scanning an alias", "yaml.alias"),
    ("scanning an anchor", "yaml.anchor"),
    ("scanning a tag", "yaml.tag"),
    ("parsing a tag", "yaml.tag"),
    ("undefined tag", "yaml.tag"),
    ("directive", "yaml.directive"),
    ("%YAML", "yaml.directive"),
    ("scanning a block scalar", "yaml.block-header"),
    ("sequence entries are not allowed", "yaml.dash"),
    ("mapping keys are not allowed", "yaml.question"),
    ("mapping values are not allowed", "yaml.colon"),
    ("flow sequence", "yaml.bracket-open"),
    ("flow mapping", "yaml.bracket-open"),
    ("node content", "yaml.bracket"),
    ("could not find expected ':'", "yaml.no-colon"),
    ("cannot start any token", "yaml.start-char"),
    ("document start", "yaml.indent"),
    ("block mapping", "yaml.indent"),
    ("block collection", "yaml.indent"),
    ("block sequence", "yaml.indent"),
    ("block end", "yaml.indent"),
)
_AT_CONTEXT = frozenset(
    {"yaml.alias", "yaml.anchor", "yaml.tag", "yaml.directive", "yaml.block-header", "yaml.bracket-open"}
    | {"yaml.no-colon"}
)


def diagnose(error: Any, source: Source, last: Any) -> Problem:
    """The problem behind a MarkedYAMLError; `last` is the last scalar event read before it, or None."""
    mark = error.problem_mark or error.context_mark
    said = f"{error.context or ''} {error.problem or ''}"
    line = min(mark.line, len(source.lines.starts) - 1)
    quote = _open_quote(source, line)
    if "quoted scalar" in said and "escape" not in said:
        return _problem("yaml.quote-open", source, error.context_mark)
    if quote and source.lines.place(quote[0]).line - 1 != line:
        return _at(quote[1], source, quote[0])
    code = next((code for words, code in _WORDS if words in said), "yaml.syntax")
    where = error.context_mark if code in _AT_CONTEXT and error.context_mark else mark
    if code == "yaml.alias" and (found := habit(source.lines.line(where.line))):
        return _at(found[0], source, source.lines.starts[where.line] + found[2], **found[1])
    if code == "yaml.escape" and source.text[mark.index : mark.index + 1] != "\\":
        return _at(code, source, max(mark.index - 1, 0))
    return _by_lines(code, source, where, mark, last) or _problem(code, source, where)


def _by_lines(code: str, source: Source, where: Any, mark: Any, last: Any) -> Problem | None:
    """A likelier reading, from the author's lines, of what the parser could not go on with."""
    if code in ("yaml.no-colon", "yaml.indent", "yaml.colon", "yaml.bracket-open"):
        for number in dict.fromkeys((where.line, mark.line)):
            if found := _cut_above(source, number) if code != "yaml.bracket-open" else _cut_on(source, number):
                return found
            if code != "yaml.bracket-open" and (found := _habit_near(source, number)):
                return found
    before = source.lines.line(mark.line)[: mark.column].rstrip()
    if code == "yaml.indent" and (found := _by_start(source, mark)):
        return found
    if code == "yaml.bracket" and source.text[mark.index : mark.index + 1] not in (",", "]", "}"):
        return _at("yaml.bracket-open", source, _open_bracket(source.text, mark.index))
    if code == "yaml.indent" and before.endswith(('"', "'")):
        return _problem("yaml.text-after-quote", source, mark)
    if code == "yaml.indent" and before.endswith(("]", "}")):
        return _problem("yaml.text-after-bracket", source, mark)
    if code == "yaml.colon" and before.endswith(('"', "'")):
        return _problem("yaml.text-after-quote", source, mark)
    if code == "yaml.colon" and _ONLY_KEY.match(before) and last is not None and last.start_mark.line < mark.line:
        return _at("yaml.indent", source, source.lines.starts[mark.line] + len(before) - len(before.lstrip()))
    return None


def _by_start(source: Source, mark: Any) -> Problem | None:
    """A line that begins with a colon; a directive above (the Python parser skips those it does not know)."""
    if source.lines.line(mark.line)[mark.column :].startswith(":"):
        return _problem("yaml.key-empty", source, mark)
    directive = re.search("^%", source.text[: mark.index], re.M)
    return _at("yaml.directive", source, directive.start()) if directive else None


def _open_bracket(text: str, upto: int) -> int:
    """The offset of the last bracket before `upto` that nothing closes; `upto` when there is none."""
    depth = 0
    for offset in range(upto - 1, max(upto - 5000, -1), -1):
        if text[offset] in "]}":
            depth += 1
        elif text[offset] in "[{":
            depth -= 1
            if depth < 0:
                return offset
    return upto


def _habit_near(source: Source, number: int) -> Problem | None:
    for near in (number, number - 1):
        if found := habit(source.lines.line(near)):
            return Problem(found[0], params=found[1], place=source.lines.place(source.lines.starts[near] + found[2]))
    return None


def _cut_above(source: Source, number: int) -> Problem | None:
    """A ` #` on this line or on the last written one above, after which a plain text was meant to go on."""
    above = number - 1
    while above > 0 and not source.lines.line(above).strip():
        above -= 1
    return _cut_on(source, number) or _cut_on(source, above)


def _cut_on(source: Source, number: int) -> Problem | None:
    line = source.lines.line(number)
    found = _HASH.search(line)
    kept = line[: found.start()] if found else ""
    if not found or re.search(r"""(?:["'\]}:]|[|>][-+0-9]*)$""", kept) or re.search(r"""[:-] +["']""", kept):
        return None
    lost = found[0].strip()
    offset = source.lines.starts[number] + found.start() + len(found[0]) - len(found[0].lstrip())
    value = re.sub(r"^\s*(?:- +)*(?:[\w-]+: +)?", "", kept)
    return _at("yaml.hash-cut", source, offset, kept=short(value), lost=short(lost))


def _open_quote(source: Source, upto: int) -> tuple[int, str] | None:
    """(offset, code) of a quotation mark before line `upto` that was not closed where it should have been."""
    number, lines = 0, source.lines
    while number <= upto:
        line = lines.line(number)
        if _BLOCK_TEXT.search(line) and not line.lstrip().startswith("#"):
            number = _after_block(source, number)
            continue
        found = _VALUE_QUOTE.match(line)
        if not found:
            number += 1
            continue
        start = lines.starts[number] + found.end()
        end = _closing(source.text, start)
        after = lines.line(lines.place(end).line - 1)[lines.place(end).column :] if end >= 0 else ""
        if end < 0 or (lines.place(end).line - 1 > number and not re.match(r"\s*(?:$|[:,\]}]|#)", after)):
            return start, "yaml.quote-open"
        number = lines.place(end).line
    return None


def _after_block(source: Source, number: int) -> int:
    """The first line below a `|` or `>` that no longer belongs to its text."""
    line = source.lines.line(number)
    indent = len(line) - len(line.lstrip())
    number += 1
    while number < len(source.lines.starts):
        line = source.lines.line(number)
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        number += 1
    return number


def _closing(text: str, start: int) -> int:
    """The offset of the mark that closes the quotation begun at `start`; -1 when none does."""
    inner = r'"(?:[^"\\]|\\.)*+"' if text[start] == '"' else r"'(?:[^']|'')*+'"
    found = re.compile(inner, re.S).match(text, start)
    return found.end() - 1 if found else -1


def _problem(code: str, source: Source, mark: Any) -> Problem:
    place = Place(source.lines.name, mark.line + 1, mark.column + 1)
    return Problem(code, params=_params(source, place.line - 1, place.column - 1), place=place)


def _at(code: str, source: Source, offset: int, **params: str) -> Problem:
    place = source.lines.place(offset)
    return Problem(code, params=params or _params(source, place.line - 1, place.column - 1), place=place)


def _params(source: Source, line: int, column: int) -> dict[str, str]:
    """`letters`: what stands there; `char`: its first character; `line`: the whole line, shortened."""
    letters = source.lines.line(line)
    return {"letters": short(letters[column:]), "char": letters[column : column + 1], "line": short(letters)}
