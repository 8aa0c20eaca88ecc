"""A run of capitalised words parted into groups, each of which may be a name."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.extraction.names.runs import (
    BREAK,
    FAMILY,
    FIRST,
    GIVEN,
    INITIAL,
    JOINED,
    KNOWN,
    MODIFIER,
    OFFICE,
    PLACE,
    PLACE_START,
    STOP,
    SUFFIX,
    SURNAME_TOO,
    THING,
    TITLE,
    Word,
    kind_of,
)
from bot.extraction.names.values import Named


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Words in a row that may be one name."""

    words: tuple[Word, ...]
    before: int = 0
    """What the word before it in the run is; 0 where it begins the run."""
    after: int = 0
    """What the word after it in the run is; 0 where it ends the run."""
    crowded: bool = False
    """In a run so long that it is a headline: capitals say little there."""
    known: Named | None = None
    """The person of the lexicon whose mention some of the words are."""

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


_HEADLINE = 6
"""Words: a longer run is a headline in capitals, or a list."""
_LONGEST = 7
"""Words of a name, those of a sheikh with his fathers included."""


def parted(words: list[Word], owners: list[Named | None]) -> Iterator[Group]:
    crowded = len(words) > _HEADLINE
    begin, count = 0, len(words)
    while begin < count:
        if not _may_begin(words, begin):
            begin += 1
            continue
        end, known = begin + 1, owners[begin] if words[begin].kind & KNOWN else None
        while end < count and end - begin < _LONGEST and _may_go_on(words, owners, begin, end, known):
            known = owners[end] if words[end].kind & KNOWN else known
            end += 1
        before = words[begin - 1].kind if begin else 0
        after = words[end].kind if end < count else 0
        yield Group(tuple(words[begin:end]), before, after, crowded, known)
        begin = end


def _may_begin(words: list[Word], place: int) -> bool:
    """Can a name begin with the word, where none has begun before it?"""
    kind = words[place].kind
    titled = place > 0 and bool(words[place - 1].kind & TITLE)
    if kind & KNOWN:
        return True
    if kind & PLACE_START:  # "Costa", "El Othmani": only after a title
        return titled and not kind & PLACE
    if kind & (PLACE | BREAK):
        return _begins_though_a_word(words, place, titled=titled)
    return not kind & SUFFIX


def _begins_though_a_word(words: list[Word], place: int, *, titled: bool) -> bool:
    """Is a word that means something else a name too: "Will Smith", "Paris Hilton", "Park Sun-ae"?"""
    kind = words[place].kind
    following = words[place + 1] if place + 1 < len(words) else None
    if kind & GIVEN:
        others = BREAK | GIVEN if kind & PLACE else BREAK
        return following is not None and not following.kind & others
    if kind & PLACE:
        return False
    if kind & FIRST:
        return titled or (following is not None and is_syllables(following.text))
    return titled and _is_surname(words, place)


def _is_surname(words: list[Word], place: int) -> bool:
    """Is it an ordinary word as a surname, and the last one: "President Bush", "Judge Young"?"""
    kind = words[place].kind
    surname = (kind & SURNAME_TOO and not kind & (OFFICE | MODIFIER | THING)) or kind & FAMILY
    return bool(surname) and place + 1 == len(words)


def _may_go_on(
    words: list[Word], owners: list[Named | None], begin: int, place: int, known: Named | None
) -> bool:
    """Can the name that begins at `begin` go on with the word at `place`?"""
    kind, first = words[place].kind, words[begin].kind
    if kind & JOINED:
        return False
    if kind & KNOWN:
        return known is None or owners[place] is known
    given = bool(first & (GIVEN | INITIAL))
    if kind & PLACE:  # Rosa Lima, Jack London: a given name before it and nothing after
        return given and not first & (PLACE | KNOWN) and _closes(words, place)
    if kind & SURNAME_TOO and not kind & (GIVEN | FAMILY):
        led = given or (begin > 0 and _is_title(words[begin - 1]))
        return led and not first & KNOWN and (_closes(words, place) or not words[place + 1].kind & BREAK)
    return _is_ordinary(words, place) or (given and _fits_after_given(words, place))


def _is_title(word: Word) -> bool:
    return bool(word.kind & TITLE) or word.text == "state"  # as in "Secretary of State"


def _is_ordinary(words: list[Word], place: int) -> bool:
    kind = words[place].kind
    return not kind & BREAK or (bool(kind & (GIVEN | FAMILY)) and not kind & (STOP | THING | OFFICE))


def _fits_after_given(words: list[Word], place: int) -> bool:
    kind = words[place].kind
    return bool(kind & GIVEN) or (bool(kind & FAMILY) and _closes(words, place))


def _closes(words: list[Word], place: int) -> bool:
    return place + 1 == len(words) or bool(words[place + 1].kind & (STOP | SUFFIX))


def is_syllables(word: str) -> bool:
    """Is it a given name of Korea, Taiwan or Hong Kong: "jae-suk", "ching-te"?"""
    first, dash, second = word.partition("-")
    return bool(dash) and 1 < len(first) < 7 and 1 < len(second) < 7 and not kind_of(word) & STOP
