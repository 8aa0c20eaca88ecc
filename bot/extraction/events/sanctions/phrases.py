"""Phrases that name sanctions: "its 19th package of sanctions against Russia", "bans on 12 officials"."""

import re
from dataclasses import dataclass, replace

from bot.extraction.events.agreements.words import Words
from bot.extraction.events.sanctions.measures import measure_spans
from bot.extraction.events.sanctions.targets import target_end
from bot.extraction.events.sanctions.verbs import DEEDS, THOUGHTS
from bot.extraction.lazily import lazy
from bot.extraction.text import Span
from bot.extraction.wordlists import words as listed

_NOUN = lazy(
    r"\b(?:sanctions? (?:package|list|listings?|designations?|measures|regime|programme)|sanctions"
    r"|restrictive measures)\b(?!-)",
    re.IGNORECASE,
)
_REFERRING = lazy(
    r"^(?P<noun>Those) (?=on\b|against\b)"
    r"|\b(?:[1-9]?[0-9](?:st|nd|rd|th)|\w+(?:th|first|second|third)) (?P<package>package)\b"
)
"""What means sanctions where the text spoke of them just before."""
MOST = 8
"""Phrases, and verbs, read of one sentence: what names more is a list or a trap."""
_TOLD_BEFORE = 400
_NOT_AFTER = lazy(
    r" (?:relief|busting|evasion|evaders?|violations?|breach\w*|exemptions?|waivers?|experts?|committee"
    r"|monitors?|coordinator|envoy|chief|policy|threats?|risks?|compliance|law|bill|talks|pressure|snapback)\b",
    re.IGNORECASE,
)
_STOPS = listed(
    """
    in at to with against on by near from for into onto during after before under among amid via within
    without despite following upon is are was were be been being has have had will would shall should can
    could may might must or but not as that which who when while said says if than it they he we also since
    because until unless whether once
    """
)
"""Words that stand before such a phrase, never in it."""
_AMOUNTS = listed(
    "package packages round rounds set series raft tranche wave slew batch range barrage host salvo flurry"
)
_LONGEST = 10
"""Words before the noun."""
_BEFORE_TARGET = listed("on against targeting toward towards upon at over hitting aimed aim target targets")
_IN_FORCE = listed(
    """
    imposed placed put slapped levied it they he she that which had has have was were been previously earlier
    today here jointly in place force
    """
)
"""Before the target: "sanctions it had placed on"."""
_AUXILIARIES = listed("had has have was were been")
_IN_FORCE_REACH = 7
_DATE_REACH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One noun phrase, with whom it hits where it says so."""

    first: int
    """The place of its first word."""
    noun: int
    """The place of its noun."""
    end: int
    """The place after the noun."""
    target: tuple[int, int] | None
    """The places of the target after it: the first, and the one after the last."""
    is_package: bool
    """It has a number: "the 23rd package"."""
    is_measure: bool
    """It is a ban, a freeze or an embargo by its own name, not "sanctions"."""

    @property
    def whole(self) -> int:
        """The place after all of it."""
        return self.target[1] if self.target else self.end


def phrases_in(words: Words) -> list[Phrase]:
    """The phrases of a sentence, in order."""
    phrases: list[Phrase] = []
    covered = words.sentence.span.start
    for span, is_measure in _found(words)[:MOST]:
        if span.start < covered:
            continue
        noun, end = words.at(span.start), words.at(span.end)
        if noun < len(words) and words.starts[noun] == span.start:
            covered = span.end
            phrases.append(_phrase(words, noun, end, is_measure=is_measure))
    return _shared(words, phrases)


def _found(words: Words) -> list[tuple[Span, bool]]:
    """The nouns in order, each with whether it is a measure."""
    text, start = words.sentence.text, words.sentence.span.start
    named = [m.span() for m in _NOUN.finditer(text) if not _NOT_AFTER.match(text, m.end())]
    if (
        not named
        and "sanctions" in words.sentence.cut(max(0, start - _TOLD_BEFORE), start + len(text)).lower()
    ):
        named = [m.span(m.lastgroup or 0) for m in _REFERRING.finditer(text)]
    found = [(Span(start=start + first, end=start + end), False) for first, end in named]
    return sorted(found + [(span, True) for span in measure_spans(words.sentence)])


def _shared(words: Words, phrases: list[Phrase]) -> list[Phrase]:
    """As in "an asset freeze and a travel ban on the minister": the last one's target is that of all."""
    shared: list[Phrase] = []
    for phrase in reversed(phrases):
        after = shared[-1] if shared else None
        joined = after is not None and _joined(words.low[phrase.end : after.noun])
        shared.append(
            replace(phrase, target=after.target) if joined and after and not phrase.target else phrase
        )
    return shared[::-1]


def _joined(between: list[str]) -> bool:
    return len(between) <= 4 and any(low in {"and", ","} for low in between[:2])


def _phrase(words: Words, noun: int, end: int, *, is_measure: bool) -> Phrase:
    first = noun
    while first > 0 and noun - first < _LONGEST and _belongs(words, first - 1):
        first -= 1
    return Phrase(
        first=first,
        noun=noun,
        end=end,
        target=_target(words, end),
        is_package=words.low[end - 1] in {"package", "tranche"},
        is_measure=is_measure,
    )


def _belongs(words: Words, k: int) -> bool:
    """Is the word at `k` part of the phrase after it?"""
    low = words.low[k]
    if k in words.inside or low == "-":
        return True
    if low == "and":
        return k > 0 and _joins(words, k - 1)
    if low == "of":
        return k > 0 and words.low[k - 1] in _AMOUNTS
    return words.raw[k][0].isalnum() and not (low in _STOPS or low in DEEDS or low in THOUGHTS)


def _joins(words: Words, k: int) -> bool:
    """Is the word before "and" an adjective: "trade and aviation sanctions"?"""
    return words.raw[k].islower() and words.low[k] not in DEEDS and k not in words.inside


def _target(words: Words, end: int) -> tuple[int, int] | None:
    """What stands after "on", "against" or "targeting"."""
    k = _over_time(words, _over_force(words, end))
    if k >= len(words) or words.low[k] not in _BEFORE_TARGET or k + 1 in words.dated:
        return None
    k += 1
    k += k < len(words) and words.low[k] == "at"
    stop = target_end(words, k, len(words))
    return (k, stop) if stop > k else None


def _over_force(words: Words, k: int) -> int:
    last = min(len(words) - 1, k + _IN_FORCE_REACH)
    if k <= last and words.low[k] not in _AUXILIARIES:
        while k < last and words.low[k] in _IN_FORCE:
            k += 1
    return k


def _over_time(words: Words, k: int) -> int:
    last = min(len(words) - 1, k + _DATE_REACH)
    while k < last and (k in words.dated or (words.low[k] == "on" and k + 1 in words.dated)):
        k += 1
    return k
