"""The command line: `taphuan build | check | new | schema | exam`. Words in Vietnamese, problems with place and remedy.

Exit status: 0 sound (warnings too), 1 faults in what was given, 2 wrong call, 3 our fault.
"""

import contextlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import IO, NoReturn

from app.arguments import parser_for
from app.console import Console
from app.publish_error import FULL, PublishError
from assets.look import load_look

COMMANDS: dict[str, str] = {
    "build": "app.commands.build",
    "check": "app.commands.check",
    "exam": "app.commands.exam",
    "new": "app.commands.new",
    "schema": "app.commands.schema",
}
"""Command -> the module whose `run(options, look, console)` does it and returns the exit status."""


def main(words: Sequence[str] | None = None) -> int:
    """Exit status of one call; nothing that a person can type or write ends in a traceback."""
    out, err = (stream or open(os.devnull, "w", encoding="utf-8") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
    _speak_utf8(out, err)
    look = load_look()
    console = Console(look, out, err)
    try:
        options = parser_for(look).parse_args(words)
        run: Callable[..., int] = import_module(COMMANDS[options.command]).run
        status = run(options, look, console)
        out.flush()
        return status
    except SystemExit as leave:  # argparse has said all there is to say
        return int(leave.code or 0)
    except PublishError as refusal:
        console.complain(look.say(refusal.key, **refusal.params))
        return 1
    except KeyboardInterrupt:
        console.complain(look.say("cli.stopped"))
        return 130
    except BrokenPipeError:
        return _nobody_reads()
    except OSError as error:  # outside of what the commands themselves mend: the place we stand in, the way out
        return _refused(console, error)
    except Exception:  # the last door: people get a sentence, maintainers the trace on request
        return _our_fault(console)


def _nobody_reads() -> int:
    """`taphuan check | head`: what is still to be said goes nowhere, also when Python closes the stream at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _refused(console: Console, error: OSError) -> int:
    """A full disk behind `> file`, or a working folder that was deleted meanwhile."""
    if not _stands_somewhere():
        console.complain(console.look.say("cli.no-cwd"))
        return 1
    if error.errno in FULL:
        console.complain(console.look.say("cli.output-full"))
        return _nobody_reads() or 1
    return _our_fault(console)


def _stands_somewhere() -> bool:
    try:
        return bool(os.getcwd())
    except OSError:
        return False


def _our_fault(console: Console) -> int:
    console.complain(console.look.say("cli.our-fault", error=repr(sys.exc_info()[1])[:200]))
    if console.is_verbose:
        traceback.print_exc()
    return 3


def _speak_utf8(*streams: IO[str]) -> None:
    """A Windows console on cp1258 or cp1252 cannot print Vietnamese."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def run_and_exit() -> NoReturn:
    """For `python -m app.cli`."""
    sys.exit(main())


if __name__ == "__main__":
    run_and_exit()
