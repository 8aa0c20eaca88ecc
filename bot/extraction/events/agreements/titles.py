"""What an agreement is called, and how many there are: "nine MoUs", "a free trade agreement"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.events.agreements.clauses import VERBS
from bot.extraction.events.agreements.verbs import DEEDS
from bot.extraction.events.agreements.words import Words
from bot.extraction.lazily import lazy
from bot.extraction.text import Span
from bot.extraction.wordlists import words as listed

_NOUN = lazy(
    r"\b(?P<noun>(?:memorand(?:um|ums|a)|letters?|declarations?|statements?) of (?:understanding|intent"
    r"|cooperation|co-operation)|(?:treat(?:y|ies)|pacts?|charters?|instruments?) of"
    r" [a-z]{4,}(?: and [a-z]{4,})?"
    r"|memorand(?:um|ums|a)|agreements?|treat(?:y|ies)|pacts?|accords?|deals?|mous?|ftas?|cepa|ceasefires?"
    r"|cease-fires?|truce|armistice|protocols?|conventions?|charter|compact|roadmap|road map"
    r"|joint (?:declaration|statement|communique)|documents|instruments|contracts?|concord|framework)\b"
    r"(?!-)(?![’']s? )",
    re.IGNORECASE,
)
_HEAD = lazy(r"agreements?|treat(?:y|ies)|pacts?|accords?|deals?|protocols?|conventions?")
_NAME_GOES_ON = lazy(r" (?:for|of|on) [A-Z][\w’-]+(?:(?: (?:and|of|the|in))* [A-Z][\w’-]+){0,6}")
_TOPIC = lazy(
    r" (?:on|in the (?:field|fields|area|areas) of) (?P<topic>[^,.;:()“”]{3,70}?)(?=[,.;:(]|$| (?:in|on|at"
    r"|with|between|during|after|this|last|next|by|here|under|worth|aimed|as|was|were|is|are|has|have|will|that"
    r"|which|while|today|yesterday|tomorrow|amid|following|the same|a (?:day|week|month)|same day)\b)"
)
_BARE = listed(
    """
    agreement agreements deal deals pact pacts accord accords documents instruments contract contracts
    protocol protocols framework convention conventions compact charter memorandum memoranda memorandums
    mous treaties ftas roadmap
    """
)
"""Alone they are no name."""

_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_FIGURE = lazy(r"[1-9][0-9]{0,2}")
_LONGEST = 9
"""Words before the noun."""

_DETERMINERS = listed(
    "the a an its their his her this that these those both our another any some no each every"
)
_EMPTY = listed(
    """
    new landmark historic long-awaited much-awaited awaited major key final first second third big huge mega
    wide-ranging sweeping far-reaching joint several various multiple important said proposed planned
    much-anticipated anticipated separate other additional similar further ambitious so-called potential
    possible eventual definitive broad broader early significant crucial latest last recent rare formal
    official separate signed more many few dozens scores series bilateral twin respective
    controversial tentative total as well initial agreed single key reported multi-billion-dollar
    multibillion-dollar multi-million-dollar long-term existing current different around about nearly over
    almost least up to half dozen of and &
    """
)
"""Words that belong to no title."""
_NEVER = listed(
    """
    in at to with against on by near of from into onto during after before under among amid via within
    without despite following upon for is are was were be been being has have had will would shall should
    can could may might must or but not as that which who when while said says if than it they he she we
    """
)
"""Words that stand before a title, never in it."""
_QUANTITIES = listed(
    """
    series package set raft slew host total range batch bundle dozens scores string clutch handful pair couple
    trio number variety bevy flurry
    """
)
_AMOUNT = lazy(
    r"[$€£¥₹].*|(?:us|rs|eur)?\$?[0-9].*|(?:\w+-)+(?:years?|months?|days?|points?|pages?|stage)"
    r"|billion|million|trillion|mln|bln|bn|crore|dollars?|dlrs?|euros?"
)
_BEARING = lazy(
    r"\w+(?:-\w+){0,2}-(?:brokered|approved|backed|negotiated|led|mediated|drafted|sponsored|style|era)"
)
_OWNED = ("'s", "’s", "s'", "s’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """One noun phrase that names an agreement, or several."""

    first: int
    """The place of its first word, a determiner or number too."""
    end: int
    """The place after its last word."""
    words: Span
    """The name without determiner, number and praise; empty where it is plain "deal"."""
    number: int | None
    """How many."""
    count: Span
    """From the number to the noun."""
    before: range
    """Places in which it may name parties: "India–EU trade deal"."""
    noun: str

    @property
    def plain(self) -> bool:
        """It has no name of its own."""
        return self.words.start == self.words.end


def titles_in(words: Words) -> Iterator[Title]:
    """The phrases of a sentence that name agreements, in order."""
    sentence = words.sentence
    for match in _NOUN.finditer(sentence.text):
        start = sentence.span.start + match.start("noun")
        noun, end = words.at(start), words.at(sentence.span.start + match.end("noun"))
        if noun >= len(words) or words.starts[noun] != start:
            continue
        if end < len(words) and _HEAD.fullmatch(words.low[end]):
            continue  # "compact agreement": the last noun is its head
        yield _title(words, noun, end, match["noun"].lower())


def _title(words: Words, noun: int, end: int, said: str) -> Title:
    first = noun
    while first > 0 and noun - first < _LONGEST and _belongs(words, first - 1, noun):
        first -= 1
        if words.low[first] in _DETERMINERS:
            break
    number, counted = _number(words, first, noun)
    return Title(
        first=first,
        end=end,
        words=_name(words, _start(words, first, noun), (noun, end), said, counted=number is not None),
        number=number,
        count=words.cover(counted, end),
        before=range(first, noun),
        noun=said,
    )


def _name(words: Words, start: int, noun: tuple[int, int], said: str, *, counted: bool) -> Span:
    """The name that begins at the word `start`; empty where the noun alone is none."""
    cover = words.cover(start, noun[1])
    if start < noun[0] or (said not in _BARE and said != "treaty"):
        return _carried_on(words, cover, said)
    topic = None if counted else _topic_end(words, cover.end)
    return Span(start=cover.start, end=topic or (cover.start if said in _BARE else cover.end))


def _belongs(words: Words, k: int, noun: int) -> bool:
    """Is the word at `k` part of the phrase with the noun at `noun`?"""
    low = words.low[k]
    if k in words.inside:
        return True
    if low in {"-", "–"}:
        return k > 0 and (k - 1 in words.inside or k + 1 in words.inside)
    if low in {"and", "&"}:
        return _joins_adjectives(words, k, noun)
    if low == "of":
        return k > 0 and words.low[k - 1] in _QUANTITIES
    outside = low in VERBS or low in DEEDS or low in _NEVER or (k in words.dated and not low.isdigit())
    return not outside and (words.raw[k][0].isalnum() or words.raw[k][0] in "$€£¥₹")


def _joins_adjectives(words: Words, k: int, noun: int) -> bool:
    """As in "trade and investment agreement": plain words on both sides, alike in their capitals."""
    if k < 2 or k + 1 >= noun or k - 1 in words.inside or k + 1 in words.inside:
        return False
    left, right = words.raw[k - 1], words.raw[k + 1]
    governs = words.low[k - 1] in VERBS or words.low[k - 1] in DEEDS
    if _HEAD.fullmatch(words.low[k - 1]) or words.low[k + 1] in _NUMBERS:
        return False  # "an aviation accord and two memorandums": two things
    alike = left[0].isalpha() and left[0].islower() == right[0].islower()
    return alike and not governs and words.low[k + 1] not in _DETERMINERS


def _number(words: Words, first: int, noun: int) -> tuple[int | None, int]:
    """How many, and the place of the word that says so."""
    if words.low[noun].endswith(("s", "da")):
        for k in range(first, noun):
            number = _numeral(words, k, first)
            if number is not None:
                return number, k
    return None, first


def _numeral(words: Words, k: int, first: int) -> int | None:
    low = words.low[k]
    if low == "dozen" and k > first and words.low[k - 1] in {"a", "one"}:
        return 12
    if _FIGURE.fullmatch(low) and int(low) > 1 and not _AMOUNT.fullmatch(words.low[k + 1]):
        return int(low)
    return _NUMBERS.get(low)


def _start(words: Words, first: int, noun: int) -> int:
    """Where the name itself begins."""
    return next((k for k in range(first, noun) if not _passed(words, k)), noun)


def _passed(words: Words, k: int) -> bool:
    low = words.low[k]
    listed_ = low in _DETERMINERS or low in _EMPTY or low in _QUANTITIES or low in _NUMBERS
    shaped = bool(_AMOUNT.fullmatch(low) or _BEARING.fullmatch(low)) or not low[:1].isalnum()
    return listed_ or shaped or k in words.inside or words.raw[k].endswith(_OWNED)


def _carried_on(words: Words, cover: Span, said: str) -> Span:
    """With what goes on in capitals, where the noun has one: "Agreement for Trans-Oceanic Partnership"."""
    sentence = words.sentence
    text = sentence.cut(cover.start, cover.end)
    capital = text[text.lower().rfind(said) :][:1].isupper()
    if sentence.is_title or not capital or " of " in said:
        return cover
    on = _NAME_GOES_ON.match(sentence.cut(cover.end, min(cover.end + 120, sentence.span.end)))
    if on is None or any(cover.end <= n.span.start < cover.end + len(on[0]) for n in sentence.named):
        return cover
    return Span(start=cover.start, end=cover.end + len(on[0]))


def _topic_end(words: Words, end: int) -> int | None:
    """Where the words end that say what a plain "agreement" is about: "on visa-free travel"."""
    sentence = words.sentence
    match = _TOPIC.match(sentence.cut(end, min(end + 110, sentence.span.end)))
    if (
        match is None
        or words.at(end + match.start("topic")) in words.dated
        or any(end <= n.span.start < end + match.end() for n in sentence.named)
    ):
        return None
    return end + match.end("topic")
