"""The nouns that name a summit, and those that only take one up again: "the gathering", "the ninth"."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.lazily import lazy

_HEADS = (
    r"(?:heads? of (?:state|government)"
    r"(?: (?:and|or)(?: of)?(?: heads? of)? (?:states?|governments?))?|leaders|presidents)"
)
_BODY = rf"(?:(?:council|assembly|authority|conference|meeting|bureau|summit) of (?:the )?{_HEADS})"
_COUNCIL = (
    r"(?:supreme (?:\w+ ){0,2}council|council of (?:the )?prime ministers"
    r"|collective security council|higher council"
    r"|assembly of the african union)"
)
_SESSION = r"(?:meeting|session|gathering|conference)"
ORDINAL = (
    r"(?:[0-9]{1,3}(?:st|nd|rd|th)|(?:(?:twenty|thirty|forty|fifty|sixty)[- ])?(?:first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|\w{3,6}teenth)"
)
_OF_LEADERS = (
    rf"(?: of (?:the |its |their )?(?:[\w’'.+-]+ ){{0,4}}?(?:{_BODY}|{_COUNCIL}|{_HEADS})\b"
    r"(?: and (?:heads? )?(?:of )?government)?"
    r"| of [^.,;:]{3,70}? at (?:the )?(?:level of )?(?:the )?(?:summit|leaders[’']?|heads? of states?)"
    r"(?: and government)?(?: level)?\b)"
)
_PREDICATE = (
    r"(?=,? (?:(?:which|that) )?(?:is|was|were|will|would|took|takes|had|has|came|comes|opens?|opened|began"
    r"|begins|met|follows|brought|ends?|ended|runs?|starts?|started)\b)"
)
_NAMES = (
    r"summits?"
    r"|annual (?:bilateral )?talks"
    rf"|{_SESSION}s?(?={_OF_LEADERS})"
    r"|supreme council(?= of\b)"
    rf"|{_BODY}(?: {_SESSION})?(?= (?:of|will|opened|opens|is|was|in|at)\b)"
    r"|(?:heads of (?:state|government)|leaders(?:[’']|[’']s)?"
    r"|council of (?:presidents|heads of (?:state|government))"
    rf"|supreme council|presidents[’']) (?:{_SESSION}|retreat|conclave|consultations?)"
)
_TAKES_UP = (
    r"it(?= (?:will|would|is to|was|has been|had been)(?: now| instead| initially| originally| also)?"
    r" (?:take place|be (?:held|hosted|convened)|held|hosted|postponed|moved|rescheduled|cancell?ed)\b"
    r"| (?:is|was|remains) (?:set|due|scheduled|slated|fixed) (?:for|to)\b| (?:takes|took) place\b"
    r"| (?:opens|opened|begins|will (?:open|begin|start)|is being held) (?:in|on|at)\b)"
    rf"|(?<=it is the ){ORDINAL}(?= (?:in the series|of its kind|edition))"
    r"|(?<=the )(?:(?:\w+-)?(?:day|week)-?(?:long)? )?"
    r"(?:gathering|conclave|event|meeting|session|forum|conference|occasion)(?! of\b)"
    rf"|(?<=the )(?:{ORDINAL}|last|previous|next|following)(?: one)?{_PREDICATE}"
    r"|(?<=the )(?:last|previous|next) one(?= (?:in|on|at)\b)"
    rf"|(?<=the )(?:{ORDINAL}|last|previous|next|coming|following|inaugural) (?:edition|gathering"
    rf"|meeting)(?! of\b)"
    rf"|(?:(?<=host the )|(?<=hosts the )|(?<=hosted the )|(?<=hosting the )|(?<=venue of the )"
    rf"|(?<=venue for the )|(?<=stage the )|(?<=hold the )){ORDINAL}(?=,? (?:in|on|next|there|from)\b|[.,])"
    r"|(?<=its inaugural )(?:edition|gathering|meeting)"
    rf"|(?:(?<=the )|(?<=[’']s )|(?<=its )|(?<=whose )|(?<=their )){ORDINAL} (?:ordinary |extraordinary "
    rf"|regular |annual |such )?"
    r"(?:session|edition|meeting|gathering)(?! of\b)"
    r"|(?:(?<=the )|(?<=its )|(?<=an ))(?:ordinary|extraordinary) session(?! of\b)"
)
_OTHERS_FOLLOW = (
    r"(?![’']s? \w)(?! [’'])"
    r"(?! (?:preparations?|preparatory|declaration|venue|hall|hotel|city|host|agenda|documents?|statement"
    r"|invitation|dates?\b|clash|match|final|showdown|series|climb|ridge|communiqu\w+|sherpas?"
    r"|of (?:mount|mt|k2|everest|the (?:mountain|peak|volcano))\b))"
)
_NAMING = lazy(rf"(?<!\w)(?:{_NAMES})(?!\w){_OTHERS_FOLLOW}(?: (?:meeting|talks))?")
_TAKING = lazy(rf"(?<!\w)(?:{_TAKES_UP})(?!\w){_OTHERS_FOLLOW}(?: (?:meeting|talks))?")
_FIRST_WORDS = lazy(
    r"summit|annual|heads|leaders|presidents|supreme|council|assembly|authority|conference|meeting|bureau"
    r"|session|gathering"
)
"""Where a noun may begin: to look at each word for all of them costs ten times as much."""
_LEADING_IN = lazy(r"(?:the|its|whose|their|an|[’']s) |(?=it )")
"""After what a noun that takes up a summit may begin."""
_NEEDED = lazy(
    r"summit|annual|heads? of|leaders|presidents|supreme council|security council|session of|assembly of"
)
_COMPLEMENT = lazy(_OF_LEADERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """Where one stands in a sentence's text, from 0."""

    start: int
    end: int
    complement: int
    """Where " of the Council of Heads of State" after it ends; `end` where there is none."""
    takes_up: bool
    """It only takes up a summit just told of."""


def names_one(text: str) -> bool:
    """May `text` name a summit at all? Far cheaper than looking where."""
    return _NEEDED.search(text.lower()) is not None


def nouns_in(text: str) -> Iterator[Noun]:
    """The nouns of `text` in order."""
    low = text.lower()
    low = low if len(low) == len(text) else text  # a few letters are two in lower case
    end = 0
    for start, takes_up in sorted(_beginnings(low)):
        match = (_TAKING if takes_up else _NAMING).match(low, start) if start >= end else None
        if match is None:
            continue
        of_leaders = None if takes_up else _COMPLEMENT.match(low, match.end())
        end = of_leaders.end() if of_leaders else match.end()
        yield Noun(start=start, end=match.end(), complement=end, takes_up=takes_up)


def _beginnings(low: str) -> Iterator[tuple[int, bool]]:
    """Where nouns may begin, and whether one that takes up a summit may."""
    for match in _FIRST_WORDS.finditer(low):
        yield match.start(), False
    for match in _LEADING_IN.finditer(low):
        yield match.end(), True
