"""How much ink the handout takes: `python bench/ink.py [COURSE]`. Exit 1 when a file is darker than 5 % on average.

Every edition of the handout is drawn twice, in colour and in the theme's grey profile, and rendered in grey at 150 dpi:
the colour file as a grey copier sees it. Ink is the mean darkness of the pages, 0 for white paper, 1 for a black page.
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import ImageStat

from app import work
from assets.look import load_look
from builders.handout import files
from builders.product import Materials

MOST = 0.05  # mean darkness of a file
DPI = 150


def darkness(data):
    """The mean darkness of each page."""
    with pypdfium2.PdfDocument(data) as pdf:
        greys = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in pdf]
    return [1 - ImageStat.Stat(grey).mean[0] / 255 for grey in greys]


def measured(course):
    """File, profile, its number of pages, mean darkness, the darkest page and its darkness."""
    look = load_look()
    for profile, own in (("colour", look), ("grey", look.mono())):
        for product in files(Materials(course, own)):
            pages = darkness(product.data)
            worst = max(pages)
            yield product.name, profile, len(pages), sum(pages) / len(pages), pages.index(worst) + 1, worst


def main():
    """The table of all files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else work.course_folder(None)
    course = work.check(folder, load_look()).course
    print(f"{'file':24} {'profile':8} {'pages':>5} {'mean':>7}   darkest page")
    sound = True
    for name, profile, count, mean, at, worst in measured(course):
        print(f"{name:24} {profile:8} {count:5} {mean:7.2%}   {at} ({worst:.2%})")
        sound = sound and mean <= MOST
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
