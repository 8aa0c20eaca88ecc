"""Runs of capitalised words, and what each word may be."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.extraction.folding import fold
from bot.extraction.lazily import lazy
from bot.extraction.names.family_names import FAMILY_ENDING, FAMILY_FIRST, FAMILY_NAMES
from bot.extraction.names.given_names import GIVEN_NAMES
from bot.extraction.names.office_words import (
    HONORIFICS,
    MODIFIERS,
    OFFICES,
    PERSONS,
    PLURALS,
    RANKS,
)
from bot.extraction.names.other_words import (
    FUNCTION_WORDS,
    MONTHS_AND_DAYS,
    PLACE_FIRST,
    SURNAMES_TOO,
    THINGS,
)
from bot.extraction.wordlists import words

STOP, THING, OFFICE, MODIFIER, HONORIFIC, RANK, PERSON, GIVEN, FAMILY, FIRST, PLACE_START, SURNAME_TOO = (
    1 << place for place in range(12)
)
"""What a word may be, as bits: a word may be several things."""
INITIAL, SUFFIX = 1 << 12, 1 << 13
PLACE, KNOWN, JOINED = 1 << 14, 1 << 15, 1 << 16
"""Set where the lexicon names a place, an organisation or a country; where it names a person;
where a word is joined to the one before it by a hyphen."""

TITLE = OFFICE | HONORIFIC | RANK | PERSON
BREAK = STOP | THING | OFFICE | MODIFIER | HONORIFIC | RANK | PERSON | PLACE | KNOWN


class Word(NamedTuple):
    """A capitalised word, without a possessive ending."""

    text: str
    """Folded to lower case, without accents."""
    kind: int
    start: int
    end: int


_UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
PARTICLES = (  # as a tree: this is tried after every name
    "a(?:l|f|v|bu)|b(?:in|int|en)|d(?:e(?: la| los| las|lla|llo|lle|l|r|n)?|as?|os?|i|u)|el|ibn|la|le"
    "|ould|oğlu|te[nr]|u[lr]|v(?:an(?: de[nr]?)?|on(?: der)?)|zu"
)
_ABBREVIATED = (
    "Mr Ms Dr Jr Sr St Lt Md Fr Mx",
    "Mrs Gen Sen Rep Gov Col Maj Sgt Cpl Adm Amb Rev Hon Eng Ing Adv",
    "Prof Capt Cmdr Brig Supt Insp Engr Barr Atty",
)
_STOPS = "|".join(rf"(?<=\b(?:{'|'.join(listed.split())})\.)(?= )" for listed in _ABBREVIATED)
_LOWER_ARTICLE = "al|el|ad|an|ar|as|at|ash|ed|ez|ul|d"
_REST = (
    r"\w{0,30}(?:(?:[’'](?!s\b|S\b)|-)\w{1,30}){0,4}"
    rf"(?:\.(?:(?<=\b[A-Z]\.)(?:[ -]?[A-Z]\.){{0,3}}|{_STOPS}))?"
)
_WORD = rf"(?:(?:{_LOWER_ARTICLE})[-’'](?=[{_UPPER}]))?[{_UPPER}]{_REST}"
# The capital first, then what stands before it: looked for the other way round, it takes five times as long
_RUN = lazy(rf"[{_UPPER}](?<!\w\w){_REST}(?: (?:(?:{PARTICLES}) ){{0,2}}{_WORD}){{0,15}}")
_ARTICLE_BEFORE = lazy(rf"\b(?:{_LOWER_ARTICLE})[-’']$")
_EACH = lazy(_WORD)
_NO_NAMES = frozenset({"AI", "AU", "EU", "IT", "TV", "UK", "UN", "UP", "US"})
_SUFFIXES = frozenset(
    {
        "jr",
        "jr.",
        "sr",
        "sr.",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
        "vii",
        "viii",
        "x",
        "xi",
        "xiv",
        "xvi",
        "xxiii",
    }
)
_NO_INITIALS = frozenset({"a", "i", "u.s.", "u.k.", "u.n.", "e.u.", "d.c.", "u.s.a.", "us", "uk", "u.", "o"})
_BEFORE_HYPHEN = words("anti non post pro mid all pre co cross sub trans ultra inter semi")
_AFTER_HYPHEN = words(
    """
    led based style backed hit born era wide day year old run made like free held area level time term bound
    class
    """
)
"""What makes an adjective: "Beijing-led"."""
_INITIALS = lazy(r"[a-z](?:\.?[ -]?[a-z]){0,2}\.|[a-z]")


def _kinds() -> dict[str, int]:
    kinds: dict[str, int] = {}
    for bit, listed in (
        (STOP, FUNCTION_WORDS | MONTHS_AND_DAYS),
        (THING, THINGS),
        (OFFICE, OFFICES | PLURALS.keys()),
        (MODIFIER, MODIFIERS),
        (HONORIFIC, HONORIFICS),
        (RANK, RANKS),
        (PERSON, PERSONS),
        (GIVEN, GIVEN_NAMES),
        (FAMILY, FAMILY_NAMES | FAMILY_FIRST),
        (FIRST, FAMILY_FIRST),
        (PLACE_START, PLACE_FIRST),
        (SURNAME_TOO, SURNAMES_TOO),
    ):
        for word in listed:
            kinds[word] = kinds.get(word, 0) | bit
    return kinds


_KINDS = _kinds()


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Where capitalised words follow one another, particles between: "Ursula von der Leyen", "al-Sisi"."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        if (
            start
            and text[start - 1] in "-’'"
            and (article := _ARTICLE_BEFORE.search(text, max(0, start - 5), start))
        ):
            start = article.start()
        yield start, end


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of a run; what follows it is seen, so that "Jr." keeps its full stop."""
    return [Word(*look_up(match[0]), *match.span()) for match in _EACH.finditer(text, start, end + 1)]


