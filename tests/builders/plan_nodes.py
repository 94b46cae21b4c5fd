"""What a person should hear of a whole document: cover, contents, lessons, annexes; see `plan_reading`."""

from plan_blocks import joined
from plan_reading import letters
from plan_sheets import Sheets

from course.text import Para, Points, Span, plain
from plan import nodes
from plan.phrases import clock, paragraphs_of, published, short_date, source_name

HEADED = (nodes.ViewpointsNode, nodes.TasksNode, nodes.CheckNode)
TRAINERS = (nodes.SpeakerNode, nodes.ConflictNode)
MARKED = (nodes.TextNode, nodes.FactsNode, nodes.BodiesNode)


class Handout(Sheets):
    """Everything of a document."""

    def whole(self, document):
        """Cover, contents, lessons, annexes."""
        self.sources = {source.id: source for source in document.sources}
        self.cover(document)
        at = len(self.found)
        for section in document.sections:
            self.section(section)
        self.annexes(document)
        rest, self.found = self.found[at:], self.found[:at]
        self.contents(document)
        shift = len(self.found) - at
        for aside in self.told:
            aside.anchor += shift
        self.found += rest
        return self.found

    def cover(self, document):
        for line in document.organisation:
            self.add("P", line.upper())
        self.add("P", self.say("handout.kind"))
        self.add("H", document.title)
        if document.subtitle:
            self.add("P", document.subtitle)
        self.add("P", self.say(f"handout.edition.{self.edition}"))
        if document.objectives:
            self.add("P", self.say("handout.objectives"))
            self.points([objective.text for objective in document.objectives], ordered=True)
        for name in ("name.trainer" if self.is_trainer else "name", "unit"):
            self.labelled(self.say(f"handout.{name}"))
        state = [self.say("handout.as-of", date=document.as_of)] if document.as_of else []
        approved = document.approved and self.say("words.approved", who=document.approved)
        self.add("P", ". ".join([*state, approved or self.say("handout.not-approved")]) + ".")
        if document.handout_url:
            self.add("Figure", document.handout_url)
            self.add("P", f"{self.say('handout.qr')}: {document.handout_url}")
        if document.dateline:
            self.add("P", document.dateline)

    def contents(self, document):
        self.add("H", self.say("handout.contents"))
        for section in document.sections:
            self.entry(f"{self.lesson(section)}. {section.title}", f"lesson-{section.id}")
            for node in section.nodes:
                if isinstance(node, nodes.ViewpointsNode) and node.title:
                    self.entry(node.title, "viewpoints")
                elif isinstance(node, nodes.ViewpointNode):
                    name = self.say("words.viewpoint-number", number=node.viewpoint.number)
                    self.entry(f"{name}. {node.viewpoint.short}", f"viewpoint-{node.viewpoint.id}")
        held = {"glossary": document.glossary, "sources": document.sources, "answers": document.checks,
                "trainer-notes": self.has_more}  # fmt: skip
        for name in filter(held.get, held):
            self.entry(self.say(f"handout.{name}"), name)
        if document.about:
            self.add("H", self.say("handout.about"))
            self.add("P", letters(document.about))

    def entry(self, text, place):
        self.add("P", text + " {page}", to=place)

    def lesson(self, section):
        return self.say("words.lesson-number", number=section.number)

    def section(self, section):
        self.known = {}
        name, when = self.lesson(section), joined(clock(section.starts), self.minutes(section.minutes))
        start = len(self.found)
        self.add("P", joined(name, section.module if section.module != section.title else None),
                 mark=f"lesson-{section.id}")  # fmt: skip
        self.add("H", section.title)
        if when:
            self.beside(when, (), "", start, is_fixed=True)
        since, shown, run, taken = len(self.found), (), False, 0
        for at, node in enumerate(section.nodes):
            slides = self.slides.get((section.id, at), ())
            if isinstance(node, nodes.SpeakerNode):
                when = joined(clock(node.starts and node.starts - taken), self.minutes((node.minutes or 0) + taken))
                when = joined(when or self.say("handout.trainer-notes"), self.slides_of(shown))
                self.beside(when, node.flow, name, since, rank=0, slides=shown)
                since, shown, taken = len(self.found), (), 0
                continue
            start = len(self.found)
            self.node(node, not run, section.title)
            run = isinstance(node, nodes.CheckNode)
            self.own_aside(node, name, start, slides)
            shown += slides
            taken += getattr(node, "minutes", None) or 0
        if shown:
            self.beside(self.slides_of(shown), (), "", since, rank=0, is_fixed=True, slides=shown)

    def own_aside(self, node, name, start, slides):
        """What the trainer is told of one block."""
        match node:
            case nodes.ViewpointNode() if node.viewpoint.mistakes:
                self.beside(self.say("words.mistakes"), (Points(node.viewpoint.mistakes),), name, start)
            case nodes.CheckNode():
                place = f" ({self.cited(node.notes)})" if node.notes else ""
                heading = joined(self.say("handout.answer", number=node.number), self.slides_of(slides))
                self.beside(heading, (self.para(self.answer(node.item) + place),), name, start, slides=slides)
            case nodes.ConflictNode():
                readings = [
                    f"{self.say('document.reading', number=at, text=text)} ({self.cited((note,))})"
                    for at, (text, note) in enumerate(node.readings, 1)
                ]
                advice = f"{self.say('document.advice')} {plain(node.conflict.advice)}"
                flow = tuple(map(self.para, (*readings, advice)))
                heading = f"{self.say('words.conflict')}: {node.conflict.title}"
                self.beside(heading, flow, name, start - 1, rank=2)

    def para(self, text):
        return Para((Span(text),))

    def node(self, node, first_check, said):
        """One block, headed by whose words it holds and by its title."""
        if not isinstance(node, (*HEADED, *TRAINERS)):
            origin = self.origin(node) if isinstance(node, MARKED) else ""
            if origin and not (node.title or "").startswith(origin):
                self.add("P", origin)
            if node.title and node.title != said:
                self.add("H", node.title)
        match node:
            case nodes.TextNode():
                self.flow(node.flow, node.notes)
            case nodes.QuoteNode():
                if node.speaker:
                    self.add("P", node.speaker)
                self.add("P", self.quoted(node.words), node.notes)
            case nodes.TableNode():
                self.add("H", node.caption, node.notes)
                self.table(node.head, [[self.td(value) for value in row] for row in node.rows])
            case nodes.CalloutNode():
                self.add("P", joined(self.say(f"words.callout.{node.kind}"), self.origin(node)))
                self.add("P", letters(node.spans), node.notes)
            case nodes.PictureNode():
                self.add("Figure", node.alt)
                self.add("P", letters(node.caption) or node.alt, node.notes)
            case nodes.CheckNode():
                self.check(node, first_check)
            case nodes.ViewpointNode():
                self.viewpoint(node)
            case nodes.ViewpointsNode():
                if node.title:
                    self.add("H", node.title, mark="viewpoints")
                self.overview(node)
            case nodes.TasksNode():
                self.tasks(node, said)
            case nodes.ModelNode():
                self.model(node)
            case nodes.ModelCardNode():
                self.card(node)
            case nodes.BodiesNode():
                self.bodies(node)
            case nodes.FactsNode():
                for fact, notes in node.facts:
                    day = fact.as_of and f" ({self.say('words.as-of', date=short_date(fact.as_of))})"
                    self.add("Lbl", "\u2022")
                    self.add("LBody", letters(fact.text) + (day or ""), notes)
            case nodes.ActivityNode():
                self.activity(node)
            case nodes.PauseNode():
                self.add("P", joined(node.heading, self.minutes(node.minutes)))
            case nodes.AgendaNode():
                self.agenda(node)

    def origin(self, node):
        return "" if node.origin == "source" else self.say(f"words.origin.{node.origin}")

    def annexes(self, document):
        """Glossary, sources, answers, check code; then what the trainer is told without room beside the text."""
        if document.glossary:
            self.annex("glossary")
            self.glossary(document.glossary)
        if document.sources:
            self.annex("sources")
            self.add("P", self.say("handout.sources.intro"))
            self.add("P", self.say("document.certainty"))
            cited = dict(document.cited)
            for source in document.sources:
                self.source(source, cited.get(source.id, ()))
        if document.checks:
            self.annex("answers")
            self.add("P", self.say("handout.answers.intro"))
            self.key(document.checks)
        self.add("P", self.say("handout.code", code=document.version))
        if self.moved:
            self.annex("trainer-notes")
            self.add("P", self.say("handout.trainer-notes.intro"))
            for aside in self.in_sight():
                if aside.number in self.moved:
                    self.longer(aside)
            self.add("P", self.say("handout.code", code=document.version))

    def annex(self, name):
        self.add("H", self.say(f"handout.{name}"), mark=name)

    def longer(self, aside):
        """What the trainer is told of a page, with its number."""
        page = self.say("handout.trainer-notes.page", page="{page}")
        self.add("P", f"{page}. {aside.about}", to=f"anchor-{aside.number}", mark=f"moved-{aside.number}")
        self.add("P", aside.heading)
        self.flow(aside.flow)

    def glossary(self, glossary):
        """Those with a meaning, then abbreviations, then lines to fill in."""
        groups = ([], [], [])
        for term, notes in glossary:
            groups[0 if term.meaning else 1 if term.stands_for else 2].append((term, notes))
        for term, notes in (*groups[0], *groups[1]):
            text = f"{term.term}: {term.stands_for}" if term.stands_for else term.term
            text += f". {letters(term.meaning)}" if term.meaning else ""
            self.add("P", text + (f" ({self.cited(notes)})" if notes else ""))
        for term, _ in groups[2]:
            self.labelled(f"{term.term}:")

    def source(self, source, paragraphs):
        name = source_name(source)
        if source.publisher in name:
            named = [name]
        else:
            named = [source.publisher] if name in source.publisher else [name, source.publisher]
        parts = (*named, self.titled(source.title), published(source), source.url)
        text = ", ".join(filter(None, parts))
        text += f" ({self.say('document.sources.certainty', grade=source.certainty)})."
        if paragraphs:
            text += " " + self.say("document.sources.cited", paragraphs=paragraphs_of(paragraphs, self.look))
        self.add("P", text + (f" {plain(source.note)}" if source.note else ""))

    def key(self, checks):
        """A table; a list where the pages have no room for columns."""
        is_table = self.edition in ("learner", "trainer")
        if is_table:
            for key in ("handout.answers.number", "words.answer", "handout.answers.why"):
                self.add("TH", self.say(key))
        for node in checks:
            number, answer = self.say("words.question-number", number=node.number), self.answer(node.item)
            why = letters(node.item.explanation or ())
            place = f"({self.cited(node.notes)})" if node.notes else ""
            asked = {"text": self.say("handout.answers.asked", page="{page}"), "to": f"check-{node.number}"}
            if is_table:
                self.add("TD", number, mark=f"answer-{node.number}")
                self.add("TD", **asked)
                *more, last = self.answers(node.item)
                for part in (*(f"{part};" for part in more), last):
                    self.add("TD", part)
                self.add("TD", " ".join(filter(None, (why, place))))
            else:
                text = f"{number}. {answer}" + (f". {why}" if why else "")
                self.add("P", f"{text} {place}".strip(), mark=f"answer-{node.number}")
                self.add("P", **asked)
