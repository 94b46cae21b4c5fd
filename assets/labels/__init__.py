"""Words that people read: one flat mapping `key: text` a file, all files of a language taken together."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

HERE = Path(__file__).parent
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml's own is about ten times faster; not in every build


@cache
def words(language: str) -> Mapping[str, str]:
    """Every label of a language; ValueError when a key is given twice, in one file or in two."""
    merged: dict[str, str] = {}
    for name in files(language):
        _merge(merged, words_of_file(language, name), name)
    return MappingProxyType(merged)


@cache
def files(language: str) -> tuple[str, ...]:
    """Names of a language's label files without their ending, sorted; KeyError for an unknown language."""
    found = tuple(sorted(path.stem for path in (HERE / language).glob("*.yaml"))) if language.isalpha() else ()
    if not found:
        raise KeyError(f"no labels in language {language!r}")
    return found


@cache
def words_of_file(language: str, name: str) -> Mapping[str, str]:
    """The labels of one file; ValueError when it is not a flat mapping of texts or gives a key twice."""
    node = yaml.compose((HERE / language / f"{name}.yaml").read_text(encoding="utf-8"), Loader=LOADER)
    labels: dict[str, str] = {}
    if node is None:
        return labels
    if not isinstance(node, yaml.MappingNode):
        raise ValueError(f"{language}/{name}.yaml: not a mapping")
    for key, value in node.value:
        if not isinstance(value, yaml.ScalarNode):
            raise ValueError(f"{language}/{name}.yaml: {key.value} is not a text")
        _merge(labels, {key.value: value.value}, name)
    return labels


def _merge(labels: dict[str, str], more: Mapping[str, str], name: str) -> None:
    twice = labels.keys() & more.keys()
    if twice:
        raise ValueError(f"{name}.yaml: label given twice: {', '.join(sorted(twice))}")
    labels.update(more)
