"""What a handout costs the first time, and again after one changed sentence in the same process: CPU seconds.

    python bench/handout/rebuild.py [ROUNDS]

The bundled course, its learner's edition and all six from its plan; and a course of twenty lessons. Each round changes
another sentence. `first` has no memo but a warm process; `cold` is a process of its own with all that it loads, as when
somebody says `build` anew. The least of all rounds is shown, because other work on the machine only adds. Status 1 when
a rebuild of the learner's edition costs more than a third of `first`. The six editions include planning the slides that
they name, which is done anew. `growth`: traced memory after many changes beside that after one, in MB.
"""

import gc
import subprocess
import sys
import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from app import work  # noqa: E402  (the room of the benches is no package)
from app.watch import rest  # noqa: E402
from assets.look import load_look  # noqa: E402
from builders.handout import editions, files  # noqa: E402
from builders.pdf.memo import Memo  # noqa: E402
from builders.product import Materials  # noqa: E402
from course.text import Para, Span  # noqa: E402
from plan.nodes import TextNode  # noqa: E402

LOOK = load_look()
LESSONS = 20
WORST = 1 / 3
COLD = "--cold"


def changed(document, at):
    """The document with a sentence put before the words of a text, another one for each `at`."""
    places = [(number, place) for number, section in enumerate(document.sections)
              for place, node in enumerate(section.nodes) if isinstance(node, TextNode)]  # fmt: skip
    number, place = places[at % len(places)]
    nodes = list(document.sections[number].nodes)
    nodes[place] = replace(nodes[place], flow=(Para((Span(f"Câu sửa lần {at}."),)), *nodes[place].flow))
    sections = list(document.sections)
    sections[number] = replace(sections[number], nodes=tuple(nodes))
    return replace(document, sections=tuple(sections))


def long_document(document):
    """Lessons of the course again and again, each with its own place, until there are enough for forty pages."""
    texts = [section for section in document.sections if any(isinstance(node, TextNode) for node in section.nodes)]
    sections = tuple(replace(texts[at % len(texts)], id=f"bai-{at}", number=at + 1, title=f"Bài thứ {at + 1}")
                     for at in range(LESSONS))  # fmt: skip
    return replace(document, sections=sections)


def six(course, pictures):
    """A maker of the six editions: document and memory -> products."""
    def make(document, memo):
        materials = Materials(course, LOOK, pictures, memo=memo)
        materials.__dict__["document"] = document
        return list(files(materials))

    return make


def learner(document, memo):
    """The learner's edition alone."""
    kept = memo.setdefault("handout", Memo())
    made = [next(editions(document, LOOK, memo=kept))]
    kept.turn()
    return made


def cpu(make, document, memo):
    """Seconds of the processor for one build, its products thrown away."""
    rest()
    start = time.process_time()
    make(document, memo)
    return time.process_time() - start


def cold(which):
    """Seconds of the processor that a process of its own takes to build this one."""
    said = subprocess.run([sys.executable, __file__, COLD, which], check=True, capture_output=True, text=True)
    return float(said.stdout)


def measure(which, name, make, document, rounds):
    """First builds, cold ones and rebuilds side by side; the share of a rebuild in a first build."""
    memo = {}
    make(document, memo)
    make(changed(document, 0), memo)
    again = [cpu(make, changed(document, at), memo) for at in range(1, rounds + 1)]
    first = [cpu(make, changed(document, at), {}) for at in range(1, rounds + 1)]
    ratio = min(again) / min(first)
    pages = make(document, {})[0].pages
    alone = min(cold(which) for _ in range(rounds))
    print(f"{name}: {pages} pages, first {min(first):.3f} s, cold {alone:.3f} s, rebuild {min(again):.3f} s: "
          f"{ratio:.2f} of the first, {min(again) / alone:.2f} of the cold one")  # fmt: skip
    return ratio


def growth(make, document, rounds):
    """MB held after one change and after many."""
    memo, held = {}, []
    make(document, memo)
    tracemalloc.start()
    for at in range(rounds):
        make(changed(document, at), memo)
        gc.collect()
        held.append(tracemalloc.get_traced_memory()[0] / 1e6)
    tracemalloc.stop()
    print(f"memory above the first build after {rounds} rebuilds: {held[1]:.1f} MB after two, {held[-1]:.1f} MB now")


def cases():
    """Key -> name, maker and document."""
    loaded = work.check(work.course_folder(None), LOOK)
    pictures = work._pictures(loaded.course, loaded.folder)
    document = Materials(loaded.course, LOOK, pictures).document
    return {
        "learner": ("bundled course, learner's edition", learner, document),
        "six": ("bundled course, six editions", six(loaded.course, pictures), document),
        "twenty": ("twenty lessons, learner's edition", learner, long_document(document)),
    }


def main():
    found = cases()
    if sys.argv[1:2] == [COLD]:
        _, make, document = found[sys.argv[2]]
        make(document, {})
        print(time.process_time())
        return 0
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ratios = {which: measure(which, *case, rounds) for which, case in found.items()}
    growth(learner, found["learner"][2], 10)
    worst = max(ratios["learner"], ratios["twenty"])
    print("ok" if worst <= WORST else f"TOO SLOW: {worst:.2f} is over a third")
    return int(worst > WORST)


if __name__ == "__main__":
    sys.exit(main())
