"""How everything looks and what it says: theme tokens and labels, handed to every maker as one value.

Colours are RRGGBB, sizes points, lengths millimetres.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from assets import labels

HERE = Path(__file__).parent
RRGGBB = re.compile(r"[0-9A-F]{6}")
GROUPS = ("colors", "mono", "faces", "sizes", "lengths")
Theme = Mapping[str, Mapping[str, str | float]]


@dataclass(frozen=True)
class Look:
    """Tokens and labels of one language; every lookup of an unknown name is a KeyError that names it."""

    language: str
    colors: Mapping[str, str]
    grey: Mapping[str, str]
    faces: Mapping[str, str]
    sizes: Mapping[str, float]
    lengths: Mapping[str, float]
    is_mono: bool = False

    @property
    def words(self) -> Mapping[str, str]:
        """All labels; reading them all is slower than `say`, which opens the one file that a key's first part names."""
        return labels.words(self.language)

    def say(self, key: str, /, **params: object) -> str:
        """The label's text with its `{fields}` filled in; KeyError when the label or a field's value is missing."""
        text = self._find(key)
        if text is None:
            raise KeyError(f"no label {key!r} in language {self.language!r}")
        try:
            return text.format(**params)
        except KeyError as missing:
            raise KeyError(f"label {key!r} needs a value for {missing}") from None

    def has(self, key: str) -> bool:
        """Whether there is such a label."""
        return self._find(key) is not None

    def color(self, name: str) -> str:
        """RRGGBB, of the grey profile when this look is `mono()`."""
        return self.colors[name]

    def face(self, name: str) -> str:
        """Family name: `Literata`, `BeVietnamPro`, `Tinos` or `Arial` in the shipped theme."""
        return self.faces[name]

    def size(self, name: str) -> float:
        """Points."""
        return self.sizes[name]

    def length(self, name: str) -> float:
        """Millimetres."""
        return self.lengths[name]

    def mono(self) -> "Look":
        """The same look for a grey copier: no tint under text, no meaning by colour."""
        return replace(self, colors={**self.colors, **self.grey}, is_mono=True)

    def _find(self, key: str) -> str | None:
        first = key.partition(".")[0]
        if first in labels.files(self.language):
            text = labels.words_of_file(self.language, first).get(key)
            if text is not None:
                return text
        return self.words.get(key)


@cache
def _shipped() -> Theme:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    theme: Theme = yaml.load((HERE / "theme.yaml").read_text(encoding="utf-8"), Loader=loader)
    return theme


def load_look(language: str = "vi", theme: Theme | None = None) -> Look:
    """The shipped look, with the values of `theme` (same groups as theme.yaml) in place of its own.

    ValueError when `theme` names a group or token that the shipped theme lacks, or a colour is not RRGGBB:
    a mistyped token must not pass unseen. Labels are read when first asked for.
    """
    labels.files(language)
    given = theme or {}
    if strange := given.keys() - set(GROUPS):
        raise ValueError(f"no such groups in a theme: {', '.join(sorted(strange))}")
    colors, mono, faces, sizes, lengths = (_over(group, given.get(group, {})) for group in GROUPS)
    return Look(language, _colors(colors), _colors(mono), {name: str(face) for name, face in faces.items()},
                _numbers(sizes), _numbers(lengths))


def _over(group: str, given: Mapping[str, str | float]) -> Mapping[str, str | float]:
    shipped = _shipped()[group]
    if strange := given.keys() - (_shipped()["colors"] if group == "mono" else shipped).keys():
        raise ValueError(f"no such {group} in the theme: {', '.join(sorted(strange))}")
    return {**shipped, **given}


def _colors(tokens: Mapping[str, str | float]) -> dict[str, str]:
    if wrong := [name for name, value in tokens.items() if not RRGGBB.fullmatch(str(value))]:
        raise ValueError(f"not RRGGBB: {', '.join(wrong)}")
    return {name: str(value) for name, value in tokens.items()}


def _numbers(tokens: Mapping[str, str | float]) -> dict[str, float]:
    return {name: float(value) for name, value in tokens.items()}
