"""Lists of those who act: "India and the European Union", "President Lima and her Kenyan counterpart"."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.extraction.events.agreements.actors import GOVERNMENT, PARLIAMENTS, party_of, speaks
from bot.extraction.events.agreements.words import Words
from bot.extraction.lexicon import EntityId, EntityKind, Lexicon
from bot.extraction.text import Span
from bot.extraction.wordlists import words as listed

PREPOSITIONS = listed(
    """
    in at to with against on over by near of from for into onto during after before under between among amid
    through via without within about as around toward towards despite following upon off like alongside unlike
    except besides
    """
)
_LICENSED = listed("of from for")
"""After an office they name whose it is: "ministers of Kenya", "officials from Japan"."""
_BOTH = listed("two three four five six both")
_SIDES = listed(
    """
    sides countries nations leaders governments parties neighbours neighbors ministers presidents allies pair
    duo states delegations
    """
)
_MINISTERS = listed("ministers presidents leaders premiers negotiators counterparts delegations")
_PRONOUNS = listed("they both")
_PLAIN = listed(
    """
    the a an meeting speaking later earlier today yesterday meanwhile separately in on at after during
    following under as both newly new former then top senior acting visiting
    """
)
"""Words that open a sentence and name nobody."""
_TIMES = listed("day morning afternoon evening night week weekend month year time hours days")
_JOINTS = listed(", and & – - ( — plus")
_BRACKETS = {"(": 1, ")": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Those whom a list of words names as acting together."""

    parties: tuple[tuple[EntityId, Span], ...] = ()
    doubtful: tuple[tuple[EntityId, Span], ...] = ()
    """Organisations of which it is not known whether states make them up: Mercosur, Rosneft."""
    strangers: bool = False
    """Somebody stands in it whom neither the lexicon nor an office explains: a company, a club, a star."""
    generic: bool = False
    """It only refers: "the two sides", "both countries"."""
    parliament: bool = False
    """A parliament acts."""
    last_fits: bool = True
    """The part next to the verb is one of those who act."""

    @property
    def ids(self) -> frozenset[EntityId]:
        """The parties alone."""
        return frozenset(party for party, _ in self.parties)

    def joined(self, other: "Group") -> "Group":
        """With those of `other` too."""
        return Group(
            parties=self.parties + other.parties,
            doubtful=self.doubtful + other.doubtful,
            strangers=self.strangers or other.strangers,
            generic=self.generic or other.generic,
            parliament=self.parliament or other.parliament,
            last_fits=self.last_fits,
        )


@dataclass(slots=True, kw_only=True)
class _Part:
    """One member of the list, as far as it has been read."""

    after_comma: bool
    outside: bool
    """The words read last are in a phrase of place, time or purpose."""
    adverbial: bool
    """It tells of place, time or purpose: "in Tokyo", "after talks with Lima"."""
    parties: list[tuple[EntityId, Span]] = field(default_factory=list)
    doubtful: list[tuple[EntityId, Span]] = field(default_factory=list)
    office: bool = False
    unknown: bool = False
    generic: bool = False

    @property
    def acts(self) -> bool:
        return bool(self.parties or self.doubtful)


def group_in(
    words: Words,
    first: int,
    end: int,
    lexicon: Lexicon,
    *,
    masked: frozenset[int] = frozenset(),
    strict: bool = False,
) -> Group:
    """Whom the words at `first` to `end` name, those in phrases of place and purpose left out.

    `masked` are places to leave out. `strict` where the verb stands at `end`.
    """
    parts: list[_Part] = []
    for begin, stop, comma in _split(words, first, end, masked):
        carried = bool(parts) and parts[-1].adverbial and not parts[-1].acts and not comma
        part = _Part(after_comma=comma, outside=carried, adverbial=carried)
        _read(words, part, range(begin, stop), lexicon, end=end if strict else None)
        parts.append(part)
    return Group(
        parties=tuple(pair for part in parts for pair in part.parties),
        doubtful=tuple(pair for part in parts for pair in part.doubtful),
        strangers=_strange(parts),
        generic=any(part.generic for part in parts) or _only_offices(words, range(first, end), parts),
        parliament=any(words.low[k] in PARLIAMENTS for k in range(first, end)),
        last_fits=_fits([part for part in parts if part.acts or not part.adverbial]),
    )


