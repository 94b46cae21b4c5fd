"""The words that `taphuan` understands, and argparse's own words in the people's language."""

import argparse
import re
import textwrap
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from app.exam_arguments import add_exam
from assets.look import Look
from builders.catalog import MAKERS

DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
"""A day as people write it: 22/11/2026."""


class Page(argparse.HelpFormatter):
    """argparse's help page; a course's id or an option is never broken at its hyphens."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return textwrap.fill(
            " ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        )


class Parser(argparse.ArgumentParser):
    """argparse that says its refusals with a remedy, and exits by raising."""

    look: Look

    def error(self, message: str) -> NoReturn:
        """Wrong call: what argparse says, then how to get help; exit status 2."""
        said = _in_their_words(self.look, message)
        self.exit(2, self.look.say("cli.wrong-call", message=said, program=self.prog) + "\n")

    def format_help(self) -> str:
        """The help page, with argparse's headings replaced."""
        return _in_their_words(self.look, super().format_help())


def _in_their_words(look: Look, text: str) -> str:
    """argparse's English for ours; `argparse.<n>` labels hold `English|ours`, the longest first."""
    pairs = [label.split("|", 1) for key, label in sorted(look.words.items()) if key.startswith("argparse.")]
    for english, ours in sorted(pairs, key=lambda pair: -len(pair[0])):
        text = text.replace(english, ours)
    return text


def parser_for(look: Look) -> Parser:
    """The parser of all commands."""
    kind = type("Parser", (Parser,), {"look": look})
    parser = kind(
        prog="taphuan", description=look.say("cli.about"), epilog=look.say("cli.epilog"), allow_abbrev=False,
        formatter_class=Page,
    )  # fmt: skip
    commands = parser.add_subparsers(dest="command", required=True, metavar=_value(look, "command"))
    _build(_command(commands, look, "build"), look)
    _check(_command(commands, look, "check"), look)
    _new(_command(commands, look, "new"), look)
    _schema(_command(commands, look, "schema"), look)
    add_exam(_command(commands, look, "exam"), look, Page, _place(look))
    return parser


def _command(commands: Any, look: Look, name: str) -> Parser:
    about = look.say(f"cli.{name}.about")
    parser: Parser = commands.add_parser(name, help=about, description=about, allow_abbrev=False, formatter_class=Page)
    return parser


def _build(parser: Parser, look: Look) -> None:
    _course(parser, look)
    parser.add_argument("--only", type=_outputs(look), default=(), metavar=_value(look, "outputs"),
                        help=_help(look, "only"))  # fmt: skip
    parser.add_argument("--out", type=_place(look), default="dist", metavar=_value(look, "folder"),
                        help=_help(look, "out"))  # fmt: skip
    parser.add_argument("--replace", action="store_true", help=_help(look, "replace"))
    parser.add_argument("--seed", type=_whole(look), default=0, metavar=_value(look, "number"),
                        help=_help(look, "seed"))  # fmt: skip
    parser.add_argument("--grey", action="store_true", help=_help(look, "grey"))
    parser.add_argument("--watch", action="store_true", help=_help(look, "watch"))


def _check(parser: Parser, look: Look) -> None:
    _course(parser, look)
    parser.add_argument("--sources", metavar=_value(look, "folder"), help=_help(look, "sources"))
    parser.add_argument("--today", type=_day(look), metavar=_value(look, "day"), help=_help(look, "today"))
    parser.add_argument("--explain", metavar=_value(look, "code"), help=_help(look, "explain"))
    parser.add_argument("--json", action="store_true", help=_help(look, "json"))


def _new(parser: Parser, look: Look) -> None:
    parser.add_argument("folder", metavar=_value(look, "folder"), help=_help(look, "folder"))
    parser.add_argument("--from", dest="origin", default="blank", metavar=_value(look, "origin"),
                        help=_help(look, "from"))  # fmt: skip


def _schema(parser: Parser, look: Look) -> None:
    parser.add_argument("--out", type=_place(look), metavar=_value(look, "file"), help=_help(look, "schema-out"))


def _course(parser: Parser, look: Look) -> None:
    parser.add_argument("course", nargs="?", metavar=_value(look, "course"), help=_help(look, "course"))


def _value(look: Look, name: str) -> str:
    """What stands in help for a value."""
    return look.say(f"cli.value.{name}")


def _help(look: Look, name: str) -> str:
    return look.say(f"cli.option.{name}").replace("%", "%%")


def _outputs(look: Look) -> Callable[[str], tuple[str, ...]]:
    def names(text: str) -> tuple[str, ...]:
        asked = tuple(name.strip() for name in text.split(",") if name.strip())
        strange = [name for name in asked if name not in MAKERS]
        if strange or not asked:
            known = ", ".join(MAKERS)
            raise argparse.ArgumentTypeError(look.say("cli.no-output", names=", ".join(strange), known=known))
        return tuple(name for name in MAKERS if name in asked)

    return names


def _place(look: Look) -> Callable[[str], str]:
    """A path that is not empty: an empty one would mean the folder where the caller happens to stand."""

    def place(text: str) -> str:
        if not text.strip():
            raise argparse.ArgumentTypeError(look.say("cli.no-place"))
        return text

    return place


def _whole(look: Look) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 15:
            raise argparse.ArgumentTypeError(look.say("cli.no-number", value=text))
        return int(text)

    return number


def _day(look: Look) -> Callable[[str], date]:
    def day(text: str) -> date:
        try:
            found = DAY.fullmatch(text.strip())
            return date(*map(int, reversed(found.groups()))) if found else date.fromisoformat(text)
        except ValueError:
            raise argparse.ArgumentTypeError(look.say("cli.no-day", value=text)) from None

    return day
