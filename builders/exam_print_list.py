"""print-list.txt: what whoever stands at the copier has to know: files, counts, sides, staples, envelopes, secrets."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil

from assets.look import Look
from plan.exam import Exam
from plan.sitting import number_text


def print_list(exam: Exam, papers: Sequence[str], sheets: int, pages: Mapping[str, int], look: Look) -> Iterator[str]:
    """Lines of plain text. `papers` are those for the people who sit, `sheets` what they take; `pages` of each file."""
    say = look.say
    yield say("exam-print.title", title=exam.quiz.blueprint.title, exam=exam.sitting.id)
    yield ""
    yield say("exam-print.people")
    yield from (f"- {line}" for line in papers)
    yield f"  {say('exam-cli.print.paper', sheets=sheets)}"
    yield f"- {say('exam-print.booklet-how')}"
    yield f"- {say('exam-print.sheet-how')}"
    yield f"- {say('exam-cli.print.how')}"
    yield ""
    yield say("exam-print.sign-in")
    for name in sorted(name for name in pages if name.startswith("sign-in")):
        yield "- " + say("exam-print.signed", name=name, pages=pages[name], sheets=ceil(pages[name] / 2))
    yield f"  {say('exam-print.sign-in-how')}"
    if not exam.has_blank_sheets:
        yield ""
        yield say("exam-print.envelopes")
        yield from (f"- {line}" for line in _envelopes(exam, look))
        first = number_text(1, len(str(exam.sitting.count)))
        yield f"  {say('exam-print.check-digit', number=first, plain=first.partition('-')[0])}"
    yield ""
    yield say("exam-print.jury")
    yield from (f"- {line}" for line in _jury(exam, pages, look))
    yield ""
    yield say("exam-print.secret")


def _envelopes(exam: Exam, look: Look) -> Iterator[str]:
    """What goes to each room of each session; then what is to spare."""
    sitting, digits = exam.sitting, len(str(exam.sitting.count))
    numbered = enumerate(sitting.people, 1)
    rooms = [(key, [number for number, _ in inside])
             for key, inside in groupby(numbered, lambda each: (each[1].session, each[1].room))]  # fmt: skip
    groups = [(", ".join(filter(None, key)) or look.say("exam-print.all"), inside) for key, inside in rooms]
    count = len(sitting.people)
    spare = list(range(count + 1, sitting.count + 1))
    for name, numbers in [*groups, *([(look.say("exam-print.spare"), spare)] if spare else [])]:
        first, last = number_text(numbers[0], digits), number_text(numbers[-1], digits)
        forms = Counter(sitting.forms[(number - 1) % len(sitting.forms)].code for number in numbers if sitting.forms)
        span = first if first == last else look.say("exam-print.range", first=first, last=last)
        said = look.say("exam-print.envelope", name=name, count=len(numbers), numbers=span)
        shares = ", ".join(f"{code}: {forms[code]}" for code in sorted(forms))
        yield said + (f"; {look.say('exam-print.forms', shares=shares)}" if forms else "")


def _jury(exam: Exam, pages: Mapping[str, int], look: Look) -> Iterator[str]:
    say = look.say
    if exam.is_personal:
        yield say("exam-print.by-copy")
    else:
        yield say("exam-print.key", pages=pages["key.pdf"])
        count = len(exam.sitting.forms)
        yield say("exam-print.stencils", count=count, pages=exam.sheet.pages, sheets=count * exam.sheet.pages)
    yield say("exam-print.explained", pages=pages["key-explained.pdf"])
    yield say("exam-print.matrix", pages=pages["matrix.pdf"])
