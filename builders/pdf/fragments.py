"""Our markup read into the fragments that reportlab's own parser makes of it, sooner.

Read are bold, italic, links, raised numbers and sizes, with the three entities; None to anything else, for reportlab's
parser to judge. `tests/builders/test_pdf_speedups.py` compares both.
"""

import re
from html import unescape
from typing import Any

from reportlab import rl_config
from reportlab.lib.fonts import ps2tt, tt2ps
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.paragraph import cleanBlockQuotedText
from reportlab.platypus.paraparser import ParaFrag

_TOKEN = re.compile(
    r"""([^<&]+)|&(amp|lt|gt);|<(?:(b|i)|(a)[ ]href=("[^"<>]*"|'[^'<>]*')|font[ ]size="(\d+(?:\.\d+)?)"
    |super[ ]size="(\d+(?:\.\d+)?)"[ ]rise="(\d+(?:\.\d+)?)"|/(b|i|a|font|super))>""",
    re.X,
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
_UNFOLDED = re.compile(r"[\t-\r\x1c-\x1f\x85\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000]|  |^ | $")
_BOLD, _ITALIC = {"__tag__": "b", "bold": 1}, {"__tag__": "i", "italic": 1}


def folded(text: str) -> str:
    """White space as reportlab leaves it: U+00A0 stays, each other run is one space, none at the ends."""
    return cleanBlockQuotedText(text) if _UNFOLDED.search(text) else text


def fragments(text: str, style: ParagraphStyle) -> list[ParaFrag] | None:
    """The fragments of a folded markup in this style."""
    if style.textTransform or getattr(style, "linkUnderline", rl_config.platypus_link_underline):
        return None
    family, bold, italic = ps2tt(style.fontName)
    stack: list[dict[str, Any]] = [{
        "rise": 0, "greek": 0, "link": [], "fontName": family, "bold": bold, "italic": italic,
        "fontSize": style.fontSize, "textColor": style.textColor, "us_lines": [], "__tag__": "para",
    }]  # fmt: skip
    found: list[ParaFrag] = []
    at = links = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if not token:
            return None
        at = token.end()
        letters, entity, plain, anchor, target, size, raised, rise, closed = token.groups()
        here = stack[-1]
        if letters or entity:
            face = tt2ps(here["fontName"], here["bold"], here["italic"])
            found.append(ParaFrag(**here | {"fontName": face, "text": letters or _ENTITIES[entity]}))
        elif closed:
            if stack.pop()["__tag__"] != closed or not stack:
                return None
        elif plain:
            stack.append(here | (_BOLD if plain == "b" else _ITALIC))
        elif anchor:
            stack.append(here | {"__tag__": "a", "link": [*here["link"], (links, unescape(target[1:-1]).strip())]})
            links += 1
        elif size:
            stack.append(here | {"__tag__": "font", "fontSize": _number(size)})
        else:
            up = {"supr": rise, "sups": raised, "rise": here["rise"] + _number(rise), "fontSize": _number(raised)}
            stack.append(here | {"__tag__": "super"} | up)
    return found if len(stack) == 1 else None


def _number(digits: str) -> float:
    return float(digits) if "." in digits else int(digits)
