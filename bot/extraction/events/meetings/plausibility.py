"""Whether those whom a verb of meeting joins meet as states do, and not as teams or in figures of speech."""

import re

from bot.extraction.events.meetings.offices import is_elsewhere
from bot.extraction.events.meetings.sides import Side
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

PHONE = lazy(r"\b(?:tele)?phone|\bby video|\bcall\b|\bvirtual", re.IGNORECASE)
_CONTEST = lazy(
    r"[^.;:]{0,40}? (?:for|in|at) (?:[\w-]+ ){0,4}(?:debates?|finals?|match|court|run-?off|primary)\b"
)
_FOR_SUMMIT = lazy(r"[^.;:,]{0,60}? for (?!talks)(?:[\w’'–-]+ ){0,7}[Ss]ummit\b")
"""Then the summit is what they meet for, and what is told."""
_TALKS = lazy(
    r"\b(?:talks|discuss\w*|negotiat\w*|officials?|ministers?|delegations?|diplomats?|envoys?"
    r"|leaders?|agreed)\b",
    re.IGNORECASE,
)
_DEMANDS = lazy(r" to (?!discuss|talk|brief)[a-z]+")
_SEVERAL = lazy(r" (?:(?:his|her|their|the|\w+) ){0,3}(?:counterparts|leaders|presidents|premiers)\b")
"""Who hosts these hosts a summit."""
_SEEN = lazy(
    r"[.,;]?$|[.,;] | (?:on|at) (?:the|\w+day|[A-Z]\w+ \d|\d)| in [A-Z]| to (?:discuss|talk)\b| for talks\b"
    r"| (?:this|next|last|later|earlier|today|tomorrow|yesterday|\w+day)\b"
)
"""After whom one is to see: "will see Lima on Friday", not "sees Lima as a rival"."""
_OF_PERSONS = frozenset({"received", "call", "called", "saw"})


def plausible(sentence: Sentence, verb: Span, frame: str, sides: tuple[Side, ...]) -> bool:
    """Not the teams of two states, nor a state that is asked or quoted."""
    persons = [bool(side.people) for side in sides]
    if not all(persons) and is_elsewhere(sentence):
        return False
    rest = sentence.cut(max(verb.end, sides[-1].span.end), sentence.span.end)
    if rest.startswith(("’s ", "'s ")) or _CONTEST.match(rest) or _FOR_SUMMIT.match(rest):
        return False
    if frame in _OF_PERSONS:
        return all(persons) and _fits(sentence, verb, frame, len(sides), rest)
    officials = any(actor.is_office or actor.is_person for side in sides for actor in side.actors)
    return officials or _TALKS.search(sentence.text) is not None


def _fits(sentence: Sentence, verb: Span, frame: str, sides: int, rest: str) -> bool:
    """What each verb asks for that has other meanings too."""
    if frame == "call" and sides == 1:
        return PHONE.search(sentence.text) is not None
    if sides == 1:
        return False
    match frame:
        case "saw":
            return _SEEN.match(rest) is not None
        case "called":
            return _DEMANDS.match(rest) is None
        case "received":
            return _SEVERAL.match(sentence.cut(verb.end, sentence.span.end)) is None
        case _:
            return True
