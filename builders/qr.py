"""Words as a QR code: rows of modules, without the light border; who draws it keeps four modules free around it."""

from operator import not_
from typing import Any

from zxingcpp import BarcodeFormat, create_barcode

QUIET = 4  # modules kept free around a code, as ISO/IEC 18004 asks


def qr_rows(text: str, level: str) -> tuple[tuple[bool, ...], ...]:
    """Rows from the top; True is dark. `level` of error correction is L, M, Q or H."""
    image: Any = create_barcode(text, BarcodeFormat.QRCode, ec_level=level).to_image(add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    return tuple(tuple(map(not_, row)) for row in rows)
