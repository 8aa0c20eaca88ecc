"""EDITION of talks: "the second round of", "a 5th round"."""

import re

from bot.extraction.events.drafts import Draft
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.shown import ordinal
from bot.extraction.facts import Slot
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_SPELT = {
    word: number
    for number, word in enumerate(
        re.findall(
            r"\w+",
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
            " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        ),
        1,
    )
}
_ROUND = lazy(
    rf"\b(?:(?P<figures>[1-9]\d?)(?:st|nd|rd|th)|(?P<spelt>{'|'.join(_SPELT)}))"
    r" (?:[\w-]+ ){0,2}?(?:round|edition|meeting|session) (?:of )?",
    re.IGNORECASE,
)
_REACH = 80
"""Characters before the noun: "the fourth round of indirect U.S.-Iran nuclear"."""


def round_draft(sentence: Sentence, noun: Span) -> Draft | None:
    """The number of the round that the noun belongs to."""
    start = max(sentence.span.start, noun.start - _REACH)
    found = list(_ROUND.finditer(sentence.cut(start, noun.start)))
    if not found:
        return None
    match = found[-1]
    number = int(match["figures"]) if match["figures"] else _SPELT[match["spelt"].lower()]
    return Draft(
        slot=Slot.EDITION,
        value=str(number),
        shown=ordinal(number),
        evidence=Span(start=start + match.start(), end=start + match.start() + len(match[0].rstrip())),
        rule="meeting.round/1",
        weight=0.9,
    )
