"""Visits told by a verb: "will visit", "arrived in", "is to travel to"."""

import re
from collections.abc import Iterator

from bot.extraction.events.meetings.frames import frames
from bot.extraction.events.meetings.sides import Side
from bot.extraction.events.meetings.subjects import (
    is_stood_for,
    leading,
    only_person,
    opening_pronoun,
    stood_for,
    subject_of,
)
from bot.extraction.events.meetings.telling import Told, in_present
from bot.extraction.events.modality.clauses import is_noun
from bot.extraction.events.modality.verbs import chain_start
from bot.extraction.events.sentences import Sentence
from bot.extraction.events.visiting.destinations import destinations, when
from bot.extraction.events.visiting.guests import told_visits
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_VERBS = lazy(
    r"""\b(?:
      (?P<visit> visit(?:s|ed|ing)?(?:\s(?:both|neighbou?ring))? | tour(?:s|ed|ing) )
    | (?P<go> (?:travel(?:s|l?ed|l?ing)?|fl(?:y|ies|ew|own|ying)|head(?:s|ed|ing)?|go(?:es|ing)?|went|gone
        |c[ao]mes?|coming|journey(?:s|ed)?|return(?:s|ed|ing)?|proceed(?:s|ed|ing)?|set\s(?:off|out))
        (?:\s(?:back|again|over|out|first|today|on|next|this|later|directly|week|month|\w+day)){0,3}
        \s(?:to|into|for)
      | (?:arriv(?:es?|ed|ing)|land(?:s|ed|ing)?|touch(?:es|ed|ing)?\sdown)
        (?:\s(?:on|late|early|today|earlier|this|\w+day)){0,3}\s(?:in|at)
      | (?:leav(?:es?|ing)|left|depart(?:s|ed|ing)?|embark(?:s|ed)?)(?:\s[\w-]+){0,4}?\sfor )
    | (?P<leave> left | leaves | departed )
    | (?P<stay> (?:is|are|was|were|will\sbe|be|to\sbe)\s(?:currently\s|now\s|due\s|expected\s)?in )
    )\b""",
    re.VERBOSE,
)
_STAY = lazy(
    r"[^.;:]{0,60}?\b(?:for (?:(?!summit|session)[\w-]+ ){0,5}?"
    r"(?:talks|visit|meetings?(?! of\b)|discussions|consultations|negotiations)"
    r"|on (?:[\w-]+ ){0,4}(?:visit|trip|tour)|(?:state|official|working|two-day|three-day) visit"
    r"|to (?:discuss|meet|hold talks))\b"
)
_BEGAN = lazy(
    r"(?:, where (?:he|she|they) (?:has |have |is |are )?(?:beg[au]n|start(?:ed|s)|paying|arrived)"
    r"(?: (?:an?|his|her|their))?(?: [\w-]+){0,3}?(?: visit| trip| tour)?"
    r"| (?:for|on) an? [\w-]+(?: [\w-]+)? visit)(?= )"
)
"""What leads on from the place to the day: "is in Kenya, where she began a state visit on Monday"."""
_LAST = lazy(r"\blast $")
_FOR_SUMMIT = lazy(r"[^.;:]{0,40}? for (?:[\w’'–-]+ ){1,5}?[Ss]ummit\b")
_ENDED = lazy(
    r"[^.;:]{0,60}? (?:at the (?:end|conclusion|close) of|after|concluding|ending|wrapping up)"
    r" (?:an?|his|her|their) (?:[\w-]+ ){0,4}visit\b"
)
"""Where one has been who leaves it: "left Nairobi on Sunday at the end of a two-day visit"."""
_PRIVATE = lazy(
    r"[^.;:]{0,40}?\bfor (?:[\w-]+ ){0,2}(?:treatment|surgery|check-?up|holidays?|vacation|honeymoon"
    r"|funeral of his|exile|asylum)\b"
)
_CONTINUES = lazy(r"\b(?:and|before|after|then|by|while)(?: \w+ly)? ?$")
"""The same subject goes on: "met Lima before flying to"."""


def visits_by_verb(sentence: Sentence) -> Iterator[Told]:
    for match, verb in frames(_VERBS, sentence):
        places = () if is_noun(sentence, verb) else destinations(sentence, verb.end)
        if not places or not _is_journey(sentence, match, verb, places[-1].end):
            continue
        guest, sure = _guest(sentence, verb)
        end = places[-1].end
        began = _BEGAN.match(sentence.document.text, end, sentence.span.end)
        if guest is not None:
            yield from told_visits(
                sentence,
                verb,
                guest,
                places,
                when(sentence, verb, began.end() if began else end, guest),
                rule="visit.visited" if match.lastgroup == "visit" else "visit.travelled",
                certainty=sure,
                present=began is None and in_present(match[0]),
            )


def _is_journey(sentence: Sentence, match: re.Match[str], verb: Span, end: int) -> bool:
    """Being somewhere is a visit where the text says that it is one; a stay in hospital is none."""
    rest = sentence.cut(end, sentence.span.end)
    if _PRIVATE.match(rest) or (_FOR_SUMMIT.match(rest) and _is_no_news(sentence, verb)):
        return False
    match match.lastgroup:
        case "leave":
            return _ENDED.match(rest) is not None
        case "stay":
            return _STAY.match(rest) is not None
        case _:
            return True


def _is_no_news(sentence: Sentence, verb: Span) -> bool:
    """Of a summit of long ago, or in the heading of its report, the journey to it is not told for itself."""
    headed = sentence.is_title and sentence.cut(verb.start, verb.end).lower().startswith("head")
    return (
        headed or _LAST.search(sentence.cut(max(sentence.span.start, verb.start - 6), verb.start)) is not None
    )


def _guest(sentence: Sentence, verb: Span) -> tuple[Side | None, float]:
    """Who goes, and how sure that is."""
    subject = subject_of(sentence, verb.start)
    if subject is not None:
        return (subject if subject.people else None), 1.0
    if is_stood_for(sentence, verb.start):
        meant = stood_for(sentence, verb.start) or only_person(sentence, verb.start)
        return meant or _one(leading(sentence, verb.start)), 0.8
    if (opening := opening_pronoun(sentence)) is not None and only_person(sentence, verb.start) is None:
        return opening, 0.8
    start = chain_start(sentence, verb.start)
    before = sentence.cut(max(sentence.span.start, start - 30), start)
    if not _CONTINUES.search(before) and not sentence.cut(start, verb.start).lstrip(" ,").startswith(
        ("to ", "then ")
    ):
        return None, 0.0
    return only_person(sentence, verb.start) or leading(sentence, verb.start), 0.8


def _one(side: Side | None) -> Side | None:
    """Who opens the sentence is "he" further on: "Mori will meet Lima when she travels to"."""
    return side if side is not None and len(side.actors) == 1 else None
