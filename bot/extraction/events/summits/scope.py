"""How far what is said of a summit reaches: which dates and places of its sentence are its own.

All of them, unless something else claims them: a verb of saying, another event, another clause.
"""

import re

from bot.extraction.dates import DateExpression
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.text import Span

_BREAK = lazy(r"[.;:?!\n](?= |$)|[“”\"]| [–—] ")
_SAYS = (
    r"sa(?:id|ys?|ying)|tells?|told|announc\w+|report(?:s|ed|ing|edly)|confirm\w*|according|stat(?:ed|es|ing)"
    r"|quot\w+|add(?:ed|s)|noted|reveal\w*|disclos\w+|declar(?:ed|es)|warn\w*|learnt|learned|wr(?:ote|ites)"
    r"|dismiss\w*|den(?:y|ies|ied)|reject\w*|describ\w+|comment\w*|asked|accus\w+|insist\w*|signal\w*"
)
_OTHERS = (
    r"after|before|since|following|although|though|but(?! (?:was|were|is|has|have|had|will)\b)|because"
    r"|whereas|unless|if|where|whose|whom|amid|despite"
    r"|ahead of|prior to|instead of|rather than|so that|when|while|once|unlike|as well as|between now"
    r"|elections?|polls?|visits?|visiting|trips?|tours?|(?<!-)talks|negotiations|ceremony|ceremonies|dinner"
    r"|briefing|referendum|vote|signed|invasion|attacks?|summits?|coup|raids?|earthquake|he|she|they|we|who"
    r"|(?<!of )it|citing|having|not|never|(?<!in )(?:which|that)|deadline|mandate|meetings?|founded|created"
    r"|established|joined|left|fle[wd]|died|elected|inaugurated|sworn|arriv\w+|leav(?:e|es|ing)|returns?"
    r"|hand(?:s|ed)? over|takes? over|took over|promised|pledged"
)
_CLAIMS = lazy(rf"\b(?:{_SAYS}|{_OTHERS})\b|n[’']t\b")
"""Of words in lower case."""
_OWN_RELATIVE = lazy(r"(?: ?\([A-Z][\w+-]{1,12}\))?,? ?(?:which|that|whose)(?= [a-zA-Z])")
_PLURAL_VERB = lazy(
    r"\b(?:and|as) (?:(?:the )?[A-Z][\w’'-]+ ){1,4}(?:will|would|is|are|was|were|has|have|had|[a-z]+(?:ed"
    r"|s))\b"
)
_ASIDE = lazy(r" (?P<dash>[–—]) [^–—.;:]{1,90} (?P=dash) |, (?!and\b|but\b)[^,.;:“”]{3,110},")
"""What stands between dashes or commas is said by the way."""
_OPEN_DASH = lazy(r"^[^–—]* [–—] [^–—]*$")
FAR = 260
"""Characters: a topic, a place and a date."""


def reaches(sentence: Sentence, start: int, end: int, *, dates: tuple[DateExpression, ...] = ()) -> bool:
    """Does nothing between `start`, where the summit's phrase ends, and `end` claim what follows?"""
    if not start <= end <= start + FAR:
        return False
    between = _without(sentence, start, end, dates)
    if "," in between or "–" in between or "—" in between:
        between = _ASIDE.sub(" ", between)
        if _OPEN_DASH.search(sentence.cut(sentence.span.start, start)):
            between = between.replace(" — ", " ", 1).replace(" – ", " ", 1)
    own = _OWN_RELATIVE.match(between)
    if own:
        between = between[own.end() :]
    return not (_BREAK.search(between) or _CLAIMS.search(between.lower()) or _PLURAL_VERB.search(between))


def _without(sentence: Sentence, start: int, end: int, dates: tuple[DateExpression, ...]) -> str:
    """The words between, less those of dates: "before 5 May" is one."""
    text = sentence.cut(start, end)
    for date in reversed(dates):
        if start <= date.span.start and date.span.end <= end:
            text = (
                text[: date.span.start - start]
                + "_" * (date.span.end - date.span.start)
                + text[date.span.end - start :]
            )
    return text


_UNSURE = lazy(r"\b(?:could|(?-i:may)|might|should|if)\b", re.IGNORECASE)


def is_unsure(sentence: Sentence, start: int, end: int) -> bool:
    """Does a modal stand between: "could be", "may have been"?"""
    return _UNSURE.search(sentence.cut(start, end)) is not None


_TELLS = lazy(
    rf" (?:also |again |reportedly )?(?:{_SAYS}|that|agreed|decided|called|urged|approved|signed|adopted"
    rf"|accused"
    r"|vowed|met|held talks)\b",
    re.IGNORECASE,
)


def is_of_the_news(sentence: Sentence, day: Span) -> bool:
    """Is it the day on which somebody spoke: "the Kremlin on Monday dismissed", "Tuesday's statement"?"""
    after = sentence.cut(day.end, min(sentence.span.end, day.end + 40))
    return _TELLS.match(after) is not None or re.match(r"[’']s? (?!summit)", after) is not None


def masked(sentence: Sentence, start: int, end: int, dates: tuple[DateExpression, ...]) -> str:
    """The words between, each date as "_"."""
    text = sentence.cut(start, end)
    for day in reversed(dates):
        if start <= day.span.start and day.span.end <= end:
            text = text[: day.span.start - start] + "_" + text[day.span.end - start :]
    return text
