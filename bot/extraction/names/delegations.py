"""Persons named in a row share what introduces the row: "Kenyan officials including A, B and C"."""

from dataclasses import replace

from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId
from bot.extraction.names.offices import Office
from bot.extraction.names.speakers import Speakers, spoken_for

_AND = frozenset({" and ", ", ", " & ", ", and ", " as well as ", "; ", "; and "})
_INTRODUCED = lazy(
    r"\b(?:officials?|delegat(?:ion|es)|ministers|leaders|team|side|diplomats|representatives|negotiators"
    r"|figures|members),? (?:including|included|such as|led by|headed by|namely|comprising|consisting of"
    r"|among them)(?: the| its| their)? $"
)
_REACH = 60
"""Characters: "officials, among them the " and a little more."""
_MODIFIERS = lazy(r"(?:[a-z][a-z-]{1,15} ){0,2}$")


def follows(text: str, previous: int, start: int) -> bool:
    """Whether only a comma or "and" stands between one name, or its office, and the next."""
    return 0 < start - previous < 13 and text[previous:start] in _AND


class Row:
    """The row of persons that is being read, if one is."""

    def __init__(self, text: str, speakers: Speakers) -> None:
        self._text = text
        self._speakers = speakers
        self._end = 0
        self._plural: Office | None = None
        self._turn = 0
        self._country: EntityId | None = None
        self.goes_on = False
        """Whether the last name was a person's: what follows it after a comma is one too."""

    def office_of(self, start: int, office: Office | None) -> Office | None:
        """The office of whoever is named at `start`, with what the row adds to the words beside the name."""
        at = office.span.start if office is not None else start
        joined = follows(self._text, self._end, at)
        if office is None and self._plural is not None and joined:
            self._turn += 1
            return _shared(self._plural, self._turn)
        self._plural = office if office is not None and office.plural else None
        self._turn = 0
        if office is None or office.countries or not office.role:
            self._country = self._country if joined else None
            return office
        self._country = self._country if joined else self._introduced_by(at)
        return replace(office, countries=(self._country,)) if self._country is not None else office

    def goes_on_at(self, start: int) -> bool:
        return self.goes_on and follows(self._text, self._end, start)

    def ended(self, at: int, *, with_person: bool) -> None:
        """A group of words has been read, up to `at`."""
        self._end = at
        self.goes_on = with_person

    def _introduced_by(self, at: int) -> EntityId | None:
        """The country of "senior Kenyan officials including |"."""
        match = _INTRODUCED.search(self._text, max(0, at - _REACH), at)
        if match is None:
            return None
        named = self._speakers.before(match.start())
        modifiers = _MODIFIERS.search(self._text, max(0, match.start() - 40), match.start())
        if named is None and modifiers is not None:
            named = self._speakers.before(modifiers.start())
        return next(iter(spoken_for(named)), None) if named is not None else None


def _shared(office: Office, turn: int) -> Office:
    """The office of the second and third in "Kenyan and Ghanaian ministers A and B"."""
    several = len(office.countries) > 1
    return replace(office, countries=office.countries[turn : turn + 1] if several else office.countries)
