"""What everything looks like and says: fonts, theme tokens, labels, templates. Knows nothing of courses."""

from functools import cache
from pathlib import Path

from assets.fonts import font_file

HERE = Path(__file__).parent


def template_text(name: str) -> str:
    """A text of `assets/templates/`, named with `/` as `html/module.html`; KeyError when there is none."""
    return _template(name).read_text(encoding="utf-8")


def font_bytes(name: str) -> bytes:
    """The TTF of a face such as `Literata-BoldItalic`; KeyError when no such face is shipped."""
    return font_file(name).read_bytes()


@cache
def compounds() -> frozenset[str]:
    """Words whose syllables stay on one line; `0` in them stands for any number. A course may add its own."""
    lines = (HERE / "compounds.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def legacy_letters() -> tuple[tuple[str, str, str], ...]:
    """(letter, its TCVN3, its VNI) of every Vietnamese letter; `-` where an encoding has none."""
    lines = (HERE / "legacy-letters.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.replace("U+00AD", "\u00ad").split(" ") for line in lines if not line.startswith("#"))
    return tuple((letter, tcvn3, vni) for letter, tcvn3, vni in rows)


def _template(name: str) -> Path:
    folder = (HERE / "templates").resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise KeyError(f"no such template: {name}")
    return path
