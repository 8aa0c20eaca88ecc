"""EDITION: the number of the event in its series, as the phrase that names it says it."""

import re
from collections.abc import Iterator

from bot.extraction.events.drafts import Draft
from bot.extraction.events.phrases import Certainty, Phrase
from bot.extraction.events.shown import ordinal
from bot.extraction.facts import Slot
from bot.extraction.text import Span

_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_ORDINALS = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split(), 1)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

_FIGURES = re.compile(r"\b([1-9][0-9]{0,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_SPELT = re.compile(rf"\bthe (?:(twenty|thirty|forty|fifty)[ -])?({'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_INAUGURAL = re.compile(r"\binaugural\b", re.IGNORECASE)
_EDITION_OF = re.compile(
    r"\b([1-9][0-9]{0,2})(?:st|nd|rd|th) (?:edition|round|iteration) of $", re.IGNORECASE
)
_COUNTED_ANEW = re.compile(
    r"[^.;:]{0,60}\b(?:since|in (?:\w+ )?(?:years|months|weeks)|this year|in a (?:year|row))\b"
)
"""After "the second summit": second of a year or since a war, not of the series."""


def editions(phrase: Phrase) -> Iterator[Draft]:
    """The number in the phrase, or in "the 14th edition of" before it."""
    if phrase.certainty is Certainty.COREFERENCE:
        return  # "the 17th summit", far from any name, may be of any series
    head = phrase.sentence.cut(phrase.head.start, phrase.head.end)
    if match := _FIGURES.search(head):
        yield _edition(int(match[1]), _at(phrase.head.start, match), "edition.figures/1", 1.0)
    elif match := _INAUGURAL.search(head):
        yield _edition(1, _at(phrase.head.start, match), "edition.inaugural/1", 0.9)
    elif (match := _SPELT.search(head)) and not _COUNTED_ANEW.match(
        phrase.sentence.cut(phrase.end, phrase.sentence.span.end)
    ):
        number = _TENS.get((match[1] or "").lower(), 0) + _ORDINALS[match[2].lower()]
        if number > 1:  # "the first summit" is a novelty more often than a number
            yield _edition(number, _at(phrase.head.start, match), "edition.spelt/1", 0.75)
    start = max(phrase.sentence.span.start, phrase.head.start - 40)
    if match := _EDITION_OF.search(phrase.sentence.cut(start, phrase.head.start)):
        yield _edition(int(match[1]), _at(start, match), "edition.of/1", 1.0)


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
