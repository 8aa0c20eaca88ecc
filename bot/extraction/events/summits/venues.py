"""Places that are offered or chosen for a summit: "has offered Manaus as the venue for the summit"."""

import re

from bot.extraction.events.summits.phrases import Phrase
from bot.extraction.lazily import lazy

_VENUE = lazy(
    r"\b(?:(?P<offered>offer(?:s|ed|ing)?|propos(?:e|es|ed|ing)|suggest(?:s|ed|ing)?|float(?:s|ed))"
    r"|(?P<chosen>cho(?:se|sen)|choos(?:e|es|ing)|pick(?:s|ed)?|nam(?:e|es|ed)|select(?:s|ed)?|confirm(?:s"
    r"|ed)?))"
    r" (?P<place>[^.;:“”]{2,60}?),? as (?:the |a |its )?(?:venue|host|site|location"
    r"|setting)(?: city)? (?:for|of) $",
    re.IGNORECASE,
)
_REACH = 130
"""Characters: a place with its apposition."""


def venue_for(phrase: Phrase) -> re.Match[str] | None:
    """The words right before the phrase that offer a place for it; its `string` ends at the phrase."""
    start = max(phrase.sentence.span.start, phrase.head.start - _REACH)
    return _VENUE.search(phrase.sentence.cut(start, phrase.head.start))
