"""A sentence as words, each with the name that it belongs to: what the rules of clauses walk along."""

from bisect import bisect_left
from functools import cached_property, lru_cache

from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.names import Named
from bot.extraction.text import Span

_WORD = lazy(r"[$€£¥₹]?[^\W_](?:[\w’'&.]*\w)?(?:-[^\W\dA-Z_][\w’']*)*|[,;:()“”\"!?/–—-]|[’'](?=\s)")
"""A hyphen joins what follows in lower case ("US-brokered") and parts names ("US", "-", "China")."""
_ENDINGS = frozenset("s'’")
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_DATES = lazy(
    r"[0-9]|day|week|month|year|quarter|decade|night|noon|morrow|morning|evening|spring|summer|autumn|fall|winter"
    r"|christmas|thanksgiving|season|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon|tues?|wed|thur?s?|fri|sat|sun)\b"
)
"""What every date holds one of: reading dates costs a sentence more than all the rest."""


@lru_cache(maxsize=2)
def words_of(sentence: Sentence) -> "Words":
    """The sentence's words, laid out once for the rules of both kinds."""
    return Words(sentence)


class Words:
    """The words of one sentence, in order; places are of this order, offsets of the document."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        at = sentence.span.start
        found = list(_WORD.finditer(sentence.text))
        self.starts = [at + m.start() for m in found]
        self.ends = [at + m.end() for m in found]
        self.raw = [m[0] for m in found]
        self.low = [bare(m[0].lower()) for m in found]

    def __len__(self) -> int:
        return len(self.raw)

    @cached_property
    def names(self) -> dict[int, Named]:
        """The name that begins at a word: of a city and its country that share their words, the country."""
        begins: dict[int, Named] = {}
        for named in self.sentence.named:
            place = self.at(named.span.start)
            if place == len(self) or self.starts[place] != named.span.start or self._runs_on(named):
                continue
            if place not in begins or named.entity.kind is EntityKind.COUNTRY:
                begins[place] = named
        return begins

    def _runs_on(self, named: Named) -> bool:
        """Is it only the beginning of a word ("US-brokered")?"""
        after = self.sentence.cut(named.span.end, named.span.end + 2)
        if after[:1].isalnum() or after[:1] in {"$", "€", "£"}:
            return True
        return len(after) == 2 and after[0] == "-" and after[1].islower()

    @cached_property
    def inside(self) -> dict[int, Named]:
        """The name that each word is part of."""
        covered: dict[int, Named] = {}
        for place, named in self.names.items():
            for k in range(place, self.after(place)):
                covered[k] = named
        return covered

    def after(self, place: int) -> int:
        """The place after the name that begins at `place`."""
        return self.at(self.names[place].span.end)

    def possessive(self, place: int) -> bool:
        """Does the name that begins at `place` end in 's?"""
        named = self.names[place]
        last = self.after(place) - 1
        return self.raw[last].endswith(_POSSESSIVES) or self.sentence.cut(
            named.span.end, named.span.end + 2
        ).startswith(("'s", "’s"))

    @cached_property
    def dated(self) -> frozenset[int]:
        """The places of words in dates."""
        if not _DATES.search(self.sentence.text.lower()):
            return frozenset()
        return frozenset(
            place
            for date in self.sentence.dates
            for place in range(self.at(date.span.start), self.at(date.span.end))
        )

    def at(self, offset: int) -> int:
        """The place of the first word that begins at `offset` of the document, or after it."""
        return bisect_left(self.starts, offset)

    def cover(self, first: int, end: int) -> Span:
        """From the word at `first` to the one before `end`."""
        return Span(start=self.starts[first], end=self.ends[end - 1])

    def span(self, place: int) -> Span:
        """Of the word at `place`."""
        return Span(start=self.starts[place], end=self.ends[place])


def bare(word: str) -> str:
    """Without a possessive ending."""
    if word[-1:] in _ENDINGS:
        return word.removesuffix("'s").removesuffix("’s").rstrip("'’")
    return word
