"""One sitting: who gets which paper. Every copy is drawn from the seed and its number alone, so any can be made again.

Two who sit side by side in the order of the list never have the same paper. The code on a sheet names exam, copy and
page, with a short proof that it is one of ours; key, order and person stay in the folder of the sitting.
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from course.items import Item
from course.model import Blueprint
from plan.form import MARK_LETTERS, Form, FormQuestion, drawn_form, kept_by
from plan.orders import Orders
from plan.roster import Person

ATTEMPTS = 4
"""Orders drawn at most for a copy whose neighbour has the same; more never happens but on papers of a few questions."""

PROOF = 8
"""Letters of the proof in a code: 40 bits, a forger needs a million million sheets."""

BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
"""Of RFC 4648."""


@dataclass(frozen=True)
class Sitting:
    """What is decided before any paper is made. `people` sit in this order; `spares` are for those who come late.

    `forms` are those of the blueprint where everybody has one of them, in turn; without forms each copy has an order
    of its own. `secret`: 32 bytes that prove a code, kept in the sitting's private folder.
    """

    id: str
    blueprint: Blueprint
    items: tuple[Item, ...]
    seed: str
    people: tuple[Person, ...]
    spares: int
    secret: bytes
    forms: tuple[Form, ...] = ()

    @property
    def count(self) -> int:
        """Copies in all."""
        return len(self.people) + self.spares

    @cached_property
    def orders(self) -> Orders:
        """What every copy without a form of its own is drawn from."""
        return Orders(self.items, kept_by(self.blueprint))


@dataclass(frozen=True)
class Copy:
    """A paper: its number from 1 through the sitting, what is asked, and whose it is, if anybody's."""

    number: int
    form: Form
    person: Person | None


def sitting_id(*parts: object) -> str:
    """Five letters that nobody mixes up, from all that makes a sitting what it is."""
    number = int.from_bytes(hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()[:8], "big")
    return "".join(MARK_LETTERS[number // 25**place % 25] for place in range(5))


def copies(sitting: Sitting, first: int = 1, last: int | None = None) -> Iterator[Copy]:
    """The copies from one number to another, both included; the same whether made alone or with all others."""
    before = copy_form(sitting, first - 1) if first > 1 else None
    for number in range(first, (last or sitting.count) + 1):
        before = _next_form(sitting, number, before)
        person = sitting.people[number - 1] if number <= len(sitting.people) else None
        yield Copy(number, before, person)


def seats(sitting: Sitting, first: int = 1, last: int | None = None) -> Iterator[Copy]:
    """Copies for those who need not know what is asked: where each has its own order, none is drawn."""
    for number in range(first, (last or sitting.count) + 1):
        person = sitting.people[number - 1] if number <= len(sitting.people) else None
        form = sitting.forms[(number - 1) % len(sitting.forms)] if sitting.forms else Form(str(number), ())
        yield Copy(number, form, person)


def copy_form(sitting: Sitting, number: int) -> Form:
    """The paper of one copy. Those before it are drawn only where it could be the same as its neighbour's."""
    start = number
    while start > 1 and not sitting.forms and _may_meet(sitting, start):
        start -= 1
    form: Form | None = None
    for each in range(start, number + 1):
        form = _next_form(sitting, each, form)
    if form is None:
        raise ValueError("copies count from 1")
    return form


def widest_form(items: Sequence[Item]) -> Form:
    """A form that asks at each number as much as any copy may: what an answer sheet for all of them must have room for.

    Parts stand in one order on all copies, so a number always asks the same kind.
    """
    form = drawn_form(items, "", "")
    parts = ([each.question for each in questions] for _, questions in form.parts)
    most = [max(part, key=lambda question: (question.is_long, len(question.options))) for part in parts for _ in part]
    return Form("", tuple(
        FormQuestion(number, question, tuple(range(len(question.options)))) for number, question in enumerate(most, 1)
    ))  # fmt: skip


def number_text(number: int, digits: int) -> str:
    """`0042-7`: the number of a copy with its check digit, to be read aloud and typed."""
    text = f"{number:0{digits}}"
    return f"{text}-{check_digit(text)}"


def check_digit(digits: str) -> int:
    """ISO/IEC 7064, MOD 11,10: finds every wrong digit and nearly every pair that changed places."""
    rest = 10
    for digit in digits:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return (11 - rest) % 10


def code_text(sitting: Sitting, copy: int, page: int) -> str:
    """What the square codes of a page say; letters and digits of the small alphabet of QR codes."""
    said = f"T1/{sitting.id}/{copy}/{page}"
    return f"{said}/{proof(sitting.secret, said)}"


def proof(secret: bytes, said: str) -> str:
    """The first letters of an HMAC (RFC 2104) in base 32."""
    bits = int.from_bytes(hmac.digest(secret, said.encode(), "sha256")[: PROOF * 5 // 8], "big")
    return "".join([BASE_32[bits >> shift & 31] for shift in range(5 * (PROOF - 1), -1, -5)])


def _next_form(sitting: Sitting, number: int, before: Form | None) -> Form:
    if sitting.forms:
        return sitting.forms[(number - 1) % len(sitting.forms)]
    drawn = (_attempt(sitting, number, attempt) for attempt in range(ATTEMPTS))
    found = next(drawn)
    while before is not None and found.questions == before.questions:
        again = next(drawn, None)
        if again is None:
            break
        found = again
    return found


def _may_meet(sitting: Sitting, number: int) -> bool:
    """Whether the first draw of a copy is one of those that the copy before might have."""
    mine = _attempt(sitting, number, 0)
    others = (_attempt(sitting, number - 1, attempt) for attempt in range(ATTEMPTS))
    return any(mine.questions == other.questions for other in others)


def _attempt(sitting: Sitting, number: int, attempt: int) -> Form:
    seed = f"{sitting.seed}/{sitting.blueprint.id}/copy/{number}/{attempt}"
    return sitting.orders.form(str(number), seed)


def together(rooms: Sequence[Person]) -> Iterator[tuple[str, str, int]]:
    """(session, room, people) in order: how many papers go into each envelope."""
    counts: dict[tuple[str, str], int] = {}
    for person in rooms:
        key = person.session, person.room
        counts[key] = counts.get(key, 0) + 1
    yield from ((session, room, count) for (session, room), count in counts.items())