def _split(words: Words, first: int, end: int, masked: frozenset[int]) -> Iterator[tuple[int, int, bool]]:
    """The members as (first, end, after a comma), what stands in brackets left out."""
    begin, comma, depth = first, True, 0
    for k in range(first, end + 1):
        low = words.low[k] if k < end else ","
        depth = max(depth + _BRACKETS.get(low, 0), 0)
        within = k < end and k in words.inside and k not in words.names
        if not (depth or low == ")" or k in masked or (low in _JOINTS and not within)):
            continue
        if k > begin and (not depth or low == "("):
            yield begin, k, comma
            comma = False
        begin = k + 1
        if low in {"and", "&"}:
            comma = k > first and words.low[k - 1] == ","
        elif low in {",", "(", ")"} or k in masked:
            comma = True


def _read(words: Words, part: _Part, places: range, lexicon: Lexicon, *, end: int | None) -> None:
    """Fills `part` from the words at `places`; `end` is where the verb stands, if it follows."""
    part.generic = _refers(words, places)
    part.office = any(words.low[k] in GOVERNMENT for k in places)
    for k in places:
        low = words.low[k]
        if part.outside and k > places[0] and (k - 1 in words.dated or words.low[k - 1] in _TIMES):
            part.outside = k in words.dated or low in _TIMES  # "On Monday morning the government"
        if low in PREPOSITIONS and k not in words.inside:
            part.outside = not (low in _LICENSED and k > places[0] and words.low[k - 1] in GOVERNMENT)
            part.adverbial = part.adverbial or (part.outside and not part.parties)
        elif k in words.names and not part.outside:
            _add(words, part, k, lexicon, end=end, last=places.stop)
    part.unknown = not (part.outside or part.parties or part.generic) and _unknown(words, places)


def _add(words: Words, part: _Part, k: int, lexicon: Lexicon, *, end: int | None, last: int) -> None:
    """Adds whom the name that begins at `k` stands for, where it acts."""
    named = words.names[k]
    party = party_of(words, named, lexicon)
    if party is not None:
        limit = len(words) if end is None else end
        if speaks(words, k, limit, strict=end is not None):
            part.parties.append((party, named.span))
    elif named.entity.kind is EntityKind.ORGANISATION and words.after(k) == last:
        part.doubtful.append((named.entity.id, named.span))


def _only_offices(words: Words, places: range, parts: list[_Part]) -> bool:
    """As in "their ministers signed", "President Ndege and Prime Minister Roux signed"."""
    if any(part.acts or part.unknown for part in parts):
        return False
    offices = sum(part.office and not part.outside for part in parts)
    owned = any(words.low[k] in {"the", "their"} for k in places)
    return offices > 1 or (offices == 1 and owned and any(words.low[k] in _MINISTERS for k in places))


def _fits(acting: list[_Part]) -> bool:
    """Is the last member one who acts, or an apposition to one?"""
    if not acting:
        return False
    last = acting[-1]
    apposition = len(acting) > 1 and last.after_comma and bool(acting[-2].parties)
    return last.acts or last.generic or last.unknown or last.office or apposition


def _strange(parts: list[_Part]) -> bool:
    """Is a name unknown? The office beside it explains one: "Ivan Petrov, Russia's deputy minister,"."""
    for k, part in enumerate(parts):
        before = k > 0 and part.after_comma and parts[k - 1].office
        after = k + 1 < len(parts) and parts[k + 1].after_comma and parts[k + 1].office
        if part.unknown and not before and not after:
            return True
    return False


def _refers(words: Words, places: range) -> bool:
    low = [words.low[k] for k in places]
    both = any(word in _BOTH for word in low) and any(word in _SIDES for word in low)
    return both or any(word in _PRONOUNS for word in low)


def _unknown(words: Words, places: range) -> bool:
    """A capitalised name with no office beside it, or one of the lexicon that cannot act."""
    if any(words.low[k] in GOVERNMENT or k in words.dated for k in places):
        return False
    named = [words.names[k] for k in places if k in words.names]
    if named:
        return any(n.entity.kind is not EntityKind.SERIES for n in named)
    capital = next((k for k in places if words.raw[k][0].isupper() and words.low[k] not in _PLAIN), None)
    opens = capital == 0 and len(places) > 1 and words.raw[1][0].islower()
    return capital is not None and not opens
