"""Every word that the code asks for, and every problem that it can report, stands in the labels, once."""

import ast
import unicodedata

import pytest
import yaml

from course.codes import WARNINGS


def literals(node):
    """The strings that an argument can be: a literal, or either side of a choice between literals."""
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def asked(source, function, keyword=None):
    """First argument of every call of `function`, plain or as a method, where it is written out."""
    found = set()
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
        named = [word.value for word in call.keywords if keyword and word.arg == keyword]
        if name == function:
            found.update(text for node in (call.args[:1] or named) for text in literals(node))
    return found


def problem_keys(codes):
    """The two labels that every problem code needs: the message and its longer explanation."""
    return {f"{kind}.{code}" for code in codes for kind in ("problem", "explain")}


def missing(needed, labels):
    """Keys that nobody has written, sorted."""
    return sorted(set(needed) - set(labels))


def is_asked_for(key, texts):
    """Whether a key, or what it begins with before a part that is filled in, stands in quotation marks somewhere."""
    starts = [key[: at + 1] for at, letter in enumerate(key) if letter == "."]
    forms = [f"{mark}{key}{mark}" for mark in "\"'"]
    forms += [form for start in starts for form in (f'"{start}{{', f"'{start}{{", f'"{start}"', f"'{start}'")]
    return any(form in text for text in texts for form in forms)


def said_twice(labels):
    """Texts that a label of a maker's own and one of the shared words both hold; a closing colon or stop aside."""
    bare = {key: text.strip(" .:").casefold() for key, places in labels.items() for _, text in places}
    shared = {text: key for key, text in bare.items() if key.startswith("words.")}
    makers = ("deck.", "document.", "handout.", "module.", "outline.", "quiz.")
    return {key: shared[text] for key, text in bare.items() if key.startswith(makers) and text in shared}


@pytest.fixture(scope="module")
def labels(root):
    """Every label, by key; the value is the list of (file, text) where it stands."""
    found = {}
    for path in sorted((root / "assets" / "labels" / "vi").glob("*.yaml")):
        for key, text in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            found.setdefault(key, []).append((path.name, text))
    return found


def test_every_word_that_code_asks_for_is_in_the_labels(sources, labels):
    needed = {path: missing(asked(text, "say"), labels) for path, text in sources.items()}
    assert {path: keys for path, keys in needed.items() if keys} == {}


def test_every_label_is_asked_for(sources, texts, labels):
    templates = [text for path, text in texts.items() if path.startswith("assets/templates/")]
    asking = [*sources.values(), *templates]
    assert [key for key in sorted(labels) if not is_asked_for(key, asking)] == []


def test_what_several_makers_say_is_a_shared_word(labels):
    named = ("deck.place.", "deck.layout.")  # names of places and layouts that PowerPoint shows its users
    own = {
        "deck.not-approved": "begins a line",
        "handout.sources": "a heading, named like the other headings of the annex",
        "handout.unit": "a line of the cover, as the other one is",
        "document.bodies.period": "of a body, not of a model",
        "quiz.name": "a place on the sheet, named like the other places",
        "quiz.unit": "another of them",
    }
    twice = {key: word for key, word in said_twice(labels).items() if not key.startswith(named) and key not in own}
    assert twice == {}


def test_every_problem_has_a_message_and_an_explanation(sources, labels):
    codes = set().union(*(asked(text, "Problem", "code") for text in sources.values())) | WARNINGS
    assert missing(problem_keys(codes), labels) == []


def test_every_message_has_its_explanation_and_the_other_way_round(labels):
    messages = {key.split(".", 1)[1] for key in labels if key.startswith("problem.")}
    explained = {key.split(".", 1)[1] for key in labels if key.startswith("explain.")}
    assert sorted(messages ^ explained) == []


def test_a_label_stands_in_one_file_alone(labels):
    assert {key: places for key, places in labels.items() if len(places) > 1} == {}


def test_labels_are_flat_composed_text(labels):
    odd = [
        key
        for key, places in labels.items()
        for _, text in places
        if not (isinstance(key, str) and isinstance(text, str) and unicodedata.is_normalized("NFC", text))
    ]
    assert odd == []


def test_the_label_rule_bites():
    source = 'look.say("a.b")\nsay("c" if x else "d", n=1)\nsay(key)\nlook.tell("e")\n'
    assert missing(asked(source, "say"), {"a.b": ""}) == ["c", "d"]


def test_the_rules_of_asking_and_of_sharing_bite():
    asking = ['look.say(f"a.b.{kind}")', "{{ say('c.' + name) }} {{ say('d') }}"]
    assert [key for key in ("a.b.x", "a.c", "c.y", "d", "e") if not is_asked_for(key, asking)] == ["a.c", "e"]
    held = {"words.a": [("w", "Việc")], "deck.b": [("d", "việc:")], "deck.c": [("d", "Làm")]}
    assert said_twice(held) == {"deck.b": "words.a"}


def test_the_problem_rule_bites():
    source = 'Problem("item.no-key", ("items",))\nproblem.Problem(code="text.nfd")\nProblem(code)\n'
    assert asked(source, "Problem", "code") == {"item.no-key", "text.nfd"}
    labels = {"problem.item.no-key", "explain.item.no-key", "problem.text.nfd"}
    assert missing(problem_keys({"item.no-key", "text.nfd"}), labels) == ["explain.text.nfd"]
