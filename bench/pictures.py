"""Takes the pictures of README.md and docs/ from files that the build has made: slides, pages, papers, a phone.

Run from the root after a build: `python bench/pictures.py [FOLDER] [NAME…]`, FOLDER being dist/dan-van-ha-tinh-2022 if
not given; all pictures, or those named. Needs pillow and pdftoppm, `slides` soffice, `phone` chromium. Writes
docs/pictures/*.png, each under 250 kB.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app import work  # noqa: E402  # the rooms lie beside bench/, not in it
from assets.look import load_look  # noqa: E402
from bench.bad_copy import bad_copies  # noqa: E402
from builders.sign_in import sign_in  # noqa: E402
from plan.deck import plan_deck  # noqa: E402
from plan.official import plan_head  # noqa: E402
from plan.sign_in import plan_sign_in  # noqa: E402

BUILT = ROOT / "dist" / "dan-van-ha-tinh-2022"
OUT = ROOT / "docs" / "pictures"
LARGEST = 245_000
"""Bytes of one picture."""
GREY, LINE, GAP = "#E9E6E0", "#B9B4AA", 18
KINDS = ("cover", "viewpoint", "check", "tasks", "model", "activity")
"""Kinds of slide to show; the first of each."""
PHONE = (390, 780)
"""Width and height of a phone's page in CSS pixels."""
COPIED = (6, (85, 345, 1025, 1010))
"""A page of the handout, and the part of it, in pixels of 150 to the inch, to show before and after the copier."""


def run(*words: str | Path) -> None:
    """A program that must end well."""
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def pages(pdf: Path, room: Path, width: int, wanted: tuple[int, ...]) -> list[Image.Image]:
    """Chosen pages of a PDF as pictures `width` pixels wide, counted from 1."""
    found = []
    for page in wanted:
        stem = room / f"{pdf.stem}-{page}"
        run("pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page), "-scale-to-x", str(width * 2),
            "-scale-to-y", "-1", pdf, stem)  # fmt: skip
        picture = Image.open(f"{stem}.png").convert("RGB")
        found.append(picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS))
    return found


def slides() -> tuple[int, ...]:
    """Numbers of the slides to show."""
    look = load_look()
    loaded = work.check(work.course_folder(None), look)
    assert loaded.course is not None
    kinds = [slide.kind for slide in plan_deck(loaded.course, look)[0].slides]
    return tuple(kinds.index(kind) + 1 for kind in KINDS)


def by_the_state(room: Path) -> Path:
    """The list to sign of the same course as a commune's committee would print it."""
    look, loaded = load_look(), work.check(work.course_folder(None), load_look())
    assert loaded.course is not None
    course = loaded.course.model_copy(update={"head": "state", "organisation": ("ỦY BAN NHÂN DÂN XÃ MẪU",)})
    data, _ = sign_in([plan_sign_in(course, look)], plan_head(course, look), look, course.title)
    path = room / "sign-in-state.pdf"
    path.write_bytes(data)
    return path


def sheet(pictures: list[Image.Image], columns: int) -> Image.Image:
    """Pictures in rows on a grey ground, each with a thin line round it."""
    width, height = max(one.width for one in pictures), max(one.height for one in pictures)
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), GREY)
    pen = ImageDraw.Draw(whole)
    for at, one in enumerate(pictures):
        x, y = GAP + at % columns * (width + GAP), GAP + at // columns * (height + GAP)
        whole.paste(one, (x, y))
        pen.rectangle((x - 1, y - 1, x + one.width, y + one.height), outline=LINE)
    return whole


def save(picture: Image.Image, name: str) -> None:
    """The PNG with as many colours as fit into its bytes."""
    place = OUT / f"{name}.png"
    for colors in (256, 128, 64, 32, 16):
        picture.quantize(colors, dither=Image.Dither.NONE).save(place, optimize=True)
        if place.stat().st_size <= LARGEST:
            break
    print(f"{place.relative_to(ROOT)} {picture.width} x {picture.height}, {place.stat().st_size // 1000} kB")


