"""How long a 10,000-line course file takes to be read with all its places, against the bare load of PyYAML.

Run: python bench/read_yaml.py [LINES]. Prints CPU milliseconds, the best of seven, and their ratio.
"""

import sys
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from course.tree import parse  # noqa: E402  # the rooms lie beside bench/, not in it


def best(work):
    """CPU milliseconds of the quickest of seven runs."""
    times = []
    for _ in range(7):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def long_file(lines):
    """The bundled course's longest file, written again and again below one list."""
    folder = ROOT / "course/content/dan-van-ha-tinh-2022"
    text = max((path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")), key=len)
    body = "".join("    " + line if line.strip() else "\n" for line in text.splitlines(keepends=True))
    return "files:\n" + ("  -\n" + body) * (lines // text.count("\n") + 1)


def main():
    text = long_file(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    _, problems = parse("long.yaml", text)
    bare, ours = best(lambda: yaml.load(text, Loader=yaml.CSafeLoader)), best(lambda: parse("long.yaml", text))
    print(f"{text.count(chr(10))} lines, {len(text)} letters, {len(problems)} problems")
    print(f"bare load {bare:.0f} ms, with places and all faults {ours:.0f} ms, ratio {ours / bare:.2f}")


if __name__ == "__main__":
    main()