@lru_cache(maxsize=32_768)
def look_up(word: str) -> tuple[str, int]:
    """A word as written: in lower case without accents, and what it may be. Names come again and again."""
    lower = plain(word)
    kind = kind_of(lower)
    if len(word) > 1 and (word[1].isupper() or word[-1].isupper()):
        kind = _of_capitals(word, kind)
    return lower, kind


def _of_capitals(word: str, kind: int) -> int:
    """An acronym is no name: but ALI may be one, and the initials of AK Momen."""
    if kind & (TITLE | INITIAL | SUFFIX):
        return kind
    first, dash, second = word.partition("-")
    if dash and first.isupper() and not second.isupper():
        return STOP
    if not word.isupper():
        return kind
    if len(word) == 2:
        return kind if kind & STOP or word in _NO_NAMES else 0
    return kind if kind & (GIVEN | FAMILY) or len(word) > 4 else kind | STOP


def plain(word: str) -> str:
    """In lower case, without accents."""
    return word.lower() if word.isascii() else fold(word).text


def kind_of(word: str) -> int:
    """What a word in lower case may be; 0 where nothing is known of it."""
    kind = _KINDS.get(word)
    if kind is None:
        kind = _guess(word)
    return kind


def _guess(word: str) -> int:
    if word in _SUFFIXES:
        return SUFFIX
    if word not in _NO_INITIALS and _INITIALS.fullmatch(word):
        return INITIAL
    first, dash, second = word.partition("-")
    if dash and first:
        if first in {"then", "ex"}:
            return _KINDS.get(second, 0)
        kind = _KINDS.get(first, 0)
        if kind & GIVEN:
            return GIVEN
        if first in _BEFORE_HYPHEN or second in _AFTER_HYPHEN or (kind & THING and len(second) > 4):
            return STOP
    return FAMILY if FAMILY_ENDING.fullmatch(word) else 0
