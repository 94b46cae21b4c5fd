"""`manifest.json`: which files of an output folder are ours, and how they looked when we wrote them.

Sorted, without a clock: the same files give the same manifest. Names are ASCII, relative, with `/`.
"""

import hashlib
import json
import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.disk import is_link
from app.publish_error import PublishError

MANIFEST = "manifest.json"
FORMAT = 1
LARGEST = 64 * 2**20
"""Bytes; a manifest above that is not one of ours."""
PIECE = 2**20
SEGMENT = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
RESERVED = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
"""Names that Windows keeps for devices, with any ending."""


@dataclass(frozen=True)
class Entry:
    """One file as it was written; `sha256` in lower-case hex."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """What one run made: the course's id, the version that made it, and the files by name."""

    course: str
    version: str
    files: Mapping[str, Entry] = field(default_factory=dict)

    def encode(self) -> bytes:
        """The bytes of manifest.json."""
        files = {name: {"bytes": entry.bytes, "sha256": entry.sha256} for name, entry in self.files.items()}
        data = {"format": FORMAT, "course": self.course, "version": self.version, "files": files}
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of an output folder, None where there is none.

    Raises PublishError `manifest-broken` when it cannot be understood, or names a file outside the folder.
    """
    path = folder / MANIFEST
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if is_link(status) or not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
        raise PublishError("manifest-broken", folder=folder)
    try:
        manifest = _decode(json.loads(path.read_bytes()))
        check_names(manifest.files)
        return manifest
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, PublishError) as error:
        raise PublishError("manifest-broken", folder=folder) from error


def _decode(data: dict[str, Any]) -> Manifest:
    """The manifest in the parsed JSON; anything unexpected raises ValueError, TypeError, KeyError or the like."""
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    files = {name: Entry(str(row["sha256"]), int(row["bytes"])) for name, row in data["files"].items()}
    return Manifest(str(data["course"]), str(data["version"]), files)


def changed_by_hand(folder: Path, manifest: Manifest | None = None) -> tuple[str, ...]:
    """Names of our files that somebody changed since we wrote them, sorted. A deleted file is not among them.

    Reads the folder's manifest unless one is given; a folder without one has no file of ours.
    """
    manifest = manifest or read_manifest(folder)
    if manifest is None:
        return ()
    return tuple(name for name in sorted(manifest.files) if in_the_way(folder, name, manifest) is not None)


def in_the_way(folder: Path, name: str, manifest: Manifest | None) -> str | None:
    """What we may not overwrite at `name`: a changed file, a foreign one, or what stands where its folder should.

    Gives the path of that thing inside the folder, None when the place is free or holds our own unchanged file.
    """
    parts = name.split("/")
    for depth in range(1, len(parts)):
        above = "/".join(parts[:depth])
        status = _status(folder / above)
        if status is None:
            return None
        if is_link(status) or not stat.S_ISDIR(status.st_mode):
            return above
    status = _status(folder / name)
    entry = manifest.files.get(name) if manifest else None
    if status is None or (entry and is_same(folder / name, status, entry)):
        return None
    return name


def is_same(path: Path, status: os.stat_result, entry: Entry) -> bool:
    """Does the file still hold what the entry says? A link or a folder never does."""
    if is_link(status) or not stat.S_ISREG(status.st_mode) or status.st_size != entry.bytes:
        return False
    return digest(path) == entry.sha256


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            total.update(piece)
    return total.hexdigest()


def check_names(names: Collection[str]) -> None:
    """Raises PublishError `bad-name` for a name that not every system can hold, or two that fall together on one."""
    seen: dict[str, str] = {MANIFEST: "/"}
    for name in sorted(names):
        parts = name.split("/")
        if not all(SEGMENT.fullmatch(part) and part.split(".")[0].lower() not in RESERVED for part in parts):
            raise PublishError("bad-name", name=name)
        for place, kind in _places(parts):
            if seen.setdefault(place.lower(), kind) != kind:
                raise PublishError("bad-name", name=name)


def _places(parts: list[str]) -> Iterator[tuple[str, str]]:
    """Each folder of a name with its spelling, then the file, told apart from a folder by its mark."""
    for depth in range(1, len(parts)):
        folder = "/".join(parts[:depth])
        yield folder, folder
    yield "/".join(parts), "/" + "/".join(parts)


def _status(path: Path) -> os.stat_result | None:
    """What stands at a path, without following it; None for nothing."""
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
