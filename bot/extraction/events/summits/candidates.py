"""Candidates: the phrases that name a summit, with the names in them, whosever summit it is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.extraction.events.lists import Row, row_after
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.blocs import Gathering, gatherings_in
from bot.extraction.events.summits.head_words import (
    ADJECTIVE,
    ALWAYS_FIT,
    TOPICAL,
    WORD,
    fits,
    plain,
    telling_words,
)
from bot.extraction.events.summits.heads import head_of, title_cased
from bot.extraction.events.summits.holders import Holders
from bot.extraction.events.summits.nouns import Noun, nouns_in
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind
from bot.extraction.names import Named
from bot.extraction.text import Span

__all__ = ["WORD", "Candidate", "candidates_in", "fits", "plain", "telling_words", "title_cased"]

_MOUNTAIN = lazy(
    r"\b(?:climb\w*|scal(?:e|ed|ing)|hik\w+|mountaineer\w*|trek\w*|ascent|ascend\w*|base camp|alpinist\w*"
    r"|metres high|reach(?:ed|es|ing)? the$)",
    re.IGNORECASE,
)


_OF_ANYTHING = lazy(
    r" of (?!(?:the|its|their|all|both|two|three|four|five|six|seven|heads|leaders"
    r"|state|presidents"
    r"|prime|foreign|arab|african|european|asian)\b)[a-z]"
)
"""A summit of giants, of results, of modern cooking."""
_OF_FIELD = lazy(r" of (?:the )?([A-Z]\w+) ([a-z]{3,})\b")
_OF_A_PEOPLE = ("an", "ish", "ese", "ch", "ek", "i")
_OF_STATES = frozenset(
    [
        "leaders",
        "states",
        "nations",
        "countries",
        "heads",
        "presidents",
        "prime",
        "foreign",
        "and",
        "on",
        "in",
        "at",
        "was",
        "will",
        "has",
        "is",
        "to",
        "that",
        "which",
        "union",
        "bloc",
        "officials",
        "ministers",
        "governments",
        "republics",
        "littoral",
    ]
)
_OF_SIDES = lazy(
    r" (?:of|between) (?:the |both )?(?:(?:two|three|four|five) )?(?:countries|nations|sides|leaders"
    r"|neighbours|governments|bloc|grouping|group|organi[sz]ation|alliance|union)\b"
)
_OF_NEITHER = lazy(r" of (?:the )?[0-9]")
"""A summit of 27 names nobody."""
_ACRONYM = lazy(r" \([A-Z][A-Za-z0-9+-]{1,10}\)")
_RELATED = lazy(
    r" and (?:(?:[Rr]elated|[Oo]ther|[Aa]ssociated|its) )+(?:[Ss]ummits|[Mm]eetings|[Ee]vents)", re.IGNORECASE
)
_PREFIX = lazy(r"\b(?:ibero|latin|pan|inter|afro|trans|luso|hispano)-$", re.IGNORECASE)
_DASHES = frozenset("-–—/")
_WITH = lazy(r" (?:meeting |talks )?(?:between|with|of)(?= )")


_MOST = 6
"""Phrases of one sentence: what names more is a list, and each costs a reading of the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase before it is known whose summit it names."""

    sentence: Sentence
    head: Span
    """From its first word to the noun: "the 14th annual Japan–France summit"."""
    holders: Holders
    noun: Span
    end: int
    """Where its complement ends: after "between Mori and Garnier"; else the end of `head`."""
    named: tuple[Named, ...]
    """In the head and the complement, cities that only say where it was left out."""
    places: tuple[Named, ...]
    """Cities in the head: "the Budapest summit"."""
    unknown: frozenset[str]
    """Names in lower case that nobody knows: "gulf", "nkosi"."""
    topics: frozenset[str]
    """Words that set it apart: "business", "climate"."""
    stands_in: bool = False
    """It only takes up a summit just told of: "it", "the gathering"."""
    verb: Span | None = None
    """By which leaders gather, where no noun names the summit: `head` are the leaders then."""

    @property
    def words(self) -> str:
        """The head in lower case."""
        return self.sentence.cut(self.head.start, self.head.end).lower()


def candidates_in(sentence: Sentence) -> Iterator[Candidate]:
    """The phrases in `sentence` that tell of a summit, in order; summits of mountains are left out."""
    named = list(islice(_with_nouns(sentence), _MOST))
    for gathering in islice(gatherings_in(sentence), _MOST):
        summit = next((c for c in named if _is_purpose(c, gathering)), None)
        if summit is None:
            named.append(_gathering(sentence, gathering))
        elif not summit.named and not summit.unknown:
            whose = replace(summit, named=gathering.bloc, stands_in=not gathering.bloc)
            named[named.index(summit)] = whose
    return iter(sorted(named, key=lambda candidate: candidate.head.start))


def _is_purpose(summit: Candidate, gathering: Gathering) -> bool:
    """Do the leaders gather for that very summit?"""
    after = summit.head.start > gathering.leaders.start
    return after and summit.verb is None and summit.holders.coming is not None


def _with_nouns(sentence: Sentence) -> Iterator[Candidate]:
    for found in nouns_in(sentence.text):
        noun = Span(start=sentence.span.start + found.start, end=sentence.span.start + found.end)
        if _MOUNTAIN.search(sentence.cut(sentence.span.start, noun.start).rstrip()):
            continue
        if _OF_ANYTHING.match(sentence.cut(noun.end, sentence.span.end)) and found.complement == found.end:
            continue
        if _of_a_field(sentence, noun):
            continue
        yield _candidate(sentence, noun, found)


def _of_a_field(sentence: Sentence, noun: Span) -> bool:
    """The summit of Italian football, or of French cooking: of a field, not of states."""
    said = _OF_FIELD.match(sentence.cut(noun.end, min(sentence.span.end, noun.end + 60)))
    if said is None or said[2] in _OF_STATES:
        return False
    at = noun.end + said.start(1)
    countries = (n for n in sentence.named if n.entity.kind is EntityKind.COUNTRY and n.span.start == at)
    return any(said[1] != n.entity.name and said[1].endswith(_OF_A_PEOPLE) for n in countries)


def _gathering(sentence: Sentence, gathering: Gathering) -> Candidate:
    return Candidate(
        sentence=sentence,
        head=gathering.leaders,
        holders=Holders(sentence=sentence, head=gathering.leaders),
        noun=gathering.leaders,
        end=gathering.end,
        named=gathering.bloc,
        places=(),
        unknown=frozenset(),
        topics=frozenset(),
        stands_in=not gathering.bloc,
        verb=gathering.verb,
    )


def _candidate(sentence: Sentence, noun: Span, found: Noun) -> Candidate:
    head, words = head_of(sentence, noun)
    complement = sentence.span.start + found.complement
    row = _complement(sentence, complement)
    inside = tuple(n for n in sentence.within(head) if not _half(sentence, n))
    cities = tuple(n for n in inside if n.entity.kind is EntityKind.CITY)
    speaking = tuple(n for n in inside if n.entity.kind is not EntityKind.CITY)
    if len(cities) > 1 and not speaking:  # "the Tokyo–Paris summit"
        speaking, cities = cities, ()
    speaking += sentence.within(Span(start=noun.end, end=complement))
    unknown, topics = _strange(sentence, inside, words)
    return Candidate(
        sentence=sentence,
        head=head,
        holders=Holders(sentence=sentence, head=head),
        noun=noun,
        end=_end(sentence, row.span.end if row else complement),
        named=speaking + (row.named if row else ()),
        places=cities,
        unknown=(unknown | {name.lower() for name in (row.unknown if row else ())}) - ALWAYS_FIT,
        topics=topics,
        stands_in=found.takes_up,
    )


def _half(sentence: Sentence, named: Named) -> bool:
    """Is it the second half of a word: "Ibero-American"?"""
    before = sentence.cut(max(sentence.span.start, named.span.start - 8), named.span.start)
    return _PREFIX.search(before) is not None


def _complement(sentence: Sentence, complement: int) -> Row | None:
    """Those whose summit it is, after it: "between Mori and Garnier"."""
    linked = _WITH.match(sentence.cut(complement, sentence.span.end))
    if linked is None or _OF_NEITHER.match(sentence.cut(complement, sentence.span.end)):
        return None
    return row_after(sentence, complement + linked.end())


def _end(sentence: Sentence, end: int) -> int:
    """Past "(SADC)" after the name in full, and past "of the three countries"."""
    for more in (_ACRONYM, _OF_SIDES, _RELATED):
        if match := more.match(sentence.cut(end, sentence.span.end)):
            end += match.end()
    return end


def _strange(
    sentence: Sentence, inside: Sequence[Named], words: Sequence[Span]
) -> tuple[frozenset[str], frozenset[str]]:
    """Of the words that no name covers and that do not fit every summit: names, and topics."""
    names: set[str] = set()
    topics: set[str] = set()
    strange: list[Span] = []
    for word in words:
        if any(n.span.start < word.end and word.start < n.span.end for n in inside):
            continue
        text = sentence.cut(word.start, word.end)
        if _neutral(text):
            continue
        strange.append(word)
    for run in _runs(sentence, reversed(strange)):
        text = sentence.cut(run.start, run.end)
        joined = bool({sentence.cut(run.end, run.end + 1), sentence.cut(run.start - 1, run.start)} & _DASHES)
        if text[0].isupper() and (joined or not inside) and not title_cased(sentence):
            names.add(plain(text))
        else:
            topics |= {plain(word) for word in text.split()}
    return frozenset(names), frozenset(topics)


def _runs(sentence: Sentence, found: Iterable[Span]) -> Iterator[Span]:
    """Words with a capital that stand side by side are one name: "Central Asia"."""
    run: Span | None = None
    for word in found:
        if run and sentence.cut(run.end, word.start) == " " and _capital(sentence, run, word):
            run = Span(start=run.start, end=word.end)
            continue
        if run:
            yield run
        run = word
    if run:
        yield run


def _capital(sentence: Sentence, *found: Span) -> bool:
    return all(sentence.cut(word.start, word.start + 1).isupper() for word in found)


def _neutral(word: str) -> bool:
    bare = plain(word)
    if bare in TOPICAL:
        return False
    return fits(bare) or (word[0].islower() and ADJECTIVE.match(bare) is not None)
