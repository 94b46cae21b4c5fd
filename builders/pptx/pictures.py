"""How wide a picture is for its height, from its first bytes."""

SQUARE = 1.0


def ratio(data: bytes) -> float:
    """Width over height of a PNG, JPEG or GIF; 1 when its size cannot be read."""
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return _over(int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))
    if data[:4] == b"GIF8":
        return _over(int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little"))
    return _jpeg(data)


def _over(width: int, height: int) -> float:
    return width / height if width and height else SQUARE


def _jpeg(data: bytes) -> float:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return _over(int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big"))
        at += 2 + length
    return SQUARE
