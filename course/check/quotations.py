"""Are quotations the source's words to the letter: by its text where that is at hand, else by `quotes.lock`?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from course.check.survey import Context, Survey
from course.check.words import shorten
from course.lock import LOCK_NAME, Entry, Lock, sha256
from course.problem import Place, Problem
from course.quotes import Quotation, contains, nearest
from course.sources import Source

NEAR = 0.75
"""Likeness from which words in quotation marks inside prose are taken for a misquotation, not for our own words."""

FEW = 5
"""So many quotations of which a lock knows none make it the lock of another course."""

Verdict = Problem | Entry
"""What comes of a quotation: a problem, or its entry in the new lock."""


def clauses(survey: Survey, context: Context) -> Iterator[Problem]:
    """The clauses of a viewpoint are pieces of its statement, letter for letter."""
    for index, viewpoint in enumerate(survey.course.viewpoints):
        for at, clause in enumerate(viewpoint.clauses):
            if not contains(viewpoint.words, clause):
                params = {"viewpoint": viewpoint.id, "clause": shorten(clause)}
                yield Problem("viewpoint.clause-differs", ("viewpoints", index, "clauses", at), params)


def source_paragraphs(survey: Survey, context: Context) -> Iterator[Problem]:
    """The fingerprints of a source's paragraphs are those of its text."""
    for index, source in enumerate(survey.course.sources):
        text = context.texts.get(source.id)
        if text is None or not source.paragraphs:
            continue
        params = {"source": source.id, "count": len(source.paragraphs), "found": len(text)}
        if len(text) != len(source.paragraphs):
            yield Problem("source.paragraph-count", ("sources", index, "paragraphs"), params)
        for at, (known, paragraph) in enumerate(zip(source.paragraphs, text, strict=False)):
            if sha256(paragraph) != known:
                path = ("sources", index, "paragraphs", at)
                yield Problem("source.paragraph-changed", path, {**params, "paragraph": at + 1})
                break


def judged(survey: Survey, context: Context) -> Iterator[Verdict]:
    """A verdict on each quotation."""
    bench = Bench(survey, context)
    missing = False
    for quotation in survey.quotations:
        for verdict in bench.judge(quotation):
            if isinstance(verdict, Problem) and verdict.code == "lock.missing":
                if missing:
                    continue
                missing = True
            yield verdict


def foreign(verdicts: list[Verdict]) -> list[Problem]:
    """The one problem of a lock that knows none of a course's many quotations: that of another course."""
    unknown = {"quote.not-locked", "quote.prose-not-locked"}
    told = [verdict.code in unknown for verdict in verdicts if isinstance(verdict, Problem)]
    known = any(isinstance(verdict, Entry) and verdict.paragraph for verdict in verdicts)
    return [] if known or sum(told) < FEW else [Problem("lock.foreign", place=Place(LOCK_NAME))]


