"""Whether a picture or template that an author names is there, lies inside the course and can be used.

A file is judged by its name, its size and its first bytes before anything is unpacked, so that a picture with
a billion pixels costs nothing. A picture that was copied in part is told here, not when a page is drawn.
"""

import os
import re
import stat
import struct
import zlib
from collections.abc import Iterator
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
        return None if b"PK\x05\x06" in data[-66_000:] else "asset.broken"
    size = _png_size(data) if kind == "png" else _jpeg_size(data)
    if size is None or 0 in size:
        return "asset.broken"
    if size[0] * size[1] > MAX_PIXELS:
        return "asset.too-many-pixels"
    return None if (_png_whole(data, *size) if kind == "png" else _jpeg_whole(data)) else "asset.broken"


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, in pixels."""
    if len(data) < 33 or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk whose checksum is right, up to the first that is not."""
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, inside = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if data[at + 8 + length : at + 12 + length] != struct.pack(">I", zlib.crc32(kind + inside)):
            return
        yield kind, inside
        at += 12 + length


def _png_whole(data: bytes, width: int, height: int) -> bool:
    """Whether all rows of a PNG can be unpacked; a little at a time, however much there is."""
    chunks = list(_png_chunks(data))
    if chunks[-1:] != [(b"IEND", b"")]:
        return False
    depth, kind, interlaced = data[24], data[25], data[28]
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(kind, 0)
    wanted = width * height * bits // 8 if interlaced else height * (1 + (width * bits + 7) // 8)
    unpacker, found = zlib.decompressobj(), 0
    rest = b"".join(inside for kind, inside in chunks if kind == b"IDAT")
    try:
        while rest and found < wanted:
            found += len(unpacker.decompress(rest, 1 << 20))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return bits > 0 and found >= wanted


def _jpeg_whole(data: bytes) -> bool:
    """Whether a JPEG has a scan and its end; cameras may write more behind it."""
    start = data.find(b"\xff\xda")
    return start > 0 and data.find(b"\xff\xd9", start) > start + 12


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
