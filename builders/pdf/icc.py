"""What the colours of a file mean: the sRGB profile of IEC 61966-2-1 as an ICC v2 profile, made from its numbers.

ISO 19005-2, 6.2.3 and 6.2.4.3: DeviceRGB and DeviceGray may stand in a file only where an output intent says what
they mean. Made here rather than shipped: under a kilobyte, no licence of others, the same on every machine and day.
"""

from collections.abc import Iterable
from functools import cache
from struct import pack

STEPS = 256
"""Entries of the tone curve; between them readers go straight, less than a 65,535th part off."""
WHITE = (0.9642, 1.0, 0.82491)  # D50, to which profiles refer
RED, GREEN, BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.7141)
"""The primaries of IEC 61966-2-1 seen under D50 (Bradford), X, Y, Z."""
NAME = "sRGB IEC61966-2.1"
MADE = (2022, 10, 21, 0, 0, 0)  # a day that never moves
HEADER, ENTRY = 128, 12


@cache
def srgb() -> bytes:
    """The profile."""
    curve = _curve()
    tags = {
        b"desc": _description(NAME), b"cprt": _text("CC0"), b"wtpt": _point(WHITE),
        b"rXYZ": _point(RED), b"gXYZ": _point(GREEN), b"bXYZ": _point(BLUE),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    start = HEADER + 4 + ENTRY * len(tags)
    places: dict[bytes, int] = {}
    for data in tags.values():
        if data not in places:
            places[data] = start
            start += len(data)
    table = pack(">I", len(tags)) + b"".join(pack(">4sII", name, places[data], len(data))
                                             for name, data in tags.items())  # fmt: skip
    return _header(start) + table + b"".join(places)


def _header(size: int) -> bytes:
    head = pack(">I4sI4s4s4s6H4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ", *MADE, b"acsp")
    return (head + bytes(28) + _numbers(WHITE)).ljust(HEADER, b"\0")


def _curve() -> bytes:
    """From the stored value to the light, both 0 to 1."""
    shares = (step / (STEPS - 1) for step in range(STEPS))
    light = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return _padded(b"curv", pack(f">I{STEPS}H", STEPS, *(round(value * 65535) for value in light)))


def _point(values: Iterable[float]) -> bytes:
    return _padded(b"XYZ ", _numbers(values))


def _numbers(values: Iterable[float]) -> bytes:
    """Fixed point, 16 bits before and after."""
    return b"".join(pack(">i", round(value * 65536)) for value in values)


def _text(words: str) -> bytes:
    return _padded(b"text", words.encode("ascii") + b"\0")


def _description(words: str) -> bytes:
    """Its ASCII part alone; the parts for other scripts are there and empty."""
    letters = words.encode("ascii") + b"\0"
    return _padded(b"desc", pack(">I", len(letters)) + letters + bytes(4 + 4 + 2 + 1 + 67))


def _padded(kind: bytes, data: bytes) -> bytes:
    """A tag's data, filled to a multiple of four."""
    whole = kind + bytes(4) + data
    return whole + bytes(-len(whole) % 4)
