"""What a page looks like after an old copier: `python bench/bad_copy.py FILE.pdf OUT [--generations 2]`.

OUT is a folder for one PNG a page, or a name ending in .pdf for all of them in one file. Each generation does what a
worn office copier does: the sheet lies a little askew and comes out a little larger, the lens blurs by a tenth of a
millimetre, dust and noise are added, and the contrast is pushed until grey is nearly black or white. The same file
and arguments always give the same pictures. What to look for: hooks and dots of tone marks, dotted lines, hairlines,
note numbers, coloured words.
"""

import argparse
from pathlib import Path
from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

ASKEW, LARGER = 0.35, 1.006
"""Degrees, and share of the size, of one generation; every second one leans the other way."""
BLUR = 0.1
"""Millimetres: radius of the lens."""
NOISE, DUST = 26, 0.00002
"""Grey levels up and down on every point; share of points that are dust."""
STEEP = 3.2
"""How much stronger contrasts become around the middle."""


def rendered(path, dpi):
    """Each page in grey, as an office printer without colour puts it on paper."""
    for page in pypdfium2.PdfDocument(path):
        yield page.render(scale=dpi / 72).to_pil().convert("L")


def copied(picture, chance, dpi, toner, askew=ASKEW):
    """The picture once through the copier; `toner` 0 to 1 is the grey that is still printed: low is pale."""
    width, height = picture.size
    turned = picture.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255)
    large = turned.resize((round(width * LARGER), round(height * LARGER)), Image.Resampling.BICUBIC)
    left, top = (large.width - width) // 2, (large.height - height) // 2
    seen = large.crop((left, top, left + width, top + height)).filter(ImageFilter.GaussianBlur(BLUR * dpi / 25.4))
    pushed = noisy(seen, chance).point([round(255 * curve(grey / 255, toner)) for grey in range(256)])
    return dusty(pushed, chance).filter(ImageFilter.GaussianBlur(0.02 * dpi / 25.4))


def curve(light, toner):
    """A straight slope around the toner's grey, flat at both ends."""
    return min(1.0, max(0.0, 0.5 + STEEP * (light - toner)))


def noisy(picture, chance):
    """Noise that differs from point to point: the mean of three throws, so that little is frequent and much is rare."""
    size, count = picture.size, picture.width * picture.height
    throws = [Image.frombytes("L", size, chance.randbytes(count)) for _ in range(3)]
    noise = Image.blend(Image.blend(throws[0], throws[1], 0.5), throws[2], 1 / 3)
    weaker = noise.point([round((grey - 128) * NOISE / 64) + 128 for grey in range(256)])
    return ImageChops.add(picture, weaker, 1, -128)


def dusty(picture, chance):
    """Black specks of a dirty glass."""
    for _ in range(round(picture.width * picture.height * DUST)):
        x, y = chance.randrange(picture.width), chance.randrange(picture.height)
        picture.paste(0, (x, y, x + chance.randint(1, 2), y + chance.randint(1, 2)))
    return picture


def bad_copies(path, generations=2, dpi=150, toner=0.6, seed=1):
    """Each page of a PDF as a picture, copied so many times one after the other."""
    for number, picture in enumerate(rendered(path, dpi)):
        chance = Random(seed * 10_000 + number)
        for generation in range(generations):
            picture = copied(picture, chance, dpi, toner, ASKEW if generation % 2 == 0 else -1.6 * ASKEW)
        yield picture


def main():
    """Write what the copier gives."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("file", type=Path, help="a PDF")
    asked.add_argument("out", type=Path, help="a folder for one PNG a page, or a name ending in .pdf")
    asked.add_argument("--generations", type=int, default=2, help="how many times the copy is copied (2)")
    asked.add_argument("--dpi", type=int, default=150, help="points of the picture per inch (150)")
    asked.add_argument("--toner", type=float, default=0.6, help="0.4 prints pale, 0.8 prints dark (0.6)")
    given = asked.parse_args()
    pictures = bad_copies(given.file, given.generations, given.dpi, given.toner)
    if given.out.suffix == ".pdf":
        first, *rest = pictures
        first.save(given.out, save_all=True, append_images=rest, resolution=given.dpi)
        return
    given.out.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(pictures, 1):
        picture.save(given.out / f"{given.file.stem}-{number:02}.png", optimize=True)


if __name__ == "__main__":
    main()
