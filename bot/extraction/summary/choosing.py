"""Which sentences: those that cover the focus, then the lead."""

from collections.abc import Iterable, Sequence

from bot.extraction.summary.body import Body
from bot.extraction.summary.contents import repeats, stems
from bot.extraction.summary.fitness import Fitness
from bot.extraction.summary.leaning import closes_quote, introduced
from bot.extraction.summary.values import Summary, SummaryReason
from bot.extraction.text import Document, Span

_CONSIDERED = 120
"""Sentences, beside those in focus: what a news item has to say stands in them, and it bounds the work."""
_OPENING = 8
"""Sentences among which the telling begins. Before it stand anecdotes, notes and what pages carry along."""
_ON_SUBJECT = 2
"""Words that a sentence shares with the title where it is about the same."""
_IN_FOCUS = 60
"""Sentences in focus that are weighed. Watched events are stated in a handful; a whole page in focus is no
focus, and the choice looks at each of them anew for each sentence that it takes."""


def summarise(document: Document, *, focus: Iterable[Span] = (), at_most: int = 3) -> Summary:
    """At most `at_most` sentences that cover the spans of `focus` best, filled up from the lead.

    Each span of `focus` is one thing that a reader wants stated: given the evidence of facts rather than
    their whole sentences, a sentence that states three is worth three, and a name or a day is stated by
    every sentence that has its words. Spans in the title are taken as told.

    A sentence that points back (He, This, However) comes only with the one before it, one that takes a thing
    or a surname as known only where the title or an earlier sentence of the summary tells it, unless nothing
    else states what is in focus. Questions, the publisher's own announcements, captions, repetitions and what
    only says the title again are left out.
    """
    if not document.paragraphs:
        return Summary(sentences=(), reason=SummaryReason.NO_TEXT)
    body = Body(document)
    wanted = [places for span in dict.fromkeys(focus) if (places := body.stating(span))]
    choice = _Choice(body, at_most)
    choice.cover(wanted)
    focused = bool(choice.taken)
    choice.fill(Fitness.GOOD)
    if not choice.taken:
        choice.fill(Fitness.POOR)
    if not choice.taken:
        return Summary(sentences=(), reason=SummaryReason.TOO_SHORT)
    return Summary(
        sentences=tuple(body[place].span for place in sorted(choice.taken)),
        reason=SummaryReason.FOCUS if focused else SummaryReason.LEAD,
    )


class _Choice:
    """The sentences taken so far, by place."""

    def __init__(self, body: Body, at_most: int) -> None:
        self.taken: set[int] = set()
        self._body = body
        self._at_most = at_most

    @property
    def _room(self) -> int:
        return self._at_most - len(self.taken)

    def cover(self, wanted: Sequence[frozenset[int]]) -> None:
        """Greedy: the group that states most of what is not yet stated, good ones first, then the earlier."""
        places = self._in_focus(wanted)
        left = list(wanted)
        while self._room and left:
            groups = ((place, self._group(place, insist=True)) for place in places if place not in self.taken)
            ranked = [
                ((self._goodness(group), stated, -len(group), -place), group)
                for place, group in groups
                if group and (stated := sum(any(p in span for p in group) for span in left))
            ]
            if not ranked:
                return
            best = max(ranked)[1]
            self.taken.update(best)
            left = [span for span in left if not any(place in span for place in best)]

    def fill(self, least: Fitness) -> None:
        """From where the telling begins, in order; what stands before it only where there is room left."""
        if not self._room:
            return
        begin = self._begin(least)
        places = list(self._body.places(_CONSIDERED)) if begin else self._body.places(_CONSIDERED)
        for place in sorted(places, key=lambda p: p < begin) if begin else places:
            if place in self.taken or self._body[place].fitness < least:
                continue
            group = self._group(place, insist=not self.taken)
            if group and all(self._body[p].fitness >= least for p in group):
                self.taken.update(group)
            if not self._room:
                return

    def _in_focus(self, wanted: Sequence[frozenset[int]]) -> list[int]:
        """Also the ends of quotations that begin in focus: the two are shown together."""
        places = sorted({place for span in wanted for place in span})[:_IN_FOCUS]
        ends = {place + 1 for place in places if self._body[place].opens_quote}
        return [place for place in sorted({*places, *ends}) if self._body.fit(place)]

    def _goodness(self, group: Sequence[int]) -> Fitness:
        return min(self._body[place].fitness for place in group)

    def _begin(self, least: Fitness) -> int:
        """The first of all, or where that has nothing of the title the first sentence that is about it."""
        body = self._body
        opening = (p for p in body.places(_OPENING) if body[p].fitness >= least and not body[p].leans)
        first = next(opening, None)
        if first is None or stems(body[first].text) & body.title:
            return 0
        return next((p for p in opening if len(stems(body[p].text) & body.title) >= _ON_SUBJECT), 0)

    def _group(self, place: int, *, insist: bool) -> list[int]:
        """The sentence and those that it needs and that are not yet taken; none where it cannot be shown."""
        body = self._body
        chain = [place]
        while body[chain[0]].leans and chain[0] - 1 not in self.taken:
            if not body.fit(chain[0] - 1) or len(chain) == self._room:
                return []
            chain.insert(0, chain[0] - 1)
        if any(self._said(p) for p in chain) or not self._quotes_end(chain):
            return []
        if body[chain[0]].leans:
            return chain
        return self._with_the_known(chain, insist=insist)

    def _quotes_end(self, chain: Sequence[int]) -> bool:
        """Where a quotation begins and does not end, the next sentence ends it, and no other ends one."""
        ends = {place for place in chain if closes_quote(self._body[place].text)}
        return ends == {place + 1 for place in chain if self._body[place].opens_quote}

    def _with_the_known(self, chain: list[int], *, insist: bool) -> list[int]:
        """The chain behind the sentence that tells what it takes as known, where nothing tells it yet."""
        missing = self._missing(chain[0])
        if missing is None or self._said(missing):
            return chain
        if self._body.alone(missing) and len(chain) < self._room:
            return [missing, *chain]
        return chain if insist else []

    def _missing(self, place: int) -> int | None:
        """The place of the sentence that has to come before this one."""
        body = self._body
        if place - 1 in self.taken or not any(map(body.fit, range(max(place - _OPENING, 0), place))):
            return None  # it follows its own context, or nothing can come before it
        before = [p for p in self.taken if p < place]
        needs = body.needs(place)
        if needs.things and not needs.things & body.title:
            told = frozenset().union(*(stems(body[p].text) for p in before))
            if not needs.things & told:
                return place - 1
        for name in needs.names:
            if not any(name in body[p].text for p in before):
                at = introduced(name, body.document.text, body[place].span.start)
                if at is not None and at >= body.document.title.end:
                    return body.place_of(at)
        return None

    def _said(self, place: int) -> bool:
        return any(repeats(self._body[place].content, self._body[other].content) for other in self.taken)
