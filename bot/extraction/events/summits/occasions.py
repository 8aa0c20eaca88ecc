"""Which phrases speak of the same summit, in reading order.

A phrase is read as a reader reads it: its own names first, then who holds it, then the sentence, and for a
plain "the summit" what was spoken of last.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.blocs import is_bloc
from bot.extraction.events.summits.candidates import Candidate, candidates_in
from bot.extraction.events.summits.identity import Certainty, Identity, identify
from bot.extraction.events.summits.nouns import ORDINAL, names_one
from bot.extraction.events.summits.phrases import Occasion, Phrase
from bot.extraction.facts import Occurrence
from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityKind

__all__ = ["Occasion", "find_occasions"]

_MOST = 80
"""Phrases looked at in one document: an article has ten, and each costs the reading of its sentence."""
_FAR = 8
"""Sentences over which "the ninth" or "the previous one" is one of the series spoken of."""
_NUMBERED = lazy(
    rf"^(?:the |its |whose |their )?(?:{ORDINAL}(?: ordinary| extraordinary| regular| annual"
    rf"| such)?(?: one| edition| session| meeting"
    r"| gathering)?|(?:previous|last|next|following)(?: one| edition| session| meeting| gathering)?)$",
    re.IGNORECASE,
)
_GROUP = lazy(
    r"\b(?:bloc|alliance|grouping|group|club|community|union|league|association|countries|nations|neighbours"
    r"|states)\b"
)
"""Of a group told before: no other is meant by "the four countries' leaders"."""
_NEAR = 2
"""Sentences over which "the summit" still means the previous one just spoken of."""

_OF_TWO = lazy(r"\b(?:bilateral|trilateral|their|annual)\b")
_INDEFINITE = lazy(r"(?:an?|any|no|another) ")
_PREVIOUS = lazy(
    r"\b(?:last|previous|earlier|prior|past)"
    r"(?! (?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|night)\b)"
)
_HAD = lazy(r"\b(?:had (?:also|last|previously|earlier)|last)\b(?! (?:week|month|year|[a-z]*day|night))")
_NEXT = lazy(r"\bnext\b")
_AHEAD = lazy(r"\b(?:will|would|upcoming|forthcoming|next|to be|(?:is|are) (?:due|set|expected|scheduled))\b")


_OTHER_EVENT = lazy(
    r"\b(?:meetings?|talks|visits?|conference|forum|sessions?|elections?|matche?s?|exhibition|festival"
    r"|ceremony"
    r"|trips?|committee|exercises?|wedding|concert|rally|fair)\b",
    re.IGNORECASE,
)
"""What else "the event" may be."""


def find_occasions(sentences: Iterable[Sentence]) -> tuple[Occasion, ...]:
    """The summits that the text names, in order of first mention; of mountains, firms and the like too."""
    occasions: list[Occasion] = []
    before_any: list[Candidate] = []
    last: Occasion | None = None
    for candidate in islice(_candidates(sentences, occasions), _MOST):
        if candidate.stands_in and not _named_by_itself(candidate):
            if last is not None and _takes_up(candidate, last):
                last.phrases.append(_phrase(candidate, Certainty.COREFERENCE, last))
            continue
        identity, certainty = identify(candidate, first=last is None)
        if (
            last is not None
            and certainty is not None
            and _is_the_one_told(candidate, identity, certainty, last)
        ):
            certainty = None
        if certainty is not None:
            last = _settle(occasions, identity)
            last.phrases.append(_phrase(candidate, certainty, last))
        elif last is None:
            before_any.append(candidate)
        elif _may_refer(candidate, last.identity):
            last.phrases.append(_phrase(candidate, Certainty.COREFERENCE, last))
    occasions = _by_full_name(occasions)
    if len(occasions) == 1:
        early = [c for c in before_any if _may_refer(c, occasions[0].identity)]
        occasions[0].phrases[:0] = [_phrase(c, Certainty.COREFERENCE, None) for c in early]
    return tuple(occasions)


def _candidates(sentences: Iterable[Sentence], told: Sequence[Occasion]) -> Iterator[Candidate]:
    """Of sentences that may name a summit; once `told` fills, of those too that may take one up."""
    for sentence in sentences:
        if told or names_one(sentence.text):
            yield from candidates_in(sentence)


def _by_full_name(occasions: list[Occasion]) -> list[Occasion]:
    """A headline's "Pacific summit" is the Pacific Islands Forum summit of the text."""
    kept: list[Occasion] = []
    for occasion in occasions:
        known = occasion.identity.parties or occasion.identity.series or not occasion.identity.unknown
        full = None if known else next((o for o in occasions if _names(o, occasion.identity.unknown)), None)
        if full is None or full is occasion:
            kept.append(occasion)
        else:
            full.phrases.extend(occasion.phrases)
            full.phrases.sort(key=lambda phrase: phrase.head.start)
    return kept


