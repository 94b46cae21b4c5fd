"""Whether a picture or template that an author names is there, lies inside the course and can be used.

A file is judged by its name, its size and its first bytes; no picture is decoded, so that one with a billion
pixels costs nothing.
"""

import os
import re
import stat
import struct
from pathlib import Path

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
_KINDS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".pptx": "zip", ".potx": "zip"}
_SIGNS = (("png", b"\x89PNG\r\n\x1a\n"), ("jpeg", b"\xff\xd8\xff"), ("zip", b"PK\x03\x04"))
_REPARSE = (0xA000000C, 0xA0000003)  # Windows: symbolic link, mount point; a cloud drive's files have other tags


def is_link(info: os.stat_result) -> bool:
    """Whether an lstat result is of a link, or of what Windows uses as one."""
    return stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) in _REPARSE


def picture_fault(folder: Path, relative: str) -> str | None:
    """The code of what is wrong with a file that the course names, or None; see `course.files.asset_problem`."""
    if fault := _name_fault(relative):
        return fault
    path = folder
    for step in relative.split("/"):
        if fault := _step_fault(path, step):
            return fault
        path = path / step
    try:
        info = os.lstat(path)
        if stat.S_ISDIR(info.st_mode):
            return "asset.is-folder"
        if not stat.S_ISREG(info.st_mode):
            return "asset.not-regular"
        return "asset.too-big" if info.st_size > MAX_BYTES else _content_fault(path)
    except OSError:
        return "asset.unreadable"


def _name_fault(relative: str) -> str | None:
    """What a name alone tells: addresses, absolute paths, and ways out of the course are refused unseen."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", relative):
        return "asset.address"
    if "\\" in relative and not relative.startswith("\\") and ":" not in relative and ".." not in relative:
        return "asset.backslash"
    steps = relative.replace("\\", "/").split("/")
    if re.match(r"[A-Za-z]:|[\\/~]", relative) or ".." in steps:
        return "asset.escapes"
    if not relative.strip() or re.search(r"[\x00-\x1f\x7f]", relative) or any(step in ("", ".") for step in steps):
        return "asset.missing"
    return None


def _step_fault(folder: Path, step: str) -> str | None:
    """What is wrong with one part of a path: absent, or there under other capitals, or a link."""
    try:
        names = os.listdir(folder)
        if step not in names:
            alike = any(name.casefold() == step.casefold() for name in names)
            return "asset.other-case" if alike else "asset.missing"
        return "asset.link" if is_link(os.lstat(folder / step)) else None
    except NotADirectoryError:
        return "asset.missing"
    except (OSError, ValueError):
        return "asset.unreadable"


def _content_fault(path: Path) -> str | None:
    with open(path, "rb") as file:
        data = file.read(MAX_BYTES)
    kind = next((kind for kind, sign in _SIGNS if data.startswith(sign)), None)
    if kind is None or path.suffix.lower() not in _KINDS:
        return "asset.kind"
    if kind != _KINDS[path.suffix.lower()]:
        return "asset.other-kind"
    if kind == "zip":
        return None
    size = _png_size(data) if kind == "png" else _jpeg_size(data)
    if size is None or 0 in size:
        return "asset.broken"
    return "asset.too-many-pixels" if size[0] * size[1] > MAX_PIXELS else None


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, in pixels."""
    if len(data) < 33 or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG, in pixels, from its first frame header."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:  # markers without a length
            at += 2
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        else:
            at += 2 + max(struct.unpack(">H", data[at + 2 : at + 4])[0], 2)
    return None
