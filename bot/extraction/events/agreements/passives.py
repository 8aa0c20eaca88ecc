"""Deeds told of the agreement itself: "was signed in Doha by Kenya", "a pact that they signed"."""

from collections.abc import Iterator
from dataclasses import replace

from bot.extraction.events.agreements.acts import (
    Act,
    active,
    agents,
    counterparts,
    nominal,
    together,
)
from bot.extraction.events.agreements.clauses import VERBS, clause_end
from bot.extraction.events.agreements.subjects import subject_of
from bot.extraction.events.agreements.titles import Title
from bot.extraction.events.agreements.verbs import DEEDS
from bot.extraction.events.agreements.words import Words
from bot.extraction.lexicon import Lexicon
from bot.extraction.wordlists import words as listed

_REACH = 26
"""Words from the agreement to its verb, over those who make it and what it is about."""
_KNOWN = listed("the that this its their his her our")
"""Before an agreement they say that it is known already."""
_PARTICIPLES = listed(
    """
    signed inked exchanged reached struck clinched concluded finalised finalized sealed agreed ratified
    announced initialled initialed
    """
)
_AUXILIARIES = listed("is are was were be been being get got gets")
_BEFORE = _AUXILIARIES | listed("not also to jointly")
_FOLLOWED_BY = listed("in on at here with between by and during after this last today yesterday late early")
_BREAKS = (VERBS - {"called"} - _PARTICIPLES) | listed(
    "; : ” “ — who where when while after before because but said says"
)
_HEADED_BY = listed(", : ; as – —")
"""Before the agreement they begin a headline's clause."""
_OPENING = listed("on in at during earlier also")
_OPENING_REACH = 12
"""Words of a phrase of time or place that opens the sentence."""


def acts_in(words: Words, titles: list[Title], lexicon: Lexicon) -> Iterator[Act]:
    """The deeds of a sentence, each with the agreement that it makes."""
    last: Act | None = None
    for title in titles:
        act = (
            _and_another(words, title, last)
            or active(words, title, lexicon)
            or nominal(words, title, lexicon)
            or _relative(words, title, lexicon)
            or _passive(words, title, lexicon)
        )
        last = act or last
        if act is not None:
            yield act


def _and_another(words: Words, title: Title, last: Act | None) -> Act | None:
    """As in "signed an aviation accord and two memorandums"."""
    if last is None or last.verb >= title.first or title.first - last.title.end != 1:
        return None
    joined = words.low[last.title.end] in {"and", ","} and last.rule.endswith(
        (f".{last.status}/1", "-noun/1")
    )
    return replace(last, title=title, end=clause_end(words, title.end)) if joined else None


def _relative(words: Words, title: Title, lexicon: Lexicon) -> Act | None:
    """A clause about it: "a labour accord that the two governments expect to sign in Paris"."""
    topic = words.at(title.words.end) if not title.plain else title.end
    that = max(topic, title.end)
    that += words.low[that : that + 1] == [","]
    if words.low[that : that + 1] not in (["that"], ["which"]):
        return None
    end = clause_end(words, that + 1)
    verb = next((k for k in range(that + 2, end) if words.low[k] in DEEDS), None)
    if verb is None or (verb + 1 < end and not _object_left_out(words, verb + 1)):
        return None
    subject = subject_of(words, verb, lexicon)
    if subject is None or subject.first <= title.first:
        return None
    status = DEEDS[words.low[verb]]
    return Act(
        title=title,
        verb=verb,
        status=status,
        doers=together([subject.group, *counterparts(words, verb + 1, end, lexicon)]),
        start=that,
        end=end,
        rule=f"agreement.{status}-relative/1",
        weight=0.8,
        mention=words.low[title.first] in _KNOWN,
    )


def _object_left_out(words: Words, k: int) -> bool:
    """Does a phrase of time, place or company follow the verb, not its object?"""
    return k in words.dated or words.low[k] in {
        "in",
        "on",
        "at",
        "with",
        "during",
        "here",
        "there",
        "last",
        ",",
    }


def _passive(words: Words, title: Title, lexicon: Lexicon) -> Act | None:
    """A finite verb, or the participle alone: in headlines it is the news, after a noun only a mention."""
    verb = _predicate(words, title)
    if verb is None:
        return None
    status = DEEDS[words.low[verb]]
    end = clause_end(words, verb + 1)
    finite = any(words.low[k] in _AUXILIARIES for k in range(max(title.end, verb - 4), verb))
    heads = title.first == 0 or words.low[title.first - 1] in _HEADED_BY
    bare = not finite and not (words.sentence.is_title and heads)
    doers = [
        *counterparts(words, title.end, verb, lexicon),
        *counterparts(words, verb, end, lexicon),
        *agents(words, verb, end, lexicon),
    ]
    return Act(
        title=title,
        verb=verb,
        status=status,
        doers=together(doers),
        start=0 if _opens(words, title.first) else title.first,
        end=end,
        rule=f"agreement.{status}-passive/1",
        weight=0.7 if bare else 0.95,
        mention=bare and words.low[verb - 1] != ",",
    )


def _opens(words: Words, first: int) -> bool:
    """Does only a phrase of time or place stand before the agreement: "On Monday, a treaty was signed"?"""
    near = 0 < first <= _OPENING_REACH
    return near and words.low[first - 1] == "," and words.low[0] in _OPENING


def _predicate(words: Words, title: Title) -> int | None:
    """The place of the participle that says what becomes of the agreement."""
    for k in range(title.end, min(len(words), title.end + _REACH)):
        low = words.low[k]
        if low in _PARTICIPLES and k not in words.inside:
            return k if _is_participle(words, k) else None
        if low in _BREAKS:
            return None
    return None


def _is_participle(words: Words, k: int) -> bool:
    """Not "the two sides signed": before a participle stands an auxiliary, or it begins its phrase."""
    before = words.low[k - 1]
    after = words.low[k + 1] if k + 1 < len(words) else "in"
    if before in _BEFORE or before.endswith("ly"):
        return True
    if before == ",":
        return after in _FOLLOWED_BY
    begins = after in _FOLLOWED_BY or k + 1 in words.dated
    return after == "by" or (begins and k - 1 not in words.inside)
