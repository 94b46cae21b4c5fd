"""Writes docs/loi.md, every problem code with its message and explanation, from the labels, and nothing else.

Run from the root after a change of a message: `python bench/make_docs.py`. A test compares the page with the labels.
The page's own words stand in docs/loi.yaml, since no word for people stands in code.
"""

import string
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assets.look import Look, load_look  # noqa: E402  # the rooms lie beside bench/, not in it
from course.codes import WARNINGS  # noqa: E402

PAGE = ROOT / "docs" / "loi.md"
WORDS = ROOT / "docs" / "loi.yaml"


def codes(look: Look) -> list[str]:
    """Every code that has a message, in order."""
    return sorted(key.removeprefix("problem.") for key in look.words if key.startswith("problem."))


def page(look: Look) -> str:
    """The whole page as Markdown."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    known, groups = codes(look), words["groups"]
    lines = [words["title"], "", words["intro"].format(count=len(known), warnings=len(WARNINGS & set(known))).rstrip()]
    for first in sorted({code.partition(".")[0] for code in known}, key=lambda name: (list(groups).index(name))):
        lines += ["", f"## {first}: {groups[first]}"]
        for code in (code for code in known if code.partition(".")[0] == first):
            lines += ["", *_entry(code, look, words)]
    return "\n".join(lines) + "\n"


def _entry(code: str, look: Look, words: dict[str, str]) -> list[str]:
    kind = words["warning"] if code in WARNINGS else words["error"]
    return [
        f"### `{code}`", "", f"*{kind}* {_plain(look.words[f'problem.{code}'])}", "",
        _plain(look.words[f"explain.{code}"]),
    ]  # fmt: skip


def _plain(text: str) -> str:
    """A label as Markdown shows it letter for letter; its fields as dots, since what fills them differs each time."""
    parts = string.Formatter().parse(text)
    shown = "".join(literal + ("\u2026" if field is not None else "") for literal, field, _, _ in parts)
    return "".join(f"\\{letter}" if letter in "*_<>[]#|~" and not _in_code(shown, at) else letter
                   for at, letter in enumerate(shown))


def _in_code(text: str, at: int) -> bool:
    return text[:at].count("`") % 2 == 1


if __name__ == "__main__":
    PAGE.write_text(page(load_look()), encoding="utf-8", newline="\n")
    print(PAGE.relative_to(ROOT))