def phone(page: Path, room: Path, place: str) -> Image.Image:
    """What a phone shows of the module at one of its places. Chromium's window is wider than 500 pixels: a frame."""
    width, height = PHONE
    frame = room / "phone.html"
    style = f"border:0;width:{width}px;height:{height}px"
    frame.write_text(f'<body style="margin:0"><iframe src="{page.as_uri()}{place}" style="{style}"></iframe>')
    shot = room / "phone.png"
    run(shutil.which("chromium") or "chromium-browser", "--headless", "--no-sandbox", "--disable-gpu",
        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--hide-scrollbars", "--allow-file-access-from-files", f"--user-data-dir={room / 'profile'}",
        "--force-device-scale-factor=1.25", f"--window-size=600,{height}", "--virtual-time-budget=3000",
        f"--screenshot={shot}", frame.as_uri())  # fmt: skip
    return Image.open(shot).convert("RGB").crop((0, 0, round(width * 1.25), round(height * 1.25)))


def of_slides(built: Path, room: Path) -> Image.Image:
    """Slides of six kinds, as LibreOffice shows them."""
    run("soffice", "--headless", f"-env:UserInstallation={(room / 'office').as_uri()}", "--convert-to", "pdf",
        "--outdir", room, built / "deck.pptx")  # fmt: skip
    return sheet(pages(room / "deck.pdf", room, 480, slides()), 3)


def of_pages(built: Path, room: Path) -> Image.Image:
    """Three pages of the handout."""
    return sheet(pages(built / "handout.pdf", room, 400, (1, 4, 7)), 3)


def of_papers(built: Path, room: Path) -> Image.Image:
    """What an exam needs on paper."""
    names = ("booklet-101.pdf", "answer-sheet.pdf", "stencil-101.pdf")
    return sheet([pages(built / "quiz" / name, room, 400, (1,))[0] for name in names], 3)


def of_lists(built: Path, room: Path) -> Image.Image:
    """The heads of two lists to sign."""
    heads = (built / "sign-in.pdf", by_the_state(room))
    return sheet([pages(path, room, 560, (1,))[0].crop((0, 0, 560, 420)) for path in heads], 2)


def of_phones(built: Path, room: Path) -> Image.Image:
    """Three places of the e-learning page."""
    module = built / "module" / "index.html"
    return sheet([phone(module, room, place) for place in ("", "#bai-bai-03", "#cau-1")], 3)


def of_copies(built: Path, room: Path) -> Image.Image:
    """A part of a page as printed without colour, and the same after two generations of an old copier."""
    number, part = COPIED
    both = [list(bad_copies(built / "handout.pdf", times))[number - 1].crop(part) for times in (0, 2)]
    return sheet([one.resize((part[2] * 2 // 3 - part[0] * 2 // 3, (part[3] - part[1]) * 2 // 3)) for one in both], 2)


def of_editions(built: Path, room: Path) -> Image.Image:
    """The same page for learners and for the trainer."""
    return sheet([pages(built / name, room, 520, (7,))[0] for name in ("handout.pdf", "handout-trainer.pdf")], 2)


def of_sheets(built: Path, room: Path) -> Image.Image:
    """Both sides of a sheet of the folded booklet, a dashed line where it is folded."""
    sides = pages(built / "handout-booklet.pdf", room, 540, (3, 4))
    for side in sides:
        pen = ImageDraw.Draw(side)
        for y in range(0, side.height, 14):
            pen.line((side.width // 2, y, side.width // 2, y + 7), fill="#A8171C")
    return sheet(sides, 2)


def of_cards(built: Path, room: Path) -> Image.Image:
    """What is handed out on single sheets: viewpoints on one page, both sides of a card."""
    cards = pages(built / "model-card.pdf", room, 400, (1, 2))
    return sheet([*pages(built / "viewpoints.pdf", room, 400, (1,)), *cards], 3)


PICTURES: dict[str, Callable[[Path, Path], Image.Image]] = {
    "slides": of_slides, "handout": of_pages, "paper": of_papers, "sign-in": of_lists, "phone": of_phones,
    "copies": of_copies, "editions": of_editions, "booklet": of_sheets, "cards": of_cards,
}  # fmt: skip
"""Name of the file -> who takes it."""


def main() -> None:
    """All pictures, or those named."""
    wanted = [name for name in sys.argv[1:] if name in PICTURES] or list(PICTURES)
    built = next((Path(word).resolve() for word in sys.argv[1:] if word not in PICTURES), BUILT)
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        for name in wanted:
            save(PICTURES[name](built, Path(room)), name)


if __name__ == "__main__":
    main()
