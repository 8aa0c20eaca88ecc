"""COUNT: how many summits, or meetings of two, there have been up to now."""

import re
from collections.abc import Iterator

from bot.extraction.events.asides.clauses import clause_before
from bot.extraction.events.asides.drafting import at
from bot.extraction.events.asides.sides import Standing, standing
from bot.extraction.events.drafts import Aside, Draft
from bot.extraction.events.links import doubted
from bot.extraction.events.sentences import Sentence
from bot.extraction.facts import EventKind, Modality, Slot
from bot.extraction.lazily import lazy
from bot.extraction.wordlists import words

COUNTED = words("summits meetings times")

_NUMBERS = {
    word: int(number)
    for number, word in re.findall(
        r"([0-9]+) ([a-z]+)",
        "1 one 2 two 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine 10 ten 11 eleven 12 twelve"
        " 13 thirteen 14 fourteen 15 fifteen 16 sixteen 17 seventeen 18 eighteen 19 nineteen"
        " 20 twenty 30 thirty 40 forty 50 fifty 60 sixty 70 seventy 80 eighty 90 ninety",
    )
}
_WORDED = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?P<number>[0-9]{{1,3}}|(?:\w+ty[- ])?(?:{_WORDED}))"
_SO_FAR = r"(?:(?:so far|already|now|thus far|also|jointly|both|personally) )?"
_HELD = r"(?:held|convened|organi[sz]ed|hosted|conducted)"
_SUMMITS = lazy(
    rf"(?<![\w.,-])(?:a total of )?{_NUMBER} (?P<modifiers>(?:(?!ha[sd]|have)[^\s,.;:]{{1,30}} ){{0,5}}?)"
    r"(?:summits|summit (?:meetings|talks)|leaders['’] meetings)(?![\w-])",
    re.IGNORECASE,
)
_HELD_BEFORE = lazy(rf"\b(?:have|has) {_SO_FAR}(?:{_HELD}|had) (?:so far )?$", re.IGNORECASE)
_HELD_AFTER = lazy(
    rf" (?:(?:between [^,.;:]{{1,60}}? )?(?:have|has|had) {_SO_FAR}(?:taken place|been {_HELD})"
    rf"|(?:were |was )?{_HELD}?[^.;:]{{0,60}}?(?:so far|to date|till (?:date|now)|until now"
    r"|up to now))(?![\w-])",
    re.IGNORECASE,
)
_MET = lazy(
    rf"\b(?:have|has|had) {_SO_FAR}(?:met|held (?:bilateral )?talks)"
    r"(?: (?:in person|face[ -]to[ -]face|bilaterally|each other|one another|with [A-Z][^,.;:]{1,50}?))?"
    rf" (?:a total of )?{_NUMBER} times(?![\w-])",
    re.IGNORECASE,
)
_STRETCH = lazy(
    r"\b(?:this (?:year|month|decade|week)|in (?:the (?:past|last)|20[0-9]{2})|(?:over|during|within) the"
    r" (?:past|last)|since (?:January|his return|her return|returning|taking office|last)"
    r"|(?:every|each|a) year|last (?:year|month))\b",
    re.IGNORECASE,
)
_INEXACT = lazy(
    r"\b(?:more than|over|at least|nearly|about|around|some|up to|almost|fewer than|less than|roughly|only"
    r"|of the|last|past|next|first|all|another|other)\s*$",
    re.IGNORECASE,
)
_PLAIN = words(
    """
    annual bilateral such leaders' leaders’ leaders-level regular formal full joint top-level high-level
    yearly official trilateral previous of rounds editions summits and the virtual in-person face-to-face
    """
)


def counts(sentence: Sentence) -> Iterator[Aside]:
    """How many there have been: "so far, 22 annual summits have taken place", "have met 14 times"."""
    held = _SUMMITS.search(sentence.text)
    if held and _are_held(held) and _is_total(sentence, held) and _is_of_states(sentence, held):
        yield _aside(sentence, held, EventKind.SUMMIT, "count.summits/1")
    met = _MET.search(sentence.text)
    if met and _is_total(sentence, met):
        who = standing(clause_before(sentence, met.start()), after=met.start())
        if who in {Standing.SIDES, Standing.PRONOUN}:
            yield _aside(sentence, met, EventKind.MEETING, "count.met/1")


def _are_held(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 60) : match.start()]
    return bool(_HELD_BEFORE.search(before) or _HELD_AFTER.match(match.string, match.end()))


def _is_total(sentence: Sentence, match: re.Match[str]) -> bool:
    """Is it the number of all up to now, told exactly?"""
    return not (
        _INEXACT.search(sentence.text, 0, match.start("number"))
        or _STRETCH.search(sentence.text)
        or doubted(sentence, sentence.span.start + match.start())
    )


def _is_of_states(sentence: Sentence, match: re.Match[str]) -> bool:
    """As in "22 annual India–Russia summits", and not "22 business summits"."""
    start = sentence.span.start + match.start("modifiers")
    for word in re.finditer(r"\S+", match["modifiers"]):
        first, last = start + word.start(), start + word.end()
        named = any(n.span.start < last and first < n.span.end for n in sentence.named)
        if not named and word[0].lower() not in _PLAIN:
            return False
    return True


def _aside(sentence: Sentence, match: re.Match[str], kind: EventKind, rule: str) -> Aside:
    number = _number(match["number"])
    words_ = at(sentence, match.start(), match.end())
    draft = Draft(
        slot=Slot.COUNT,
        value=str(number),
        shown=f"{number} so far",
        evidence=words_,
        rule=rule,
        weight=0.95,
        modality=Modality.HELD,
    )
    return Aside(sentence=sentence, at=words_, drafts=(draft,), kinds=frozenset({kind}))


def _number(worded: str) -> int:
    """Of "22", "twenty-two" or "twenty two"."""
    if worded.isdigit():
        return int(worded)
    return sum(_NUMBERS.get(part, 0) for part in re.split(r"[- ]", worded.lower()))
