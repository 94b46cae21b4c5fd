"""The files of a course folder: which are read, which are refused before they are opened, and why.

Only regular files below the folder are read: no links, pipes or devices, since a course may come from anyone.
Names are relative, with `/`, on every system. Nothing here raises for what an author's folder can hold.
"""

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course.characters import Lines
from course.pictures import is_link, picture_fault
from course.problem import Place, Problem

COURSE = "course.yaml"
MAX_BYTES = 2_000_000
MAX_FILES = 500
MAX_DEPTH = 6
SHORT = 200
"""Letters up to which two files may well say the same."""

MAX_ENTRIES = 20_000
"""Entries looked at in all, so that a home folder given by mistake is told soon."""

SUFFIXES = (".yaml", ".yml")
_BACKUPS = (".swp", ".swo", ".bak", ".tmp", ".orig", ".rej")
_PAPERS = ("readme", "license", "licence", "ghi-chu", "changelog")


@dataclass(frozen=True)
class _Entry:
    """A file to read, by its relative name, with what lstat said of it."""

    name: str
    path: str
    info: os.stat_result


def read_folder(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """The text of every `.yaml` and `.yml` file below `folder`, sorted by name, and what is wrong with the files.

    Hidden files, editors' backups and `quotes.lock` are passed over. A file with a fault is left out.
    """
    if fault := _folder_fault(folder):
        return {}, [fault]
    if fault := _without_course(folder):
        return {}, [fault]
    problems: list[Problem] = []
    entries = sorted(_walk(folder, problems), key=lambda entry: entry.name)
    if len(entries) > MAX_FILES:
        problems.append(_problem("file.too-many", entries[MAX_FILES].name, limit=str(MAX_FILES)))
    texts: dict[str, str] = {}
    told: dict[str, str] = {}
    for entry in sorted(entries[:MAX_FILES], key=lambda entry: (len(entry.name), entry.name)):
        text = _read(entry)
        if not isinstance(text, str):
            problems.append(text)
        elif len(text) > SHORT and text in told:  # `items - Copy.yaml`: told once, not id by id
            problems.append(_problem("file.copy", entry.name, other=told[text]))
        else:
            texts[entry.name] = text
            told[text] = entry.name
    return dict(sorted(texts.items())), problems


def asset_problem(folder: Path, relative: str) -> str | None:
    """The code of what is wrong with a picture or template that an author named, or None.

    Looks at names and at the first bytes alone: no picture is decoded here.
    """
    return picture_fault(folder, relative)


def _folder_fault(folder: Path) -> Problem | None:
    name = folder.name or str(folder)
    try:
        mode = os.stat(folder).st_mode
    except (OSError, ValueError) as error:
        denied = isinstance(error, PermissionError)
        return _problem("folder.unreadable" if denied else "folder.missing", name, folder=str(folder))
    if not stat.S_ISDIR(mode):
        return _problem("folder.is-file", name, folder=str(folder))
    return None


def _without_course(folder: Path) -> Problem | None:
    """The problem of a folder without `course.yaml`, with the nearest name that stands there instead.

    Such a folder is not walked: it may be somebody's whole disk. One that cannot be listed is told by the walk.
    """
    names = _names(folder)
    if names is None or COURSE in names:
        return None
    near = [name for name in names if _looks_like_course(name)]
    deeper = [f"{name}/{COURSE}" for name in names if name[0] != "." and os.path.isfile(folder / name / COURSE)]
    if near or deeper:
        return _problem("folder.course-misnamed", COURSE, folder=str(folder), found=(near or deeper)[0])
    return _problem("folder.no-course", COURSE, folder=str(folder))


def _names(folder: Path) -> list[str] | None:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return None


def _looks_like_course(name: str) -> bool:
    stem = name.casefold().split(".")[0].strip()
    return stem in ("course", "courses", "cource", "khoa-hoc", "khoahoc") and name != COURSE


def _walk(folder: Path, problems: list[Problem]) -> Iterator[_Entry]:
    """The files to read, anywhere below; whatever else should not be there goes to `problems`."""
    waiting, seen = [("", str(folder))], 0
    while waiting:
        prefix, path = waiting.pop()
        entries = _list(prefix, path, problems)
        problems += _alike(prefix, entries)
        for entry in entries:
            seen += 1
            if seen > MAX_ENTRIES:
                problems.append(_problem("folder.too-big", entry.name, limit=str(MAX_ENTRIES)))
                return
            if fault := _kind_fault(entry):
                problems.append(fault)
            elif stat.S_ISDIR(entry.info.st_mode):
                if entry.name.count("/") + 1 >= MAX_DEPTH:
                    problems.append(_problem("folder.too-deep", entry.name, limit=str(MAX_DEPTH)))
                elif entry.name.endswith(SUFFIXES):
                    problems.append(_problem("folder.named-yaml", entry.name))
                elif os.path.isfile(os.path.join(entry.path, COURSE)) and os.path.isfile(folder / COURSE):
                    problems.append(_problem("folder.other-course", f"{entry.name}/{COURSE}", folder=entry.name))
                else:
                    waiting.append((entry.name + "/", entry.path))
            elif entry.name.endswith(SUFFIXES):
                yield entry
            elif meant := _meant(entry.name):
                problems.append(_problem("file.misnamed", entry.name, meant=meant))


def _list(prefix: str, path: str, problems: list[Problem]) -> list[_Entry]:
    """What stands in one folder, sorted; hidden files and backups aside."""
    try:
        names = sorted(os.listdir(path))
        kept = [name for name in names if not _passed_over(name)]
        return [_Entry(prefix + name, os.path.join(path, name), os.lstat(os.path.join(path, name))) for name in kept]
    except OSError:
        problems.append(_problem("folder.unreadable", prefix.rstrip("/") or ".", folder=prefix.rstrip("/") or path))
        return []


def _passed_over(name: str) -> bool:
    hidden = name.startswith((".", "~$", "#")) or name == "__pycache__"
    return hidden or name.endswith("~") or name.lower().endswith(_BACKUPS)


def _kind_fault(entry: _Entry) -> Problem | None:
    if is_link(entry.info):
        return _problem("file.link", entry.name)
    if not (stat.S_ISREG(entry.info.st_mode) or stat.S_ISDIR(entry.info.st_mode)):
        return _problem("file.not-regular", entry.name)
    try:
        entry.name.encode("utf-8")
    except UnicodeEncodeError:
        return _problem("file.name", entry.name.encode("utf-8", "replace").decode("utf-8"))
    if entry.name.endswith(SUFFIXES) and stat.S_ISREG(entry.info.st_mode) and entry.info.st_size > MAX_BYTES:
        return _problem("file.too-big", entry.name, limit=str(MAX_BYTES // 1_000_000))
    return None


def _alike(prefix: str, entries: list[_Entry]) -> Iterator[Problem]:
    """Names that Windows or macOS cannot tell apart: they differ in capitals or in how a letter is composed."""
    seen: dict[str, str] = {}
    for entry in entries:
        key = unicodedata.normalize("NFC", entry.name).casefold()
        if key in seen:
            yield _problem("file.same-name", entry.name, other=seen[key])
        seen.setdefault(key, entry.name)


def _meant(name: str) -> str | None:
    """The name that a file was probably meant to have: `items.YAML`, `items.yaml.txt`, `items.txt`, `items.json`."""
    path = PurePosixPath(name)
    inner = path.name.lower()
    for suffix in SUFFIXES:
        if suffix in inner:
            return str(path.with_name(path.name[: inner.index(suffix)] + ".yaml"))
    if path.suffix.lower() in (".txt", ".json") and not inner.startswith(_PAPERS):
        return str(path.with_suffix(".yaml"))
    return None


def _read(entry: _Entry) -> str | Problem:
    """The text of a file, or why it cannot be read."""
    try:
        with open(entry.path, "rb") as file:
            data = file.read(MAX_BYTES + 1)  # it may have grown since it was looked at
    except OSError:
        return _problem("file.unreadable", entry.name)
    if len(data) > MAX_BYTES:
        return _problem("file.too-big", entry.name, limit=str(MAX_BYTES // 1_000_000))
    return decoded(entry.name, data)


def decoded(name: str, data: bytes) -> str | Problem:
    """The text of UTF-8 bytes (a byte order mark is dropped), or the problem at their first wrong byte."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return _problem("file.utf16", name)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data[:200].count(0) > len(data[:200]) // 4:
        return _problem("file.utf16", name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data[: error.start].decode("utf-8")
        place = Lines(name, text).place(len(text))
        return Problem("file.encoding", params={"file": name, "byte": f"{data[error.start]:02X}"}, place=place)
    if "\0" in text:
        return Problem("file.nul", params={"file": name}, place=Lines(name, text).place(text.index("\0")))
    return text


def _problem(code: str, name: str, **params: str) -> Problem:
    name = name.encode("utf-8", "replace").decode("utf-8")
    params = {key: value.encode("utf-8", "replace").decode("utf-8") for key, value in params.items()}
    return Problem(code, params={"file": name, **params}, place=Place(name))
