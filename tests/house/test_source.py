"""Rules over the source of the rooms: size, sign on the door, words, imports. Each rule also proves that it bites."""

import ast
import io
import re
import tokenize
import unicodedata

import pytest

LONGEST = 300
LOADS_BY_NAME = {"app/work.py", "app/cli.py", "app/workers.py", "builders/catalog.py"}
MARKS = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323", "\u0302", "\u0306", "\u031b"}
STRINGS = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}


def is_vietnamese(letter):
    """Whether a letter is one that English does not have and Vietnamese does."""
    parts = unicodedata.normalize("NFD", letter)
    return letter in "đĐ" or (parts[0].isascii() and parts[0].isalpha() and bool(MARKS & set(parts[1:])))


def docstring_lines(tree):
    """Lines of every string that stands alone as a statement: docstrings and the notes under a constant."""
    alone = [n for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)]
    return {line for node in alone for line in range(node.lineno, node.end_lineno + 1)}


def size_and_sign(source):
    """A file is under 300 lines and its first statement says what it is."""
    lines = len(source.splitlines())
    if lines >= LONGEST:
        yield f"{lines} lines, should be under {LONGEST}"
    if not ast.get_docstring(ast.parse(source)):
        yield "1: no docstring"


def words_in_code(source):
    """Words that people read stand in assets/labels, not in string literals."""
    notes = docstring_lines(ast.parse(source))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in STRINGS and token.start[0] not in notes and any(map(is_vietnamese, token.string)):
            yield f"{token.start[0]}: Vietnamese in a literal: {token.string[:40]}"


def hidden_imports(source, may_load_by_name=False):
    """Imports stand at the top of a file; loading by name is left to the tables of slow modules."""
    tree = ast.parse(source)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)]
    for node in {inner for function in functions for inner in ast.walk(function)}:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield f"{node.lineno}: import inside a function"
    for node in ast.walk(tree):
        name = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "name", None)
        if name == "TYPE_CHECKING":
            yield f"{node.lineno if hasattr(node, 'lineno') else 1}: TYPE_CHECKING"
        if name in {"import_module", "__import__", "importlib"} and not may_load_by_name:
            yield f"{getattr(node, 'lineno', 1)}: module loaded by name"


def scan_imports(source):
    """Makers never look at scans, however they spell it."""
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
        if any(re.match(r"marking\.scan\b", start + name) for name in names):
            yield f"{node.lineno}: imports marking.scan"


def faults(sources, rule):
    """`file:line: what` of each fault that a rule finds."""
    return [f"{path}:{fault}" for path, source in sources.items() for fault in rule(source)]


def test_every_file_is_short_and_has_a_sign_on_its_door(sources):
    assert faults(sources, size_and_sign) == []


def test_no_words_for_people_stand_in_code(sources):
    assert faults(sources, words_in_code) == []


def test_no_import_hides_in_a_function(sources):
    strict = {path: text for path, text in sources.items() if path not in LOADS_BY_NAME}
    loose = {path: text for path, text in sources.items() if path in LOADS_BY_NAME}
    assert faults(strict, hidden_imports) == []
    assert faults(loose, lambda source: hidden_imports(source, may_load_by_name=True)) == []


def test_makers_never_import_the_scan_reader(sources):
    assert faults({path: text for path, text in sources.items() if path.startswith("builders/")}, scan_imports) == []


def test_the_rules_are_given_files_to_look_at(sources):
    rooms = {path.split("/")[0] for path in sources}
    assert rooms == {"run.py", "app", "builders", "marking", "plan", "course", "assets"}


def test_the_size_rule_bites():
    assert list(size_and_sign('"""Sign."""\n' + "x = 1\n" * 298)) == []
    assert list(size_and_sign('"""Sign."""\n' + "x = 1\n" * 299)) == ["300 lines, should be under 300"]
    assert list(size_and_sign("x = 1\n")) == ["1: no docstring"]


@pytest.mark.parametrize(
    "planted", ['say = "Họ và tên"', "a = f'{x} đáp án'", 'd = {"key": """một\nhai mốt"""}', '"".join(["Ơ"])']
)
def test_the_words_rule_bites(planted):
    assert len(list(words_in_code(f'"""Sign."""\n{planted}\n'))) == 1


def test_the_words_rule_lets_docstrings_comments_and_escapes_be():
    source = '"""Mã đề."""\nx = "\\u0111"  # đ\n"""Một ghi chú."""\n\ndef f():\n    """Điểm."""\n    return "naive ü"\n'
    assert list(words_in_code(source)) == []


@pytest.mark.parametrize(
    "planted",
    [
        "def f():\n    import json",
        "class A:\n    async def f(self):\n        from os import path",
        "from typing import TYPE_CHECKING",
        "import typing\nif typing.TYPE_CHECKING:\n    pass",
        "from importlib import import_module",
        "import importlib\nm = importlib.import_module('reportlab')",
        "m = __import__('reportlab')",
    ],
)
def test_the_import_rule_bites(planted):
    assert list(hidden_imports(planted))


def test_the_import_rule_lets_tables_load_by_name_and_still_refuses_hidden_imports():
    assert list(hidden_imports("import importlib\nx = importlib.import_module('a')", may_load_by_name=True)) == []
    assert list(hidden_imports("def f():\n    import json", may_load_by_name=True))


@pytest.mark.parametrize(
    "planted", ["import marking.scan.page", "from marking.scan import page", "from marking import scan"]
)
def test_the_scan_rule_bites(planted):
    assert list(scan_imports(planted)) == ["1: imports marking.scan"]
    assert list(scan_imports("from marking import score")) == []
