"""What shows that a group of capitalised words is a person's name."""

from collections.abc import Sequence

from bot.extraction.lazily import lazy
from bot.extraction.names.appositions import office_after
from bot.extraction.names.office_words import LOOSE_IN_APPOSITION, SPEAKING
from bot.extraction.names.offices import Office
from bot.extraction.names.parting import Group, is_syllables
from bot.extraction.names.runs import (
    BREAK,
    FAMILY,
    FIRST,
    GIVEN,
    INITIAL,
    MODIFIER,
    OFFICE,
    PLACE,
    PLACE_START,
    SUFFIX,
    THING,
    TITLE,
    kind_of,
    plain,
)
from bot.extraction.names.speakers import Speakers

_NEXT = lazy(r",? (?:has |have |had |also |later |then |reportedly |recently )?([a-z]+)\b")
_AGE = lazy(r", \d\d(?:,| and\b)| \(\d\d\)")
_SAID = (" said ", " says ", " added ", " explained ", " told ", " asked ", " wrote ")
_ARTICLES = (" the", "\nthe", "\nThe", " The", " a", " an", "\nA", "\nAn")
_PREPOSITIONS = (
    " in",
    " at",
    " from",
    " near",
    " of",
    " the",
    "\nIn",
    " to",
    " into",
    " around",
    " across",
    "The",
)
_GENERATIONS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii"})
_TRADES = ("er", "or", "ist", "ian", "man", "ant", "eer")


def begins_at(group: Group, text: str) -> int:
    """Where the name begins among the words: "Translator |Frank Wynne", "of the Upper Rada |Ivan Bilyk"."""
    words = group.words
    if words[0].kind & PLACE and len(words) > 1 and text.endswith(_PREPOSITIONS, 0, group.start - 1):
        return 1
    if len(words) < 3 or words[0].kind & (GIVEN | INITIAL):
        return 0
    given = next((place for place, word in enumerate(words) if word.kind & GIVEN), 0)
    if not given or given + 1 >= len(words):
        return 0
    if (group.before & (THING | MODIFIER) and not group.before & TITLE) or _of_office(text, words[0].start):
        return given
    return (
        given
        if given == 1 and not group.before and words[0].text.endswith(_TRADES) and not words[0].kind & FAMILY
        else 0
    )


_OF = lazy(r"([\w-]{2,30}) (?:of|for) (?:the )?$")


def _of_office(text: str, at: int) -> bool:
    match = _OF.search(text, max(0, at - 40), at)
    return match is not None and bool(kind_of(plain(match[1])) & OFFICE)


class Evidence:
    """Judges the groups of one text."""

    def __init__(self, text: str, groups: Sequence[Group], speakers: Speakers) -> None:
        self._text = text
        self._speakers = speakers
        self._alone: dict[str, list[Group]] = {}
        self._seen: dict[str, tuple[bool, bool]] = {}
        for group in groups:
            if len(group.words) == 1 and group.known is None:
                self._alone.setdefault(group.words[0].text, []).append(group)

    def is_full_name(self, group: Group, office: Office | None, *, listed: bool) -> bool:
        """Is it a person's name of two words or more? `listed`: after a person's name and "and"."""
        words = group.words
        if len([word for word in words if not word.kind & SUFFIX]) < 2 and (office is None or len(words) < 2):
            return False
        if group.after & THING or self._is_firm(group):
            return False
        return office is not None or (
            not self._is_something_else(group) and self._is_name(group, listed=listed)
        )

    def _is_name(self, group: Group, *, listed: bool) -> bool:
        """Without a title before it."""
        words = group.words
        first = words[0].kind
        if first & PLACE:
            return not words[-1].kind & PLACE and not self._is_placed(group) and self._acts(group)
        if first & GIVEN or (first & INITIAL and not group.before & PLACE):
            return True
        return (listed and len(words) < 4) or (not group.crowded and self._is_name_without_given(group))

    def _is_something_else(self, group: Group) -> bool:
        """What has an article or a noun of things before it, or is written all in capitals."""
        before, first = group.before, group.words[0].kind
        if before & PLACE_START or (before & THING and not first & GIVEN):
            return True
        return self._text.endswith(_ARTICLES, 0, group.start - 1) or self._written(group).isupper()

    def _written(self, group: Group) -> str:
        return self._text[group.start : group.end]

    def _is_firm(self, group: Group) -> bool:
        """Part of "Johnson & Johnson"."""
        return self._text.startswith(" & ", group.end) or self._text.endswith(" & ", 0, group.start)

    def _is_name_without_given(self, group: Group) -> bool:
        first, last = group.words[0], group.words[-1]
        if last.text in _GENERATIONS or (is_syllables(group.words[1].text) and len(first.text) > 1):
            return True
        if last.kind & FAMILY or (first.kind & FIRST and len(group.words) < 4):
            return True
        return len(group.words) < 5 and (self._acts(group) or self._returns(group))

    def _acts(self, group: Group) -> bool:
        """Something follows that only persons do or have: "said", ", 45,", ", a lawyer"."""
        return (
            self.speaks(group) or _AGE.match(self._text, group.end) is not None or self._is_described(group)
        )

    def speaks(self, group: Group) -> bool:
        following = _NEXT.match(self._text, group.end)
        if following is not None and following[1] in SPEAKING:
            return True
        return self._text.endswith(_SAID, 0, group.start)

    def _is_described(self, group: Group) -> bool:
        if not self._text.startswith((", ", " ("), group.end):
            return False
        office = office_after(self._text, group.end, self._speakers)
        return office is not None and office.noun not in LOOSE_IN_APPOSITION

    def _returns(self, group: Group) -> bool:
        """The last word stands alone elsewhere, as surnames do and never as places do."""
        speaks, stands = self._seen_alone(group.words[-1].text)
        return speaks or (stands and group.before == 0 and not begins_sentence(self._text, group.start))

    def _seen_alone(self, word: str) -> tuple[bool, bool]:
        """Whether the word alone speaks somewhere, and whether it stands alone and never as a place."""
        seen = self._seen.get(word)
        if seen is None:
            alone = self._alone.get(word, ())
            speaks = any(self.speaks(one) for one in alone)
            seen = speaks, bool(alone) and not any(self._is_placed(one) for one in alone)
            self._seen[word] = seen
        return seen

    def _is_placed(self, one: Group) -> bool:
        return self._text.endswith(_PREPOSITIONS, 0, one.start - 1)

    def is_given_name(self, group: Group) -> bool:
        """A given name alone, of somebody who speaks."""
        kind = group.words[0].kind
        return (
            bool(kind & GIVEN)
            and not group.before
            and not kind & (BREAK & ~GIVEN | FAMILY)
            and self.speaks(group)
        )


def begins_sentence(text: str, at: int) -> bool:
    return at < 2 or text[at - 1] in "\n“\"‘'(" or text[at - 2] in '.!?:”"'
