"""Templates into one page: style and script inside, named by their sums in a policy that forbids all else."""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from assets import template_text

MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp"}


def environment(words: Mapping[str, object]) -> Environment:
    """Templates of `assets/templates/html`; every value is escaped, an unknown name is an error."""
    made = Environment(
        loader=FunctionLoader(lambda name: template_text(f"html/{name}")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.globals.update(words)
    return made


def squeezed(source: str) -> str:
    """A script or style of ours without indents, blank lines and whole-line comments; no string of ours spans lines."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def script(names: tuple[str, ...]) -> Markup:
    """The script's parts in order, in one closure; old web views read it. Our own text, free of `</`."""
    parts = "\n".join(squeezed(template_text(f"html/js/{name}.js")) for name in names)
    return _raw(f'(function(){{"use strict";\n{parts}\n}})();')


def style(variables: str, name: str) -> Markup:
    """The theme's variables and the style sheet; our own text, free of `</`."""
    return _raw(variables + "\n" + squeezed(template_text(f"html/{name}.css")))


def policy(script_text: str, style_text: str) -> str:
    """A Content-Security-Policy that runs this script and this style alone and asks nobody for anything."""
    return (
        f"default-src 'none'; script-src '{_sum(script_text)}'; style-src '{_sum(style_text)}'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )


def picture(path: str, data: bytes) -> str:
    """A picture as a data address; KeyError for a kind that no browser shows."""
    kind = MEDIA[PurePosixPath(path).suffix.lower()]
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _raw(text: str) -> Markup:
    if "</" in text or "<!--" in text:
        raise ValueError("a script or style of ours would end its element early")
    return Markup(text)


def _sum(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