class Bench:
    """Judges quotations one by one, by what is held of each source."""

    def __init__(self, survey: Survey, context: Context) -> None:
        self.survey = survey
        self.texts = context.texts
        self.lock = context.lock
        self.is_writing = context.source_texts is not None

    @cached_property
    def locked(self) -> Mapping[tuple[str, str], list[Entry]]:
        """Source and quotation's fingerprint -> its entries in the lock."""
        found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.lock.entries if self.lock else ():
            found[entry.source, entry.quote].append(entry)
        return found

    @cached_property
    def compared(self) -> frozenset[str]:
        """Sources that had a text when the lock was written."""
        return frozenset(entry.source for entry in self.lock.entries if entry.paragraph) if self.lock else frozenset()

    @cached_property
    def sums(self) -> dict[str, tuple[str, ...]]:
        """Fingerprints of the paragraphs of each text at hand."""
        return {source: tuple(map(sha256, text)) for source, text in self.texts.items()}

    def judge(self, quotation: Quotation) -> Iterator[Verdict]:
        """One verdict; none for what cannot be judged."""
        sources = [found for name in quotation.sources if (found := self.survey.find("sources", name))]
        texts = [source for source in sources if source.id in self.texts]
        held = [source for source in sources if source.paragraphs or source.id in self.compared]
        if not sources:
            return
        if texts:
            yield from self._by_text(quotation, texts)
        elif held and not quotation.verified and not quotation.unverified:
            yield self._by_lock(quotation, held)
        elif not quotation.in_prose:
            yield self._by_hand(quotation, sources[0])

    def _by_text(self, quotation: Quotation, sources: list[Source]) -> Iterator[Verdict]:
        for source in sources:
            text = self.texts[source.id]
            found = [at for at, paragraph in enumerate(text, start=1) if contains(paragraph, quotation.text)]
            if found and quotation.paragraph and quotation.paragraph not in found:
                params = {"paragraph": quotation.paragraph, "found": found[0], "source": source.id}
                yield Problem("quote.other-paragraph", quotation.path, params)
                return
            if found:
                at = quotation.paragraph or found[0]
                yield Entry(source.id, at, sha256(quotation.text), self.sums[source.id][at - 1])
                return
        yield self._not_found(quotation, sources)

    def _not_found(self, quotation: Quotation, sources: list[Source]) -> Verdict:
        near, source = max(
            ((nearest(quotation.text, self._where(quotation, one)), one) for one in sources),
            key=lambda pair: pair[0].likeness,
        )
        if quotation.in_prose and near.likeness < NEAR:
            return Entry(sources[0].id, 0, sha256(quotation.text))
        params = {"source": source.id, "paragraph": quotation.paragraph or near.paragraph, "nearest": near.text}
        params |= {"word": near.word, "expected": near.expected, "quote": shorten(quotation.text)}
        return Problem("quote.differs", quotation.path, params)

    def _where(self, quotation: Quotation, source: Source) -> tuple[str, ...]:
        """The paragraph that is cited, or the whole text."""
        text = self.texts[source.id]
        return text[quotation.paragraph - 1 : quotation.paragraph] if 0 < quotation.paragraph <= len(text) else text

    def _by_lock(self, quotation: Quotation, sources: list[Source]) -> Verdict:
        params = {"quote": shorten(quotation.text), "source": sources[0].id, "paragraph": quotation.paragraph}
        if self.lock is None:
            return Problem("lock.missing", quotation.path, params)
        mark = sha256(quotation.text)
        entries = [entry for source in sources for entry in self.locked.get((source.id, mark), ())]
        if not entries:
            code = "quote.prose-not-locked" if quotation.in_prose else "quote.not-locked"
            return Problem(code, quotation.path, params)
        right = [entry for entry in entries if not quotation.paragraph or entry.paragraph == quotation.paragraph]
        if not right:
            return Problem("quote.other-paragraph", quotation.path, {**params, "found": entries[0].paragraph})
        if not self._is_current(right[0]):
            return Problem("quote.lock-outdated", quotation.path, {**params, "paragraph": right[0].paragraph})
        return right[0]

    def _is_current(self, entry: Entry) -> bool:
        """Whether the paragraph is still the one that was compared."""
        sums = self.survey.find("sources", entry.source).paragraphs
        now = sums[entry.paragraph - 1 : entry.paragraph]
        return not sums or not entry.paragraph or now == (entry.paragraph_sha256,)

    def _by_hand(self, quotation: Quotation, source: Source) -> Verdict:
        params = {"quote": shorten(quotation.text), "source": source.id, "reason": quotation.unverified.rstrip(".")}
        if quotation.verified:
            entry = Entry(source.id, quotation.paragraph, sha256(quotation.text), "", quotation.verified)
            if self.lock is None or not self._is_other(entry):
                return entry
            return Problem("quote.verified-changed", quotation.path, {**params, "by": quotation.verified})
        return Problem("quote.unverified" if quotation.unverified else "quote.no-proof", quotation.path, params)

    def _is_other(self, entry: Entry) -> bool:
        """Whether the lock knows this source's quotations compared by hand, and this one not."""
        return not self.is_writing and entry not in self.locked.get((entry.source, entry.quote), ())


def lock_of(verdicts: list[Verdict]) -> Lock:
    """The new lock: every quotation that stood the comparison, sorted, each once."""
    return Lock(tuple(sorted({verdict for verdict in verdicts if isinstance(verdict, Entry)})))
