"""What may stand between an event's phrase and words about it, so that they are about it and nothing else."""

import re

from bot.extraction.dates import DateExpression
from bot.extraction.events.sentences import Sentence
from bot.extraction.lazily import lazy
from bot.extraction.wordlists import words

_LINKS = words(
    "is are was were be been being will would shall to has have had now which that who scheduled set planned"
    " due slated expected likely tentatively provisionally reportedly held hold take takes took taken taking"
    " place convene convened convenes begin begins began start starts started open opens opened conclude"
    " concluded kick kicks off hosted by for on in at from between with and of the their his him her its both"
    " leaders leader president prime minister pm chancellor premier capital city postponed moved pushed back"
    " put rescheduled delayed deferred until till cancelled canceled called scrapped a an two day during this"
    " year annual bilateral here there officially formally once again originally initially previously run"
    " runs ended wrapped up take part go ahead coming early late later week month two-day one-day three-day"
    " also"
)
_WORD = lazy(r"[^\W_](?:[\w’'-]*[\w])?")
_BREAK = lazy(r"[.;:?!\n](?= |$)|[“”\"]")
_IN_TOWN = lazy(r"\bin (?:[A-Z]\w+[ -]){0,2}$")
"""Before a town that the lexicon need not know."""
_MOST = 18
"""Words; a link longer than that is a sentence of its own."""


def linked(sentence: Sentence, start: int, end: int, *, dates: tuple[DateExpression, ...] = ()) -> bool:
    """Do only words of holding, scheduling and place, names, and `dates` stand between `start` and `end`?

    A negation, a modal (could, may), a verb of saying or another event's name breaks the link.
    """
    between = sentence.cut(start, end)
    if end < start or _BREAK.search(between):
        return False
    for count, match in enumerate(_WORD.finditer(between), 1):
        if count > _MOST:
            return False
        if match[0].lower() in _LINKS or _covered(sentence, start + match.start(), dates):
            continue
        if not (match[0][0].isupper() and _IN_TOWN.search(between[: match.start()])):
            return False
    return True


def _covered(sentence: Sentence, at: int, dates: tuple[DateExpression, ...]) -> bool:
    """Does a name or a date stand there?"""
    named = any(n.span.start <= at < n.span.end for n in sentence.named)
    return named or any(date.span.start <= at < date.span.end for date in dates)


_DOUBT = lazy(
    r"\b(?:not|no(?!:)|never|den(?:y|ies|ied)|could|(?-i:may)|might|should|if|unless|whether|rumou?rs?|speculation"
    r"|unlikely|threaten\w*|refus\w*|urged?|(?<!phone )(?<!\ba )(?<!video )calls? (?:on|for)|without"
    r"|reports? (?:of|that))\b|n[’']t\b",
    re.IGNORECASE,
)
_STAYS_AWAY = lazy(
    r"\bnot (?:be )?(?:attend(?:ing)?|joining|join|take part in|participate in|travel to|go to)\b[^,;]{0,24}$"
)
"""Whoever does not attend it does not doubt it."""
_DOUBT_REACH = 48
"""Characters: "officials denied reports that the" and little more, lest a doubt about other things count."""


def doubted(sentence: Sentence, at: int) -> bool:
    """Do the words right before `at` deny what follows, or only wonder about it?"""
    before = sentence.cut(max(sentence.span.start, at - _DOUBT_REACH), at)
    return _DOUBT.search(before) is not None and _STAYS_AWAY.search(before) is None