def _names(occasion: Occasion, words: frozenset[str]) -> bool:
    heads = [p.sentence.cut(p.head.start, p.head.end).lower() for p in occasion.phrases]
    return bool(occasion.identity.parties) and any(all(word in head for word in words) for head in heads)


def _settle(occasions: list[Occasion], identity: Identity) -> Occasion:
    """The occasion told before that it fits, the latest of several; else a new one."""
    for occasion in reversed(occasions):
        if identity.fits(occasion.identity):
            if occasion.identity.partial and not identity.partial:
                occasion.identity = identity
            return occasion
    occasions.append(Occasion(identity=identity))
    return occasions[-1]


def _may_refer(candidate: Candidate, identity: Identity) -> bool:
    """Not "a summit", which is a new one, nor after a third country's leader, whose it may be."""
    if _INDEFINITE.match(candidate.words) or candidate.words.startswith("separate"):
        return False
    before = (n for n in candidate.sentence.named if n.span.start < candidate.head.start)
    two_sided = len(identity.parties) == 2 and not identity.series
    return not two_sided or not any(
        n.entity.kind is EntityKind.PERSON and n.country not in identity.parties for n in before
    )


_MET = lazy(r"\b(?:met|meets|meeting|talks|received|called on)\b")


def _takes_up(candidate: Candidate, last: Occasion) -> bool:
    """Right after the summit was told of, and naming nothing else."""
    told = last.phrases[-1].sentence
    away = candidate.sentence.place - told.place
    plain = not (candidate.named or candidate.unknown or candidate.topics)
    if candidate.verb is not None:
        reach = _FAR if _GROUP.search(candidate.words) else _NEAR + 1
        return away <= reach and _is_group(last.identity)
    if _NUMBERED.search(candidate.words):
        return plain and away <= _FAR
    if "meeting" in candidate.words and _MET.search(told.cut(told.span.start, last.phrases[-1].head.start)):
        return False  # the meeting is the one just told, not the summit that it prepares
    return plain and away <= (1 if candidate.words == "it" else _NEAR) and not _other_between(candidate, last)


def _is_the_one_told(candidate: Candidate, identity: Identity, certainty: Certainty, last: Occasion) -> bool:
    """After a group's summit "the summit" is that one, whoever opens it and whatever countries are named."""
    if certainty is Certainty.SENTENCE and candidate.words == "the summit" and not candidate.named:
        return identity.parties <= last.identity.parties
    told = (n for n in candidate.sentence.named if n.span.start < candidate.head.start)
    if candidate.named or not _is_group(last.identity) or any(map(is_bloc, told)):
        return False
    guessed = certainty is Certainty.SENTENCE and not _OF_TWO.search(candidate.words)
    by_one = identity.partial and candidate.words in {"the summit", "the gathering"}
    return (guessed or by_one) and not _INDEFINITE.match(candidate.words)


def _named_by_itself(candidate: Candidate) -> bool:
    """Does it say whose it is: "the GCC's 47th session"? Then it takes up nothing."""
    return candidate.verb is None and any(map(is_bloc, candidate.named)) and " " in candidate.words


def _is_group(identity: Identity) -> bool:
    return bool(identity.series) or len(identity.parties) != 2 or bool(identity.unknown)


def _other_between(candidate: Candidate, last: Occasion) -> bool:
    """Has another event been told of since: "the ministers met ... The meeting"?"""
    end = last.phrases[-1].end
    text = candidate.sentence.document.text[end : candidate.head.start]
    return _OTHER_EVENT.search(text) is not None


def _phrase(candidate: Candidate, certainty: Certainty, occasion: Occasion | None) -> Phrase:
    return Phrase(
        sentence=candidate.sentence,
        head=candidate.head,
        holders=candidate.holders,
        noun=candidate.noun,
        end=candidate.end,
        certainty=certainty,
        places=candidate.places,
        occurrence=_occurrence(candidate, certainty, occasion.phrases if occasion else ()),
        is_next=_NEXT.search(candidate.words) is not None,
        verb=candidate.verb,
    )


def _met_before(candidate: Candidate) -> bool:
    """Of leaders who "had also met" or "last met" there."""
    if candidate.verb is None or candidate.verb.start < candidate.head.end:
        return False
    return _HAD.search(candidate.sentence.cut(candidate.head.end, candidate.verb.start)) is not None


def _occurrence(candidate: Candidate, certainty: Certainty, told: Sequence[Phrase]) -> Occurrence:
    if _PREVIOUS.search(candidate.words) or _met_before(candidate):
        return Occurrence.PREVIOUS
    near = [p for p in told if candidate.sentence.place - p.sentence.place <= _NEAR]
    of_previous = bool(near) and near[-1].occurrence is Occurrence.PREVIOUS
    if of_previous and certainty is Certainty.COREFERENCE and not _AHEAD.search(candidate.sentence.text):
        return Occurrence.PREVIOUS
    return Occurrence.CURRENT
