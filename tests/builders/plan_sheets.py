"""What a person should hear of the files that hold one kind of block; see `plan_reading`."""

from plan_blocks import Blocks

from plan import nodes


class Sheets(Blocks):
    """The viewpoints on a page, the set of blank cards."""

    def part(self, document):
        """All of it; `self.edition` says which. Rows of nothing but empty cells are heard as one such cell."""
        self.sources = {source.id: source for source in document.sources}
        self.above = (", ".join(document.organisation), document.title)
        wanted = nodes.ViewpointsNode if self.edition == "viewpoints" else nodes.ModelCardNode
        for section in document.sections:
            for node in section.nodes:
                if isinstance(node, wanted):
                    self.viewpoints(node) if self.edition == "viewpoints" else self.cards(node)
        return self.found

    def headed(self, heading, above=2):
        for line in filter(None, self.above[:above]):
            self.add("P", line)
        self.add("H", heading)

    def viewpoints(self, node):
        self.headed(node.title or self.say("handout.edition.viewpoints"))
        self.overview(node, has_pages=False)

    def asked(self, *keys):
        for key in keys:
            self.labelled(self.say(key).rstrip(":") + ":")

    def ruled(self, *keys):
        for key in keys:
            self.labelled(self.say(key))

    def empty(self, *keys):
        """A table to fill in."""
        for key in keys:
            self.add("TH", self.say(key))
        self.add("TD", "")

    def cards(self, node):
        self.headed(node.heading)
        self.asked("handout.card.number", "words.model.name", "document.card.unit", "document.card.place")
        self.ticks(node.fields)
        self.asked("document.card.period")
        self.ruled("document.card.problem", "document.card.how")
        self.asked("document.card.person")
        self.headed(self.say("handout.card.back"))
        self.asked("handout.card.number")
        self.add("P", self.say("document.card.figures"))
        self.empty("handout.card.counted", "words.model.figures", "handout.card.where")
        self.ruled("words.model.result", "document.card.viewpoint", "document.card.lesson", "words.model.note")
        self.asked("handout.card.approver", "handout.card.approved-on")
        for _ in range(2):
            self.headed(self.say("handout.card.list"))
            self.asked("handout.unit")
            self.empty("handout.card.number", "words.model.name", "words.model.unit", "words.model.field",
                       "handout.card.approved")  # fmt: skip
        for at in range(2):
            if at:
                self.add("P", self.say("handout.card.cut"))
            self.headed(node.heading, above=1)
            self.asked("handout.card.number", "words.model.name", "document.card.unit")
            self.ticks(node.fields)
            self.ruled("document.card.problem")
            self.asked("document.card.figures", "document.card.person")
