"""Phrases that name an event, and whose event it is.

A phrase is read as a reader reads it: the words before the noun ("the 14th annual Japan–France"), the
complement after it ("between Mori and Garnier"), then the sentence, and for a plain "the summit" what was
spoken of last.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from bot.extraction.events.naming import (
    WORD,
    Candidate,
    candidates_in,
    fits,
    is_stranger,
    names_series,
    plain,
)
from bot.extraction.events.sentences import Named, Sentence
from bot.extraction.facts import EventOfInterest, Occurrence
from bot.extraction.lexicon import EntityKind
from bot.extraction.text import Span


class Certainty(StrEnum):
    """How the text ties the phrase to the event, best first."""

    PHRASE = "phrase"  # the parties or the series stand in the phrase
    SENTENCE = "sentence"  # the sentence names all the parties, and nobody else
    COREFERENCE = "coreference"  # "the summit", after the event was named

    @property
    def confidence(self) -> float:
        return {"phrase": 0.95, "sentence": 0.85, "coreference": 0.7}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that name the event of interest."""

    sentence: Sentence
    head: Span
    """From its first word to the noun: "the 14th annual Japan–France summit"."""
    end: int
    """Where its complement ends: after "between Mori and Garnier"; else the end of `head`."""
    certainty: Certainty
    occurrence: Occurrence = Occurrence.CURRENT
    is_next: bool = False
    """The text calls it the next: in the report of a summit that was held, a later one."""

    @property
    def whole(self) -> Span:
        return Span(start=self.head.start, end=self.end)


_MOST = 80
"""Phrases looked at in one document: an article has ten, and each costs the reading of its sentence."""

_INDEFINITE = re.compile(r"an? ")
_TITLES = r"(?:(?:President|Prime Minister|PM|Premier|Chancellor|Mr|Ms|leader) )*"
_JOINED_BEFORE = re.compile(rf"\b([A-Z][\w.’-]+) (?:and|&) {_TITLES}$")
_JOINED_AFTER = re.compile(rf" (?:and|&) {_TITLES}([A-Z][\w.’-]+)")
_PREVIOUS = re.compile(r"\b(?:last|previous|earlier|prior|past)\b")
_NEXT = re.compile(r"\bnext\b")
_SINGLES_OUT = re.compile(r"\b(?:annual|bilateral|upcoming|next|planned|their|an?)\b")


def find_phrases(sentences: Iterable[Sentence], event: EventOfInterest) -> tuple[Phrase, ...]:
    """The phrases that name `event`, in order; phrases of other events are left out."""
    candidates = (candidate for sentence in sentences for candidate in candidates_in(sentence, event))
    return tuple(_settle(list(islice(candidates, _MOST)), event))


def _settle(candidates: Sequence[Candidate], event: EventOfInterest) -> Iterator[Phrase]:
    """Whose event each candidate is, in reading order: a plain "the summit" is the one spoken of last."""
    ours_last: bool | None = None
    only_ours = not any(c.foreign for c in candidates)
    for candidate in candidates:
        certainty = _certainty(candidate, event, ours_last=ours_last)
        plain = not candidate.foreign and not candidate.named
        if (
            certainty is None
            and plain
            and ours_last is None
            and only_ours
            and _named_later(candidates, event)
        ):
            certainty = _coreference(candidate, event)
        if certainty is None:
            ours_last = False if candidate.foreign or candidate.named else ours_last
            continue
        ours_last = True
        yield _phrase(candidate, certainty)


def _certainty(candidate: Candidate, event: EventOfInterest, *, ours_last: bool | None) -> Certainty | None:
    if candidate.foreign:
        return None
    if _all_named(candidate, event):
        return Certainty.PHRASE
    singled_out = bool(candidate.named) or _SINGLES_OUT.search(candidate.words) is not None
    if (singled_out or ours_last is None) and _sentence_names_all(candidate.sentence, event):
        return Certainty.SENTENCE
    return _coreference(candidate, event) if ours_last and not candidate.named else None


def _coreference(candidate: Candidate, event: EventOfInterest) -> Certainty | None:
    """Not of "a summit", which is a new one, nor after a third country's leader, whose it may be."""
    before = (n for n in candidate.sentence.named if n.span.start < candidate.head.start)
    if _INDEFINITE.match(candidate.words) or any(
        n.entity.kind is EntityKind.PERSON and is_stranger(n, event) for n in before
    ):
        return None
    return Certainty.COREFERENCE


def _all_named(candidate: Candidate, event: EventOfInterest) -> bool:
    if event.parties:
        return candidate.named >= frozenset(event.parties)
    return names_series(candidate, event)


def _named_later(candidates: Sequence[Candidate], event: EventOfInterest) -> bool:
    return any(not c.foreign and _all_named(c, event) for c in candidates)


def _sentence_names_all(sentence: Sentence, event: EventOfInterest) -> bool:
    """Both parties and nobody else: with a third name in the sentence it may be the third one's summit."""
    named = {party for n in sentence.named for party in n.stands_for if party in event.parties}
    if len(event.parties) < 2 or not named >= set(event.parties):
        return False
    return not any(is_stranger(n, event) or _joined_to_a_stranger(sentence, n) for n in sentence.named)


def _joined_to_a_stranger(sentence: Sentence, named: Named) -> bool:
    """Does it stand beside a name that the lexicon does not know: "Somebody and Garnier"?"""
    start = max(sentence.span.start, named.span.start - 60)
    if match := _JOINED_BEFORE.search(sentence.cut(start, named.span.start)):
        return not _known_at(sentence, start + match.start(1))
    if match := _JOINED_AFTER.match(sentence.cut(named.span.end, sentence.span.end)):
        return not _known_at(sentence, named.span.end + match.start(1))
    return False


def _known_at(sentence: Sentence, at: int) -> bool:
    word = WORD.match(sentence.cut(at, sentence.span.end))
    known = any(n.span.start <= at < n.span.end for n in sentence.named)
    return known or (word is not None and fits(plain(word[0])))


def _phrase(candidate: Candidate, certainty: Certainty) -> Phrase:
    previous = _PREVIOUS.search(candidate.words) is not None
    return Phrase(
        sentence=candidate.sentence,
        head=candidate.head,
        end=candidate.end,
        certainty=certainty,
        occurrence=Occurrence.PREVIOUS if previous else Occurrence.CURRENT,
        is_next=_NEXT.search(candidate.words) is not None,
    )
