"""What a sitting knows of people, deleted for good: its private folder, on request the papers with names too.

First the manifest stops naming the files, then they go; cut short, the command can be given again.
"""

import os
from collections.abc import Iterable
from dataclasses import replace
from glob import escape
from pathlib import Path

from app.carry import is_folder, remove_tree, walk
from app.console import Console
from app.disk import Disk, is_link
from app.lock import hold
from app.manifest import MANIFEST, Manifest, read_manifest
from app.one_file import replace_file
from app.publish import PRIVATE, mend
from app.publish_error import PublishError, from_os
from app.swap import KEPT_MARK, lock_of
from assets.look import Look

RECORD = "exam.json"
NAMED = ("booklets", "sheets", "sign-in", "results")
"""Beginnings of the files in which names stand."""


def forget(folder: Path, look: Look, console: Console, *, sure: bool, papers: bool, disk: Disk | None = None) -> int:
    """0 nothing private is left, 1 there is no sitting or nobody said yes. Raises PublishError.

    What a killed `exam new` left beside the folder is cleared away first: names may lie in it.
    """
    folder, disk = Path(os.path.abspath(folder)), disk or Disk()
    manifest = _sitting(folder)
    if manifest is None:
        console.complain(look.say("exam-cli.forget.none", folder=folder))
        return 1
    mend(folder, disk)
    doomed = _doomed(folder, papers)
    if not doomed:
        console.print(look.say("exam-cli.forget.nothing"))
    else:
        console.print(look.say("exam-cli.forget.will", folder=folder, names=", ".join(doomed)))
        if not sure and not _agreed(look, console):
            console.print(look.say("exam-cli.forget.kept"))
            return 1
        _delete(folder, doomed, disk)
        console.print(look.say("exam-cli.forget.done", count=len(doomed)))
        console.print(look.say("exam-cli.forget.lost"))
    _tell_rest(folder, look, console)
    return 0


def _sitting(folder: Path) -> Manifest | None:
    """The manifest of a folder that `exam new` made."""
    if not folder.is_dir() or is_link(folder.lstat()):
        return None
    manifest = read_manifest(folder)
    return manifest if manifest and RECORD in manifest.files else None


def _doomed(folder: Path, papers: bool) -> list[str]:
    """What is to go: all in the private folder, and the named papers if asked."""
    private = folder / PRIVATE
    if os.path.lexists(private) and (is_link(private.lstat()) or not private.is_dir()):
        raise PublishError("not-a-folder", folder=private)
    doomed = {name for name in _made(folder) if name.startswith(f"{PRIVATE}/")}  # gone where it was cut short
    if private.is_dir():
        doomed |= {f"{PRIVATE}/{name}" for name, status in walk(private) if not is_folder(status)} or {f"{PRIVATE}/"}
    return sorted(doomed) + (sorted(name for name in _made(folder) if name.startswith(NAMED)) if papers else [])


def _named(folder: Path) -> list[str]:
    """The files with names that were made for the sitting and lie there still; others are not ours to delete."""
    return sorted(name for name in _made(folder) if name.startswith(NAMED) and (folder / name).is_file())


def _made(folder: Path) -> Iterable[str]:
    """The files that were made for the sitting, as its manifest has them."""
    manifest = read_manifest(folder)
    return manifest.files if manifest else ()


def _agreed(look: Look, console: Console) -> bool:
    """Whether somebody says yes; nobody there is no."""
    console.out.write(look.say("exam-cli.forget.ask"))
    console.out.flush()
    try:
        said = input().strip().casefold()
    except (EOFError, UnicodeDecodeError):
        console.print()
        return False
    return said in look.say("exam-cli.forget.yes").split("|")


def _delete(folder: Path, doomed: Iterable[str], disk: Disk) -> None:
    """Files first, the manifest last: cut short, it still names what is to go, and the next call goes on."""
    gone = frozenset(doomed)
    try:
        with hold(lock_of(folder), disk):
            for name in sorted(gone):
                if not name.startswith(f"{PRIVATE}/") and (folder / name).is_file():
                    disk.remove(folder / name)
            if (folder / PRIVATE).is_dir():
                remove_tree(folder / PRIVATE, disk)
            manifest = read_manifest(folder)
            if manifest:
                left = {name: entry for name, entry in manifest.files.items() if name not in gone}
                replace_file(folder / MANIFEST, replace(manifest, files=left).encode(), disk)
            disk.flush_folder(folder)
    except OSError as error:
        raise from_os(error, folder) from error


def _tell_rest(folder: Path, look: Look, console: Console) -> None:
    """What is left, where names are still to be read, and the sittings that were moved aside."""
    left = sorted(path.name for path in folder.iterdir() if path.name != MANIFEST)
    console.print(look.say("exam-cli.forget.left", names=", ".join(left)))
    if named := _named(folder):
        console.print(look.say("exam-cli.forget.named", names=", ".join(named)))
    else:
        console.print(look.say("exam-cli.forget.copies"))
    beside = folder.parent.glob(f"{escape(folder.name)}{KEPT_MARK}*")
    old = sorted(str(path) for path in beside if path.is_dir())
    if old:
        console.print(look.say("exam-cli.forget.old", names=", ".join(old)))
