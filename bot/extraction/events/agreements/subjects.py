"""Whose verb it is: over auxiliaries, "threatened to", and "said it had", back to those who act."""

from dataclasses import dataclass, field

from bot.extraction.events.agreements.clauses import RELATIVES, VERBS, clause_start
from bot.extraction.events.agreements.groups import PREPOSITIONS, Group, group_in
from bot.extraction.events.agreements.words import Words
from bot.extraction.lexicon import Lexicon
from bot.extraction.wordlists import words as listed

_SKIPPED = listed(
    """
    is are was were be been being has have had having will would shall should can could may might must also
    not never both jointly then finally today yesterday tomorrow now recently reportedly formally officially
    unanimously just again once set due expected scheduled slated likely poised about going still soon already
    together here there each separately did does do earlier later this week month year last next back only yet
    unilaterally tentatively simultaneously meanwhile ready
    """
)
"""Words between a subject and its verb."""
_CATENATIVES = listed(
    """
    threatens threatened threaten threatening plans planned plan planning agreed agrees agree agreeing
    decided decides decide vowed vows vow pledged pledges pledge promised promises hopes hope hoped hoping
    wants want wanted wanting seeks seek sought seeking aims aim aimed intends intend intended voted votes
    vote moved moves move prepares prepare prepared preparing considers considered considering consider
    weighs weighed weighing mulls mulled mulling mull refused refuses refuse refusing declined declines
    failed fails fail tries tried trying offered offers offer offering proposed proposes propose proposing
    talks negotiations resolved opts opted looks looking continues continue continued began begins begin
    starts start started managed manages need needs needed forced compelled announced announces announce
    expects expect readying ruled suggests suggested discussing discuss discussed debating debate
    """
)
"""Verbs of which the one looked at is the infinitive or the gerund: "threatened to impose", "is mulling"."""
_PRONOUNS = listed("it they he she we")
_SELF = listed("country countries nations sides governments bloc government ministry administration")
_SAY = listed(
    """
    said says say announced announces announce confirm declare confirmed confirms stated states added adds
    declared declares reported denied denies deny warned warns vowed pledged
    """
)
_OWNERS = listed("the his her its their both two")
_NO_SUBJECT = (PREPOSITIONS - {"in", "on", "by", "to"}) | listed(
    "a an the its his her their as these those no"
)
"""Right before the word they make it an adjective: "a sanctioned ship"."""
_CONDITIONS = listed("until unless if whether once")
_MEETING = listed("met meets meet hosted hosts welcomed welcomes received receives talks held holds")
_BEFORE_PARTNERS = listed("with talks a meeting bilateral his her the")
_AFTER_PARTNERS = listed("in at on for to")
_BECAME = listed("become becomes became")
_BECAME_REACH = 8
"""Words: "became only the third European state to ratify"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who does what a verb says."""

    group: Group
    first: int
    """The place where its clause begins."""
    start: int
    """From here on no other verb stands before the verb: dates and places there belong to it."""
    partners: Group = field(default_factory=Group)
    """Whom they met before: "Lima met Mori and signed"."""


def subject_of(words: Words, verb: int, lexicon: Lexicon, *, depth: int = 2) -> Subject | None:
    """Who does what the word at `verb` says; None where nobody who can act is found."""
    last, comma = _before_chain(words, verb)
    if last < 0:
        return None
    said = _sayer(words, last)
    if said is not None and depth:
        return subject_of(words, said, lexicon, depth=depth - 1)
    if words.low[last] in _NO_SUBJECT:
        return None
    relative = last > 0 and words.low[last] in RELATIVES
    if relative:
        last -= 1 + (words.low[last - 1] == ",")
    joined = not relative and (comma or words.low[last] in {"and", "then", "or"})
    return _parse(words, last, lexicon, joined=joined)


def before_verb(words: Words, verb: int) -> int:
    """The place of the last word before the auxiliaries and adverbs of a verb."""
    return _before_chain(words, verb)[0]


def _before_chain(words: Words, verb: int) -> tuple[int, bool]:
    """The same, and does a comma part it from them?"""
    k = verb - 1
    while k >= 0:
        low = words.low[k]
        if low == ",":
            opening = _over_aside(words, k)
            if opening == k:
                return k - 1, True
            k = opening
        elif low == "to":
            k = _became(words, k)
        elif low == "by" and words.low[k + 1].endswith("ing"):
            k -= 1
        elif not (low in _SKIPPED or low in _CATENATIVES or _timed(words, k) or _is_adverb(words, k)):
            break
        k -= 1
    return k, False


def _timed(words: Words, k: int) -> bool:
    """Is it of a phrase of time?"""
    return k in words.dated or (words.low[k] in {"on", "in"} and k + 1 in words.dated)


def _over_aside(words: Words, comma: int) -> int:
    """The place of the comma before a phrase of time between commas; else that of `comma`."""
    k = comma - 1
    while k >= 0 and (_timed(words, k) or words.low[k] in {"however", "meanwhile", "too"}):
        k -= 1
    return k if k >= 0 and words.low[k] == "," and k < comma - 1 else comma


def _became(words: Words, to: int) -> int:
    """The place of "became" in "became the first state to ratify"; else that of "to"."""
    for k in range(to - 1, max(-1, to - 1 - _BECAME_REACH), -1):
        if words.low[k] in _BECAME:
            return k
        if not words.raw[k].isalnum():
            break
    return to


def _is_adverb(words: Words, k: int) -> bool:
    return words.low[k].endswith("ly") and words.raw[k].islower() and k not in words.inside


def _sayer(words: Words, last: int) -> int | None:
    """Where a pronoun stands before the verb, the verb of saying whose subject it repeats."""
    low = words.low
    k = last
    if low[k] in _SELF and k and low[k - 1] in _OWNERS:
        k -= 2 if low[k - 1] == "two" and k > 1 and low[k - 2] == "the" else 1
    elif low[k] not in _PRONOUNS:
        return None
    k -= 1
    while k >= 0 and (low[k] in {"that", "on", "in", "late", ","} or k in words.dated):
        k -= 1
    return k if k >= 0 and low[k] in _SAY else None


def _parse(words: Words, last: int, lexicon: Lexicon, *, joined: bool) -> Subject | None:
    first, masked = clause_start(words, last)
    verbs = [
        k
        for k in range(first, last + 1)
        if words.low[k] in VERBS and k not in masked and k not in words.inside
    ]
    partners = Group()
    start, end = first, last + 1
    if verbs and joined:
        end = before_verb(words, verbs[0]) + 1
        meeting = words.low[verbs[0]] in _MEETING
        partners = _met(words, verbs[0] + 1, last, lexicon) if meeting else partners
        start = first if meeting else last
    elif verbs:
        first = start = verbs[-1] + 1
    group = group_in(words, first, end, lexicon, masked=masked, strict=True)
    if not group.last_fits or (first and words.low[first - 1] in _CONDITIONS):
        return None
    return Subject(group=group, first=first, start=start, partners=partners)


def _met(words: Words, first: int, end: int, lexicon: Lexicon) -> Group:
    """The objects of a verb of meeting, up to where the phrase of place begins."""
    while first < end and words.low[first] in _BEFORE_PARTNERS:
        first += 1
    stop = next((k for k in range(first, end) if words.low[k] in _AFTER_PARTNERS), end)
    return group_in(words, first, stop, lexicon)
