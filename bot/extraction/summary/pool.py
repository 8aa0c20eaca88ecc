"""The sentences of several reports, and those taken of them so far."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from bot.extraction.lazily import lazy
from bot.extraction.summary.contents import content, repeats, stems
from bot.extraction.summary.leaning import Needs, introduced, leans, needs, opens_quote
from bot.extraction.wordlists import words

_T = TypeVar("_T", bound=Hashable)
Place = tuple[int, int]
"""Report and sentence."""

_SAME_NEWS = 3
"""Fifths of the words: two outlets tell one thing in words of their own. Chosen on reprints and rewrites."""
_SAME_STORY = 4
"""Words that a newer report's lead shares with the story's, so that no stray report speaks for it."""
_NEWEST = 5
"""Reports that are asked for what is new."""
_FIGURE = lazy(r"\d[\d.,]*")
_FIGURES = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty hundred thousand million billion dozen monday"
    " tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's sentences."""

    report: int
    outlet: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Sentence:
    text: str
    outlet: str
    leans: bool

    @cached_property
    def content(self) -> frozenset[str]:
        return content(self.text)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Numbers, weekdays and months: what differs where a later report knows better."""
        return frozenset(_FIGURE.findall(self.text)) | (self.content & _FIGURES)

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self.text)

    @cached_property
    def opens_quote(self) -> bool:
        return opens_quote(self.text)

    @cached_property
    def needs(self) -> Needs:
        return needs(self.text)


class Pool:
    """The reports in order of publication; `taken` are the sentences chosen, in order of choice."""

    def __init__(self, tellings: Iterable[Telling], headline: str, at_most: int) -> None:
        self.taken: list[Place] = []
        self._sentences: dict[Place, _Sentence] = {
            (telling.report, at): _Sentence(
                text=text, outlet=telling.outlet, leans=leans(text, first=at == 0)
            )
            for telling in tellings
            for at, text in enumerate(telling.sentences)
        }
        self._headline = stems(headline)
        self._known = headline
        self._at_most = at_most

    @property
    def _room(self) -> int:
        return self._at_most - len(self.taken)

    def in_order(self) -> list[Place]:
        """Reports in order of choice, each one's sentences in its own order."""
        reports = list(dict.fromkeys(report for report, _ in self.taken))
        return sorted(self.taken, key=lambda place: (reports.index(place[0]), place[1]))

    def cover(self, worth: Mapping[Place, Mapping[_T, int]]) -> None:
        """Greedy: the sentences that state most of what is not yet stated; of equals the earlier report."""
        open_ones = {statement for stated in worth.values() for statement in stated}
        order = {place: at for at, place in enumerate(self._sentences)}
        while self._room > 0 and open_ones:
            ranked = []
            for place in worth:
                group = self._group(place, insist=True)
                new = {s: n for p in group for s, n in worth.get(p, {}).items() if s in open_ones}
                if new:
                    ranked.append(((sum(new.values()), -len(group), -order[place]), group, new))
            if not ranked:
                return
            _, group, new = max(ranked, key=lambda rank: rank[0])
            self.taken += group
            open_ones -= new.keys()

    def fill(self) -> None:
        """The lead, what the newest reports add, then the rest of the quoted reports, then of others."""
        reports = list(dict.fromkeys(report for report, _ in self._sentences))
        if not self.taken:
            self._take_lead(reports)
            self._take_news(reports)
        quoted = [report for report, _ in self.taken]
        for place in self._of([*quoted, *reversed(reports)]):
            self._take_version(place)

    def _of(self, reports: Iterable[int]) -> list[Place]:
        """The places of each report in its order, the reports as given."""
        places: dict[int, list[Place]] = {report: [] for report in reports}
        for place in self._sentences:
            places[place[0]].append(place)
        return [place for of in places.values() for place in of]

    def _take_lead(self, reports: Iterable[int]) -> None:
        """Of the report that most agree with; what takes a thing as known only where every sentence does."""
        outlets = Counter(
            word
            for word, _ in {
                (word, sentence.outlet) for sentence in self._sentences.values() for word in sentence.content
            }
        )
        places = self._of(sorted(reports, key=lambda report: -self._agreement(report, outlets)))
        if not any(map(self._take_version, places)):
            any(self._take_version(place, insist=True) for place in places)

    def _take_news(self, reports: Sequence[int]) -> None:
        """From the newest report that tells by one sentence something else of what was taken."""
        if not self.taken:
            return
        known = self._sentences[self.taken[0]]
        for report in reversed(reports[-_NEWEST:]):
            first = self._sentences[report, 0]
            if first.outlet != known.outlet and len(first.content & known.content) >= _SAME_STORY:
                group = self._group((report, 0), insist=False)
                if self._take(group):
                    return

    def _agreement(self, report: int, outlets: Mapping[str, int]) -> float:
        """Mean number of other outlets with a word of the lead, as a share of all, in tenths."""
        lead = self._sentences[report, 0]
        others = max(outlets.values(), default=1) - 1
        if lead.leans or not lead.content or not others:
            return 0.0
        return round(sum(outlets[word] - 1 for word in lead.content) / len(lead.content) / others, 1)

    def _take_version(self, place: Place, *, insist: bool = False) -> bool:
        """The sentence, or what other reports say in its stead: with newer figures, or the same earlier."""
        if self._room <= 0 or place in self.taken:
            return False
        versions = dict.fromkeys((self._version(place), place))
        return any(self._take(self._group(version, insist=insist)) for version in versions)

    def _take(self, group: Sequence[Place]) -> bool:
        fresh = bool(group) and not any(self._told(p, fifths=_SAME_NEWS) for p in group)
        if fresh and len(group) <= self._room:
            self.taken += group
            return True
        return False

    def _version(self, place: Place) -> Place:
        own = self._sentences[place]
        if own.leans or (place[0], place[1] - 1) in self.taken:
            return place
        alike = [
            (p, sentence)
            for p, sentence in self._sentences.items()
            if not sentence.leans and repeats(own.content - own.figures, sentence.content - sentence.figures)
        ]
        if not alike:
            return place
        last = alike[-1][0][0]
        newest = next(sentence.figures for p, sentence in alike if p[0] == last)
        return next(p for p, sentence in alike if sentence.figures == newest)

    def _group(self, place: Place, *, insist: bool) -> list[Place]:
        """The sentence and those that it needs before it; empty where it cannot be shown."""
        chain = self._chain(place)
        missing = self._missing(chain[0]) if chain else None
        if missing is None:
            return self._showable(chain)
        whole = [missing, *chain] if missing in self._sentences and not self._sentences[missing].leans else []
        return self._showable(whole) or (self._showable(chain) if insist else [])

    def _chain(self, place: Place) -> list[Place]:
        """Back to a sentence that does not lean, or leans on one that is taken."""
        report, at = place
        chain = [place]
        while self._sentences[chain[0]].leans and (report, at - 1) not in self.taken:
            at -= 1
            if at < 0:
                return []
            chain.insert(0, (report, at))
        return chain

    def _showable(self, group: list[Place]) -> list[Place]:
        fits = len(group) <= self._room and not any(p in self.taken or self._told(p) for p in group)
        whole = all((r, at + 1) in group for r, at in group if self._sentences[r, at].opens_quote)
        return group if fits and whole else []

    def _missing(self, place: Place) -> Place | None:
        """The sentence of its report that has to come first; one that it lacks where only others tell it."""
        report, at = place
        if (report, at - 1) in self.taken or self._sentences[place].leans:
            return None
        wanted = self._sentences[place].needs
        before = self._before(place)
        known = self._headline.union(*(s.stems for s in before))
        if wanted.things and not wanted.things & known:
            return report, at - 1
        told = [self._known, *(s.text for s in before)]
        unknown = (name for name in wanted.names if not any(name in text for text in told))
        return next((found for name in unknown if (found := self._introduction(name, place))), None)

    def _before(self, place: Place) -> list[_Sentence]:
        """The taken ones that will stand before it."""
        mine = [p for p in self.taken if p[0] == place[0]]
        others = [p for p in self.in_order() if p[0] != place[0]]
        if mine:
            ahead = self.in_order().index(min(mine))
            others = [p for p in self.in_order()[:ahead] if p[0] != place[0]]
        return [self._sentences[p] for p in (*others, *(p for p in mine if p < place))]

    def _introduction(self, name: str, place: Place) -> Place | None:
        """The sentence before it with the full name; none of this report's where only others have it."""
        report, at = place
        known = [p for p, s in self._sentences.items() if introduced(name, s.text, len(s.text)) is not None]
        own = [p for p in known if p[0] == report and p[1] < at]
        return own[0] if own else (report, -1) if known else None

    def _told(self, place: Place, *, fifths: int = 4) -> bool:
        mine = self._sentences[place].content
        return any(repeats(mine, self._sentences[p].content, fifths=fifths) for p in self.taken if p != place)
