"""Calendar days and ages that a text names: what two happenings of one kind differ in."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.extraction.sketch.tokens import Token, key_of
from bot.extraction.wordlists import words

_WEEKDAYS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_AHEAD = timedelta(days=60)
"""A day without a year that is further ahead than this was last year."""
_UNITS = words("year years month months")


def days_in(sentence: Sequence[Token], published: date) -> Iterator[int]:
    """Ordinals of the days that it names; a weekday is the last one up to the day of publication."""
    for place, token in enumerate(sentence):
        name = token.word.folded
        if name in _WEEKDAYS:
            yield published.toordinal() - (published.weekday() - _WEEKDAYS[name]) % 7
        elif name in _MONTHS and place + 1 < len(sentence):
            found = _day(sentence[place + 1].word.folded, _MONTHS[name], published)
            if found:
                yield found.toordinal()


def ages_in(sentence: Sequence[Token]) -> Iterator[int]:
    """Keys of the ages that it names: "a 9-year-old", "Ada Moss, 41,"."""
    for place, token in enumerate(sentence):
        number = token.word.folded
        if not number.isdecimal():
            continue
        behind = sentence[place + 1].word if place + 1 < len(sentence) else None
        if behind and behind.folded in _UNITS:
            yield key_of(f"age {number} {behind.folded[:4]}")
        elif _stands_apart(sentence, place) and not (behind and behind.capital):
            yield key_of(f"age {number} year")


def _stands_apart(sentence: Sequence[Token], place: int) -> bool:
    """Whether it is two digits behind a name."""
    return len(sentence[place].word.folded) == 2 and place > 0 and _names_a_person(sentence[place - 1])


def _names_a_person(token: Token) -> bool:
    return token.word.capital and token.word.folded not in _MONTHS


def _day(number: str, month: int, published: date) -> date | None:
    if not (number.isascii() and number.isdecimal() and len(number) <= 2):
        return None
    for year in (published.year, published.year - 1):
        try:
            found = date(year, month, int(number))
        except ValueError:
            continue
        if found <= published + _AHEAD:
            return found
    return None
