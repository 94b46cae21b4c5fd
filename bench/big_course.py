"""A course many times as large as the bundled one, written as YAML files such as people write, for the benches.

Copy 0 is the bundled course; each further copy has ids of its own and the same words, one file a copy. What a course
has once, however long it is, is not copied: levels, fields of work, the numbered viewpoints, the agenda of all lessons.
"""

import json
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = ROOT / "course" / "content" / "dan-van-ha-tinh-2022"
ONCE = ("viewpoints", "levels", "fields", "organisation", "phrases", "compounds")
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def bundled() -> dict[str, Any]:
    """The bundled course as plain text values, its files merged."""
    merged: dict[str, Any] = {}
    for path in sorted(BUNDLED.rglob("*.yaml")):
        for key, value in (yaml.load(path.read_text(encoding="utf-8"), LOADER) or {}).items():
            merged[key] = merged[key] + value if isinstance(value, list) and key in merged else value
    return merged


def renamed(part: Any, ids: set[str], suffix: str) -> Any:
    """The same with a suffix at every id; `id/14` is a citation, and a number stays in its quotation marks."""
    if isinstance(part, dict):
        return {renamed(key, ids, suffix): renamed(one, ids, suffix) for key, one in part.items()}
    if isinstance(part, list):
        return [renamed(one, ids, suffix) for one in part]
    name, slash, paragraph = part.partition("/") if isinstance(part, str) else (None, "", "")
    return f"{name}{suffix}{slash}{paragraph}" if name in ids else part


def write_course(folder: Path, times: int) -> Path:
    """`folder` with a course that many times as large, and the lock of its quotations."""
    value = bundled()
    repeated = [
        key for key, part in value.items() if key not in ONCE and isinstance(part, list) and isinstance(part[0], dict)
    ]
    ids = {thing["id"] for key in repeated for thing in value[key] if "id" in thing}
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text(_dump(value), encoding="utf-8")
    for number in range(1, times):
        copy = {key: renamed(_without_agenda(value[key]), ids, f"-{number}") for key in repeated}
        copy["modules"] = [{**module, "title": f"{module['title']} {number}"} for module in copy["modules"]]
        (folder / f"copy-{number:03}.yaml").write_text(_dump(copy), encoding="utf-8")
    (folder / "quotes.lock").write_text(_lock(times), encoding="utf-8")
    return folder


def _without_agenda(part: list[Any]) -> list[Any]:
    """Lessons without the block that lists all lessons; other things as they are."""
    return [
        {**one, "blocks": [block for block in one["blocks"] if "agenda" not in block]} if "blocks" in one else one
        for one in part
    ]


def _dump(value: Any) -> str:
    return yaml.dump(value, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=120)


def _lock(times: int) -> str:
    rows = json.loads((BUNDLED / "quotes.lock").read_text(encoding="utf-8"))["quotes"]
    ends = ["", *(f"-{number}" for number in range(1, times))]
    lines = [json.dumps({**row, "source": row["source"] + end}) for end in ends for row in rows]
    return '{"format": 1, "quotes": [\n' + ",\n".join(lines) + "\n]}\n"


def bare_load(folder: Path) -> int:
    """Read every file of a course with PyYAML alone, for comparison; how many values it holds at the top."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml")))
    return sum(len(yaml.load(text, LOADER) or {}) for text in texts)
