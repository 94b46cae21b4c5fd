"""What people see on the terminal: lines, problems, progress. Quiet in a pipe."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from assets.look import Look
from course.problem import Problem

LONGEST = 400
"""Letters of an author's text that are repeated in a message; the rest stands in the author's file."""


@dataclass
class Console:
    """Two streams and the words to say on them."""

    look: Look
    out: IO[str]
    err: IO[str]

    @property
    def is_verbose(self) -> bool:
        """Whether a maintainer asked for traces."""
        return bool(os.environ.get("TAPHUAN_TRACE"))

    def print(self, text: str = "") -> None:
        """A line of the answer."""
        self.out.write(text + "\n")

    def complain(self, text: str) -> None:
        """A line about what went wrong."""
        self.err.write(text + "\n")

    def progress(self, text: str) -> None:
        """A line that only somebody who sits before a terminal needs."""
        if self.err.isatty():
            self.err.write(text + "\n")
            self.err.flush()

    def problems(self, problems: Iterable[Problem], stream: IO[str], most: int | None = None) -> None:
        """Each problem on its own line, `file:line:column: [code] message`; of one code at most so many, then how many
        more there are."""
        listed = list(problems)
        counts, told = Counter(problem.code for problem in listed), Counter[str]()
        for problem in listed:
            told[problem.code] += 1
            if most is None or told[problem.code] <= most:
                stream.write(self.told(problem) + "\n")
            elif told[problem.code] == most + 1:
                said = self.look.say("cli.more", code=problem.code, count=counts[problem.code] - most)
                stream.write(said + "\n")

    def told(self, problem: Problem) -> str:
        """One problem as a line of text."""
        mark = "cli.warning-line" if problem.is_warning else "cli.error-line"
        place, text = visible(str(problem.place or "")), message(self.look, problem)
        return self.look.say(mark, place=place, code=problem.code, message=text)


def message(look: Look, problem: Problem) -> str:
    """What is wrong and what to do; a guess at what was meant stands last."""
    params = {name: visible(value) for name, value in problem.params.items()}
    guess = params.get("suggestion", "") or (meant(look, problem) if "suggestion" in params else "")
    params["suggestion"] = guess
    key = f"problem.{problem.code}"
    if not guess and look.has(f"{key}.unknown"):
        key = f"{key}.unknown"
    text = look.say(key if look.has(key) else "problem.model.other", **params)
    return f"{text} {look.say('cli.did-you-mean', guess=guess)}" if guess and str(guess) not in text else text


def meant(look: Look, problem: Problem) -> str:
    """The key that an author named in plain words, as `key-word.<key>` in the labels has them; else nothing."""
    said = " ".join(str(problem.params.get("key", "")).casefold().replace("-", " ").replace("_", " ").split())
    for known in str(problem.params.get("known", "")).split(", "):
        words = look.words.get(f"key-word.{known}", "").split("|")
        if said and said in words + [bare(word) for word in words]:
            return known
    return ""


def without_named(look: Look, problems: Iterable[Problem]) -> list[Problem]:
    """Without the missing keys that an author did write, under the plain word for them."""
    listed = list(problems)
    named = {(one.path[:-1], meant(look, one)) for one in listed if one.code == "model.extra_forbidden"}
    return [one for one in listed if one.code != "model.missing" or (one.path, one.params.get("key")) not in named]


def bare(text: str) -> str:
    """Without the marks over and under letters, as people type on a keyboard that has none."""
    letters = unicodedata.normalize("NFD", text.replace("\u0111", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def quoted(path: object) -> str:
    """A path as it is typed into a command: in quotes where a space or a sign would part it."""
    text = str(path)
    return text if re.fullmatch(r"[\w./\\:~+-]+", text) else f'"{text}"'


def visible(value: object) -> object:
    """A value fit for a line on a terminal: controls and invisible signs as U+XXXX, long texts cut."""
    if not isinstance(value, str):
        return value
    shown = "".join(letter if _is_plain(letter) else f"<U+{ord(letter):04X}>" for letter in value)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "\u2026"


def _is_plain(letter: str) -> bool:
    return letter == " " or unicodedata.category(letter)[0] not in "CZ" or letter == "\u00a0"
