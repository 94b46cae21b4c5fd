"""Whether a PDF asks every copy its questions in its order: `python holds.py CONTENT PDF`; exit 1 if not."""

import json
import sys
import unicodedata
from pathlib import Path

import pypdfium2

LETTERS = "ABCDE"


def bare(text: str) -> str:
    """Letters without white space, as one reading may break lines where another does not."""
    return "".join(unicodedata.normalize("NFC", text).split())


def expected(data: dict[str, object], copy: dict[str, object]) -> list[str]:
    """What stands on a booklet, from above, each text letter for letter."""
    questions, told = data["questions"], [copy["name"]]
    for at, (item, order) in enumerate(copy["asked"], 1):  # type: ignore[arg-type, misc]
        told.append(f"Câu {at}.{questions[item][0]}")  # type: ignore[index]
        told += [f"{LETTERS[place]}.{questions[item][one + 1]}" for place, one in enumerate(order)]  # type: ignore
    return [bare(text) for text in told]  # type: ignore[arg-type]


def lacking(data: dict[str, object], text: str) -> list[str]:
    """Copies of which something is missing or out of its place."""
    at, wrong = 0, []
    for copy in data["copies"]:  # type: ignore[attr-defined]
        for part in expected(data, copy):
            place = text.find(part, at)
            if place < 0:
                wrong.append(f"{copy['number']}: {part[:40]}")
                break
            at = place + len(part)
    return wrong


def main(content: str, path: str) -> bool:
    """Says what was found."""
    data = json.loads(Path(content).read_text(encoding="utf-8"))
    document = pypdfium2.PdfDocument(path)
    text = "".join(bare(page.get_textpage().get_text_bounded()) for page in document)
    wrong = lacking(data, text)
    print(f"{Path(path).name:<34} {len(document)} pages, {len(data['copies']) - len(wrong)} copies whole", *wrong[:3])
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
