"""Which fetched entry is which stored one: a vote of guid, canonical URL and normalised title.

The weights (4, 3, 2) say: any two voters outvote the third; between two that disagree a guid beats a URL and
a URL a title; a title alone, against another URL, is a new entry. A voter that is missing abstains, and so
does one that tells nothing apart: a guid or URL that several entries of one poll share, and guids or URLs
that the publisher has just renewed for most of the feed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.identity.addresses import article_number, without_host
from bot.core.identity.edits import is_instalment, tells_news
from bot.core.identity.titles import alike

_GUID, _URL, _TITLE = 4, 3, 2
_CROWD = 10
"""Of entries that share a voter so many are compared, the latest: the work must not grow with its square."""
_Said = tuple[str, str]
"""A voter's name and what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The three voters and the hash of what a reader would see. Empty voter: the feed did not give it."""

    guid: str
    url: str
    title: str
    content: str
    """Empty for an entry that was only learnt and never read."""


def matches(known: Sequence[Identity], fetched: Sequence[Identity]) -> dict[int, int | None]:
    """Places of the fetched entries that repeat no other, each with the place of the known one that it is.

    In the order of `fetched`; no known entry is given twice.
    """
    stored = _first_places(known)
    chosen = {place: stored.get(key) for key, place in _first_places(fetched).items()}
    if None in chosen.values():
        asked = {place: fetched[place] for place in chosen}
        return _Vote(dict(enumerate(known)), asked).decide(chosen)
    return chosen


class _Vote:
    def __init__(self, known: Mapping[int, Identity], asked: Mapping[int, Identity]) -> None:
        self._known = known
        self._asked = asked
        self._mute = _shared(known.values()) | _shared(asked.values())
        self._renewed = _renewed(known.values(), asked.values())

    def decide(self, exact: Mapping[int, int | None]) -> dict[int, int | None]:
        """Every other entry gets the best of the known ones that are left, or is new, or repeats another."""
        taken = set(exact.values())
        free = {place: entry for place, entry in self._known.items() if place not in taken}
        rest = [place for place, match in exact.items() if match is None]
        chosen = dict(exact)
        for _, place, match in sorted(self._pairs(rest, _Index(free))):
            if chosen[place] is None and match not in taken:
                chosen[place] = match
                taken.add(match)
        for place in self._repeats(chosen):
            del chosen[place]
        return chosen

    def _pairs(self, places: Iterable[int], index: "_Index") -> Iterator[tuple[tuple[int, int], int, int]]:
        """Those that the vote finds the same: how sure (less is surer), the fetched and the known place."""
        for place in places:
            for match in index.near(self._asked[place]):
                votes = self._count(self._known[match], self._asked[place])
                if sum(votes) > 0:
                    yield (-sum(votes), -votes[0]), place, match

    def _repeats(self, chosen: Mapping[int, int | None]) -> set[int]:
        """Places of new entries that are the same as another of the poll, which stands before or is known."""
        index = _Index(self._asked)
        repeats: set[int] = set()
        for place in (place for place, match in chosen.items() if match is None):
            entry = self._asked[place]
            near = index.near(entry) - repeats
            others = (other for other in near if other < place or chosen[other] is not None)
            if any(self._repeats_it(self._asked[other], entry) for other in others):
                repeats.add(place)
        return repeats

    def _repeats_it(self, one: Identity, other: Identity) -> bool:
        """Of two that differ in an address and stand in one poll, the texts must not differ."""
        votes_for, votes_against = self._count(one, other)
        return votes_for + votes_against > 0 and (not votes_against or _same_text(one, other))

    def _count(self, before: Identity, after: Identity) -> tuple[int, int]:
        """Votes for the two being one entry, and, negative, those against."""
        votes = [
            _GUID * self._address("guid", before.guid, after.guid),
            _URL * self._address("url", before.url, after.url),
        ]
        if votes != [_GUID, _URL]:  # against both a title says nothing
            votes.append(_TITLE * self._title(before.title, after.title, backed=max(votes) > 0))
        return sum(v for v in votes if v > 0), sum(v for v in votes if v < 0)

    def _address(self, name: str, before: str, after: str) -> int:
        if not before or not after or (name, before) in self._mute or (name, after) in self._mute:
            return 0
        if before == after:
            return 1
        return 0 if name in self._renewed or _moved(before, after) else -1

    @staticmethod
    def _title(before: str, after: str, *, backed: bool) -> int:
        """A title that was edited counts as the same; one that tells more, only where an address backs it."""
        if not before or not after:
            return 0
        if before == after:
            return 1
        if not alike(before, after) or is_instalment(before, after):
            return -1
        return 1 if backed or not tells_news(before, after) else -1


class _Index:
    """Entries by what their voters say."""

    def __init__(self, entries: Mapping[int, Identity]) -> None:
        self._by_said: dict[_Said, list[int]] = defaultdict(list)
        for place, entry in entries.items():
            for said in _sayings(entry):
                self._by_said[said].append(place)

    def near(self, entry: Identity) -> set[int]:
        """The latest of the entries that share a voter with this one and may be it."""
        return {place for said in _sayings(entry) for place in self._by_said.get(said, ())[-_CROWD:]}


def _first_places(entries: Sequence[Identity]) -> dict[tuple[str, str, str], int]:
    places: dict[tuple[str, str, str], int] = {}
    for place, entry in enumerate(entries):
        places.setdefault((entry.guid, entry.url, entry.title), place)
    return places


def _sayings(entry: Identity) -> list[_Said]:
    said = (("guid", entry.guid), ("url", entry.url), ("title", entry.title))
    return [(name, value) for name, value in said if value]


def _addresses(entry: Identity) -> list[_Said]:
    return [said for said in _sayings(entry) if said[0] != "title"]


def _shared(entries: Iterable[Identity]) -> frozenset[_Said]:
    """Guids and URLs that stand at different entries of one time.

    Two titles show that, and so do three addresses; two alone may be one entry under two sections.
    """
    titles: dict[_Said, set[str]] = defaultdict(set)
    addresses: dict[_Said, set[str]] = defaultdict(set)
    for entry in entries:
        for said, other in ((("guid", entry.guid), entry.url), (("url", entry.url), entry.guid)):
            if said[1]:
                titles[said].add(entry.title)
                addresses[said].add(other)
    return frozenset(
        said for said in titles if len(titles[said] - {""}) > 1 or len(addresses[said] - {""}) > 2
    )


def _renewed(known: Iterable[Identity], asked: Iterable[Identity]) -> frozenset[str]:
    """Which of guid and URL are other ones at more entries than they are the old ones at."""
    titles: dict[_Said, set[str]] = defaultdict(set)
    texts: set[tuple[str, str]] = set()
    for entry in known:
        texts.add((entry.title, entry.content))
        for said in _addresses(entry):
            titles[said].add(entry.title)
    old: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for entry in asked:
        addresses = _addresses(entry)
        old.update(name for name, value in addresses if (name, value) in titles)
        under_address = any(said in titles and entry.title in titles[said] for said in addresses)
        if entry.title and (under_address or (entry.content and (entry.title, entry.content) in texts)):
            new.update(name for name, value in addresses if (name, value) not in titles)
    return frozenset(name for name in new if new[name] > max(1, old[name]))


def _moved(before: str, after: str) -> bool:
    """Whether one address is the other on another host, or under other words with the article's number."""
    path, number = without_host(before), article_number(before)
    return bool(path and path == without_host(after)) or bool(number and number == article_number(after))


def _same_text(one: Identity, other: Identity) -> bool:
    """Whether two of one title read the same, as far as is known."""
    return not one.content or not other.content or one.content == other.content
