"""The words of `taphuan exam new` and `taphuan exam forget`."""

import argparse
import re
from collections.abc import Callable, Iterable
from typing import Any
from unicodedata import normalize

from assets.fonts import repertoire
from assets.look import Look
from course.characters import character_fault, missing_letters
from plan.exam import ORDERS, TONE_ORDERS
from plan.roster_table import MOST

MOST_FORMS, MOST_SPARES = 24, 1000
ROOM_LETTERS, MOST_ROOMS = 40, 500
NONE, PROCESSES, _ = EXECUTORS = ("none", "processes", "threads")
"""Who may make the papers on this machine."""
CLUSTER = "dask://"
CLUSTER_PLACE = re.compile(r"dask://([\w.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}", re.ASCII)
ENCODINGS = ("unicode", "tcvn3", "vni")
Value = Callable[[str], Any]


def add_exam(parser: argparse.ArgumentParser, look: Look, page: type[argparse.HelpFormatter], place: Value) -> None:
    """What stands behind `exam`; `page` is how help is set, `place` reads a path that is not empty."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar=look.say("exam-cli.value.what"))

    def command(name: str) -> argparse.ArgumentParser:
        about = look.say(f"exam-cli.{name}.about")
        made: argparse.ArgumentParser = kinds.add_parser(
            name, help=about, description=about, allow_abbrev=False, formatter_class=page
        )
        return made

    _new(command("new"), look, place)
    _forget(command("forget"), look, place)


def _new(parser: argparse.ArgumentParser, look: Look, place: Value) -> None:
    def option(name: str, value: str, **more: Any) -> None:
        shown = look.say(f"exam-cli.value.{value}")
        parser.add_argument(f"--{name}", metavar=shown, help=_help(look, name), **more)

    def switch(name: str) -> None:
        parser.add_argument(f"--{name}", action="store_true", help=_help(look, name))

    parser.add_argument("course", nargs="?", metavar=look.say("cli.value.course"), help=_help(look, "course"))
    option("roster", "file", type=place)
    option("sheet", "name")
    option("encoding", "name", type=_one_of(look, ENCODINGS))
    option("blueprint", "id")
    switch("personal")
    option("forms", "number", type=_whole(look, 1, MOST_FORMS))
    option("order", "name", type=_one_of(look, ORDERS), default=ORDERS[0])
    option("tones", "name", type=_one_of(look, TONE_ORDERS), default=next(iter(TONE_ORDERS)))
    option("rooms", "rooms", type=_rooms(look), default=())
    option("spares", "number", type=_whole(look, 0, MOST_SPARES))
    option("count", "number", type=_whole(look, 1, MOST))
    option("seed", "number", type=_whole(look, 0, 10**15 - 1))
    option("out", "folder", type=place)
    option("executor", "executor", type=_executor(look), default=NONE)
    switch("replace")


def _forget(parser: argparse.ArgumentParser, look: Look, place: Value) -> None:
    folder = look.say("exam-cli.value.folder")
    parser.add_argument("folder", type=place, metavar=folder, help=_help(look, "folder"))
    parser.add_argument("--papers", action="store_true", help=_help(look, "papers"))
    parser.add_argument("--yes", action="store_true", help=_help(look, "yes"))


def _help(look: Look, name: str) -> str:
    return look.say(f"exam-cli.option.{name}").replace("%", "%%")


def _whole(look: Look, least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 15 or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(look.say("exam-cli.bad-number", value=text, least=least, most=most))
        return int(text)

    return number


def _one_of(look: Look, known: Iterable[str]) -> Callable[[str], str]:
    def choice(text: str) -> str:
        if text not in known:
            raise argparse.ArgumentTypeError(look.say("exam-cli.bad-choice", value=text, known=", ".join(known)))
        return text

    return choice


def _executor(look: Look) -> Callable[[str], str]:
    def choice(text: str) -> str:
        if text not in EXECUTORS and not CLUSTER_PLACE.fullmatch(text):
            raise argparse.ArgumentTypeError(look.say("workers.unknown", value=text))
        return text

    return choice


def _rooms(look: Look) -> Callable[[str], tuple[str, ...]]:
    def rooms(text: str) -> tuple[str, ...]:
        names = tuple(" ".join(normalize("NFC", name).split()) for name in text.split(","))
        odd = any(not name or len(name) > ROOM_LETTERS or any(map(character_fault, name)) for name in names)
        odd = odd or bool(missing_letters("".join(names), repertoire()))
        if odd or len(set(names)) < len(names) or len(names) > MOST_ROOMS:
            raise argparse.ArgumentTypeError(look.say("exam-cli.bad-rooms", value=text))
        return names

    return rooms
