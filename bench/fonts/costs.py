"""Prints what loading fonts, tables, theme and labels costs, in milliseconds of CPU; run it in a fresh interpreter."""

from pathlib import Path
from time import process_time

import assets
from assets.fonts import advances, repertoire
from assets.look import load_look
from plan.measure import join_compounds, lay, metrics


def timed(name: str, work) -> None:
    """Print the CPU time of one call."""
    start = process_time()
    work()
    print(f"{name:34s} {(process_time() - start) * 1000:7.2f} ms")


def main() -> None:
    """Print every figure, each for the first call."""
    text = (Path(__file__).parent / "sample.txt").read_text(encoding="utf-8").splitlines()[2] * 40
    timed("repertoire", repertoire)
    timed("advances", lambda: advances("Arial"))
    timed("metrics", metrics)
    timed("compounds", assets.compounds)
    timed("load_look", load_look)
    timed("first label", lambda: load_look().say("words.source"))
    timed("all labels", lambda: load_look().words)
    timed("join_compounds, index", lambda: join_compounds("a b", assets.compounds()))
    timed("join_compounds, 720 words", lambda: join_compounds(text, assets.compounds()))
    timed("lay, 720 words", lambda: lay(text, metrics(), 28, 800))


if __name__ == "__main__":
    main()
