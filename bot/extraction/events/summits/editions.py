"""EDITION: the number of the event in its series, as the phrase that names it says it."""

import re
from collections.abc import Iterator

from bot.extraction.events.drafts import Draft
from bot.extraction.events.shown import ordinal
from bot.extraction.events.summits.identity import Certainty
from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.facts import Slot
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_ORDINALS = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split(), 1)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

_FIGURES = lazy(r"\b([1-9][0-9]{0,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_SAME_SERIES = lazy(
    r"(?:the|their|its) \S+ (?:(?:annual|bilateral|trilateral|regular|ordinary) )?summit$|.*\bsuch summit"
    r"|(?:the |its |their )?[\w-]+ (?:annual )?leaders[’'] [a-z]+$"
    r"|(?:the \w+[’']s |the |its |whose |their )?[\w-]+(?: ordinary| extraordinary| regular| annual| such)?"
    r"(?: one| edition| gathering| meeting| session)?$",
    re.IGNORECASE,
)
_SPELT = lazy(
    rf"\b(?:the|its|their) (?:(twenty|thirty|forty|fifty)[ -])?({'|'.join(_ORDINALS)})\b", re.IGNORECASE
)
_INAUGURAL = lazy(r"\binaugural\b", re.IGNORECASE)
_EDITION_OF = lazy(r"\b([1-9][0-9]{0,2})(?:st|nd|rd|th) (?:edition|round|iteration) of $", re.IGNORECASE)
_THE_NTH = lazy(
    r",? (?:\(|- |– )?the ([1-9][0-9]{0,2})(?:st|nd|rd|th)(?=[,.)]| in (?:the|its|a) series| of its kind"
    r"| such|$)"
)
_FIRST_OF_ALL = lazy(r"\b(?:annual|first-ever|ever)\b", re.IGNORECASE)
_IS = lazy(r"\b(?:is|was|be|been|becomes?|as|their|its) $")
_TOOK_PLACE = lazy(r" (?:was (?:held|hosted)|took place|will (?:be held|take place)|is (?:to|due)|opened)\b")
_COUNTED_ANEW = lazy(
    r"[^.;:]{0,60}\b(?:since|in (?:\w+ )?(?:years|months|weeks)|this year|in a (?:year|row))\b"
)
"""After "the second summit": second of a year or since a war, not of the series."""


def editions(phrase: Phrase) -> Iterator[Draft]:
    """The number in the phrase, or in "the 14th edition of" before it."""
    sure = phrase.certainty is not Certainty.COREFERENCE
    if not sure and not _SAME_SERIES.match(phrase.sentence.cut(phrase.head.start, phrase.head.end)):
        return  # "the 17th Elbe summit", far from any name, may be of any series
    head = phrase.sentence.cut(phrase.head.start, phrase.head.end)
    if match := _FIGURES.search(head):
        yield _edition(int(match[1]), _at(phrase.head.start, match), "edition.figures/1", 1.0)
    elif match := _INAUGURAL.search(head):
        yield _edition(1, _at(phrase.head.start, match), "edition.inaugural/1", 0.9)
    elif (match := _SPELT.search(head)) and not _COUNTED_ANEW.match(
        phrase.sentence.cut(phrase.end, phrase.sentence.span.end)
    ):
        number = _TENS.get((match[1] or "").lower(), 0) + _ORDINALS[match[2].lower()]
        if number > 1 or _is_numbered_first(phrase) or _FIRST_OF_ALL.search(head):
            yield _edition(number, _at(phrase.head.start, match), "edition.spelt/1", 0.75)
    yield from _counted(phrase)
    start = max(phrase.sentence.span.start, phrase.head.start - 40)
    if match := _EDITION_OF.search(phrase.sentence.cut(start, phrase.head.start)):
        yield _edition(int(match[1]), _at(start, match), "edition.of/1", 1.0)


def _counted(phrase: Phrase) -> Iterator[Draft]:
    """The number in an apposition after it: "their own annual summit, the 46th"."""
    after = phrase.sentence.cut(phrase.end, min(phrase.sentence.span.end, phrase.end + 60))
    if match := _THE_NTH.match(after):
        yield _edition(int(match[1]), _at(phrase.end, match), "edition.apposition/1", 0.9)


def _is_numbered_first(phrase: Phrase) -> bool:
    """Mostly the first is a novelty ("it is the first in Paris"); a number where it is what took place."""
    before = phrase.sentence.cut(max(phrase.sentence.span.start, phrase.head.start - 20), phrase.head.start)
    after = phrase.sentence.cut(phrase.end, phrase.sentence.span.end)
    return _IS.search(before) is None and _TOOK_PLACE.match(after) is not None


def _at(start: int, match: re.Match[str]) -> Span:
    return Span(start=start + match.start(), end=start + match.end() - match[0].endswith(" "))


def _edition(number: int, evidence: Span, rule: str, weight: float) -> Draft:
    return Draft(
        slot=Slot.EDITION,
        value=str(number),
        shown=ordinal(number),
        evidence=evidence,
        rule=rule,
        weight=weight,
    )
