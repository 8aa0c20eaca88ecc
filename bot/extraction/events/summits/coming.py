"""Those who come or gather for a summit: "will be in Varanasi on 3 December for the 24th summit"."""

import re
from dataclasses import dataclass

from bot.extraction.events.links import linked
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.summits.scope import reaches
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_PURPOSE = lazy(
    r"(?: for| at| to (?:attend|join|address|hold|chair|co-chair|open|host|take part in|participate in"
    r"|represent \w+ at)"
    r"| attending| joining| taking part in| participating in"
    r"| (?:for|at) the (?:opening|start|closing|close|second day|first day|final day"
    r"|opening session) of),? $",
    re.IGNORECASE,
)
_LONGEST = 48
"""Characters of a purpose: "to take part in the"."""
_AUXILIARIES = (
    r",?(?: (?:will|would|to|is|are|was|were|has|have|had|also|due|set|expected|scheduled|likely|be|been"
    r"|then|both"
    r"|today|tomorrow|all|on [A-Z]\w+day|next week|this week))*"
)
_GATHERS = (
    r"(?:gather(?:s|ed|ing)?|meet(?:s|ing)?|met|assembl(?:e|es|ed|ing)|conven(?:e|es|ed|ing)"
    r"|com(?:e|es|ing) together|came together|sit(?:s|ting)? down|sat down|huddl(?:e|es|ed|ing)"
    r"|welcom(?:e|es|ed|ing)|host(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|join(?:s|ed)|play(?:s|ed|ing)? host to"
    r"|summon(?:s|ed)?"
    r"|be(?= in\b)|(?:is|are|was|were|been)(?= in\b)|(?:due|expected|awaited)(?= in\b))"
)
_TRAVELS = (
    r"(?:arriv(?:e|es|ed|ing)|travel(?:s|l?ed|l?ing)?|fl(?:y|ies|ew|ying|own)|head(?:s|ed|ing)?(?= (?:to"
    r"|for|back|off|into|there|straight)\b)|land(?:s|ed|ing)?"
    r"|go(?:es|ing)?|went|com(?:e|es|ing)|came|visit(?:s|ed|ing)?|return(?:s|ed|ing)?"
    r"|converg(?:e|es|ed|ing)|flock(?:s|ed|ing)?|descend(?:s|ed|ing)?|journey(?:s|ed)?)"
)
_VERB = lazy(
    rf"(?P<chain>{_AUXILIARIES}) (?:(?P<gathers>{_GATHERS})|(?P<travels>{_TRAVELS}))(?!\w)(?: again)?",
    re.IGNORECASE,
)
_PREPARES = lazy(r"\b(?:prepar|ahead of|finali[sz])", re.IGNORECASE)
"""Whoever meets to prepare the summit does not hold it."""
_NOUN_BEFORE = lazy(
    r"(?:\b(?:the|this|that|an?|his|her|its|their|bilateral|recent)|-level|[’']s) $",
    re.IGNORECASE,
)
"""In front of "meeting" or "visit" these make it a noun: "with this high-level meeting"."""
_REACH = 200
"""Characters: a list of guests, a place and a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The verb of those who come, and all from it to the phrase."""

    verb: Span
    whole: Span
    """From the auxiliaries on: "will gather in Tokyo on 4 May for"."""
    chain: int
    """Where the auxiliaries end."""
    gathers: bool
    """They are there on the days named, not only on the way: a day of arrival is no day of the summit."""


def coming_to(sentence: Sentence, head: Span) -> Coming | None:
    """Those who come for the phrase at `head`; None where another clause stands between."""
    start = max(sentence.span.start, head.start - _REACH)
    before = sentence.cut(start, head.start)
    purpose = _PURPOSE.search(before, max(0, len(before) - _LONGEST))
    if purpose is None:
        return None
    for verb in reversed(list(_VERB.finditer(before, 0, purpose.start() + 1))):
        group = "gathers" if verb["gathers"] else "travels"
        if _NOUN_BEFORE.search(before, max(0, verb.start(group) - 24), verb.start(group)):
            continue
        end, to = start + verb.end(), start + purpose.start()
        if _PREPARES.search(before, verb.end(), purpose.start() + 1):
            continue
        if linked(sentence, end, to, dates=sentence.dates) or reaches(
            sentence, end, to, dates=sentence.dates
        ):
            return Coming(
                verb=Span(start=start + verb.start(group), end=start + verb.end(group)),
                whole=Span(start=start + verb.start(), end=head.start),
                chain=start + verb.end("chain"),
                gathers=verb["gathers"] is not None,
            )
    return None
