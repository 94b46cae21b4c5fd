"""CPU seconds of `taphuan build` on the bundled course, and on courses 3 and 10 times as large, output by output.

Run from the root: `python bench/build_scales.py [TIMES …]`. Each call is a process of its own, cold start included,
into a folder that is thrown away. `growth` is the time over that of the first size: to keep, no more than the size.
`check` is in every column, because nothing is built unchecked.
"""

import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

from big_course import write_course  # noqa: E402  # beside this file
from check_scales import TAPHUAN, best  # noqa: E402

from builders.catalog import MAKERS  # noqa: E402


def main() -> None:
    """One line a size: all outputs together, then each alone."""
    sizes = [int(word) for word in sys.argv[1:]] or [1, 3, 10]
    print(" times     all  growth" + "".join(f"{name:>9}  growth" for name in MAKERS))
    first: list[float] = []
    with tempfile.TemporaryDirectory() as room:
        for times in sizes:
            folder, out = str(write_course(Path(room) / f"x{times}", times)), str(Path(room) / "out")
            calls = [(), *(("--only", name) for name in MAKERS)]
            taken = [best(3 if times == 1 else 1, *TAPHUAN, "build", folder, "--out", out, *call) for call in calls]
            first = first or taken
            cells = [f"{now:8.2f}{now / then:8.1f}" for now, then in zip(taken, first, strict=True)]
            print(f"{times:6}" + " ".join(cells), flush=True)


if __name__ == "__main__":
    main()
