"""Modality of a verb, from the auxiliaries, adverbs and verbs of planning right before it."""

import re

from bot.extraction.events.modality.clauses import after, before
from bot.extraction.events.modality.patterns import first_of
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import Modality
from bot.extraction.lazily import lazy
from bot.extraction.text import Span
from bot.extraction.wordlists import words

_CHAIN = words(
    """
    last will would shall should can could may might must ought cannot is are was were be been being am has
    have had having do does did not never no longer yet to also then again first jointly separately still
    just soon now once finally instead both all due set scheduled slated planned plan plans planning
    expected expect expects expecting likely unlikely certain sure going about poised ready willing open
    keen prepared preparing prepares agreed agree agrees agreeing decided decides intend intends intended
    intending pledged vowed vows promised hope hopes hoped hoping want wants wanted wanting wish wishes
    wished seek seeks sought seeking tried tries trying try attempt attempts attempted like offered
    offers offer offering proposed proposes propose proposing suggested suggests suggest suggesting
    invited urged asked called refused refuses refuse refusing declined declines decline declining failed
    fails fail failing denied denies deny denying ruled rules rule ruling out off cancelled canceled
    cancels postponed postpones delayed delays deferred put scrapped scraps dropped consider considers
    considered considering mull mulls mulling mulled weigh weighs weighing weighed believed said thought
    understood rumoured rumored alleged known reported threatened threatens threatening anticipated
    confirmed confirms gearing gear gears up needs need for against avoid avoided avoids stopped tipped
    recommended recommends without unable able allowed supposed meant obliged free eager determined on
    today tomorrow monday tuesday wednesday thursday friday saturday sunday later this next week month
    year early here there course track
    """
)
"""Words that may stand between a subject and the verb, and put it in another light or in its time."""
_WORD = lazy(r"\w(?:[\w’'-]*\w)?")
_BETWEEN_WORDS = lazy(r"\s*|, ?| ?\(|\),? ?")

_NUMBER_OR_MONTH = lazy(r"\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_REACH = 120
"""Characters: "is, the ministry said on 5 May, still expected to" and the like are the longest."""

_MEANING = first_of(
    (
        (Modality.RUMOURED, "not rul(?:ed?|ing) out"),
        (Modality.CANCELLED, r"cancel\w* | call(?:ed|s) off | scrap\w* | dropped"),
        (Modality.POSTPONED, r"postpon\w* | put off | delay\w* | deferred"),
        (
            Modality.DENIED,
            r"""
            (?:was|were|due|supposed) to have
            | not(?! (?:only|just)\b) | never | cannot | no longer | yet to | no plans? | no | refus\w*
            | declin\w* | fail\w* | without | unable | den(?:y|ies|ied|ying) | rul(?:ed?|es|ing) out
            | stopped | avoid\w* | decided against | \w+n't
            """,
        ),
        (
            Modality.RUMOURED,
            r"""
            could | may | might | can | consider\w* | mull\w* | weigh\w* | reportedly | allegedly
            | supposedly | possibly | perhaps | unlikely | tipped
            | (?:believed|said|thought|understood|rumou?red|alleged|reported|known|supposed) to
            """,
        ),
        (
            Modality.PROPOSED,
            r"""
            invited | offer\w* | propos\w* | urged | asked | called | suggest\w* | want\w* | seek\w*
            | sought | hop(?:e|es|ed|ing) | wish\w* | tr(?:y|ies|ied|ying) | attempt\w* | threaten\w*
            | ready | willing | open | keen | eager | must | ought | like to | needs? | recommend\w*
            | allowed | free
            """,
        ),
        (
            Modality.EXPECTED,
            r"""
            expect\w* | likely | tentatively | provisionally | probably | presumably | should
            | anticipated | certain | sure
            """,
        ),
        (Modality.SCHEDULED, r"will | shall | would | \w+'ll | (?<!able )to(?! have\b) | going | plan\w*"),
    )
)
"""The first that the words before a verb hold is what they mean: "is not expected to" denies."""
_BASE = lazy(
    r"(?:meet|hold|visit|sign|attend|travel|host|receive|take|discuss|impose|arrive|fly|head|join"
    r"|make|pay|call|speak)\b"
)
_AUXILIARY = lazy(r"\b(?:will|would|shall|to|could|may|might|should|must)(?: [a-z]+ly)? (?=[a-z])")
_UNREAL = lazy(r" (?:if|unless|provided|should) ", re.IGNORECASE)
_GERUND_AFTER = lazy(r"\b(before|ahead of|instead of)(?: \w+ly)? $", re.IGNORECASE)
_GERUND = lazy(r"\w+ing\b")


def of_verb(sentence: Sentence, verb: Span) -> Modality:
    """What the words right before the verb make of it; a bare verb tells what happened."""
    clause = before(sentence, verb.start)
    gerund = _GERUND_AFTER.search(clause)
    if gerund and _GERUND.match(sentence.cut(verb.start, verb.end)):
        return Modality.DENIED if gerund[1].lower() == "instead of" else Modality.SCHEDULED
    chain = sentence.cut(chain_start(sentence, verb.start), verb.start).replace("’", "'")
    if not chain.strip() and _BASE.match(sentence.cut(verb.start, verb.end)):
        chain = _shared(sentence, clause, verb.start)
    put = next((modality for modality, means in _MEANING if means.search(chain)), Modality.HELD)
    if put is Modality.SCHEDULED and "would" in chain and _UNREAL.search(after(sentence, verb.end)):
        return Modality.RUMOURED
    return put


def _shared(sentence: Sentence, clause: str, verb: int) -> str:
    """The auxiliaries of the verb before: "will visit Paris and meet"."""
    first = list(_AUXILIARY.finditer(clause)) if clause.rstrip().endswith(" and") else []
    if not first:
        return ""
    start = verb - len(clause) + first[-1].end()
    return sentence.cut(chain_start(sentence, start), start).replace("’", "'")


def chain_start(sentence: Sentence, verb: int) -> int:
    """Where the auxiliaries, adverbs and dates before the verb begin: "is not expected to"."""
    reach = max(sentence.span.start, verb - _REACH)
    text = sentence.cut(reach, verb)
    start = len(text)
    for word in reversed(list(_WORD.finditer(text))):
        if not _BETWEEN_WORDS.fullmatch(text[word.end() : start]):
            break
        if not _is_chained(word[0]) and not _is_dated(sentence, reach + word.start(), word[0]):
            break
        start = word.start()
    return reach + start


def _is_chained(word: str) -> bool:
    low = word.lower().replace("’", "'")
    return low in _CHAIN or low.endswith(("n't", "'ll")) or (low.endswith("ly") and word[0].islower())


def _is_dated(sentence: Sentence, at: int, word: str) -> bool:
    """Only numbers and names of months are worth the reading of dates."""
    return _NUMBER_OR_MONTH.match(word) is not None and any(
        date.span.start <= at < date.span.end for date in sentence.dates
    )
