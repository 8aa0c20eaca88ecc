"""Warnings about watches: rules, examples, events."""

from collections.abc import Iterator

from bot.extraction.lexicon import EntityId, EntityKind, Lexicon
from bot.settings.advice.filters import Filters
from bot.settings.advice.known import Known, words_of
from bot.settings.advice.rules import about_rule
from bot.settings.checked import Checked, Files
from bot.settings.mistakes import Mistake, Place, closest, mistake, shown
from bot.settings.models import EventPart, WatchItem, WatchlistFile
from bot.settings.rule_values import rule_of
from bot.settings.written import written_rule

_NO_PARTY = frozenset((EntityKind.CITY, EntityKind.SERIES, EntityKind.TOPIC))


def about_watches(files: Files, lexicon: Lexicon) -> Iterator[Mistake]:
    known, filters, series = Known(lexicon), Filters(files.feeds.content), _Series(lexicon)
    for watchlist in files.watchlists:
        for number, watch in enumerate(watchlist.content.watches):
            rule = rule_of(watch.match)
            written = written_rule(watch.match, watchlist.node("watches", number, "match"))
            yield from about_rule(written, known)
            yield from filters.about(rule, written)
            yield from _about_examples(watch, watchlist.place("watches", number, "id"))
            if watch.event:
                yield from _about_parties(watchlist, number, watch.event, lexicon)
                yield from series.about(watch.event, watchlist.place("watches", number, "event", "series"))


def _about_examples(watch: WatchItem, place: Place) -> Iterator[Mistake]:
    match, no_match = watch.examples.match, watch.examples.no_match
    if match and no_match:
        return
    only = "a text under no_match" if match else "a text under match"
    lacks = only if match or no_match else "examples"
    hint = "Examples are tests: with them no later edit breaks the watch unseen."
    yield mistake(place, f"the watch {shown(watch.id)} lacks {lacks}", hint=hint)


def _about_parties(
    watchlist: Checked[WatchlistFile], number: int, event: EventPart, lexicon: Lexicon
) -> Iterator[Mistake]:
    for index, party in enumerate(event.parties):
        place = watchlist.place("watches", number, "event", "parties", index)
        entity = lexicon[EntityId(party)]
        if party in event.parties[:index]:
            yield mistake(place, f"the party {shown(party)} stands twice", hint="Remove one of the two.")
        elif entity.kind in _NO_PARTY:
            instead = f'Write "{entity.country}".' if entity.country else ""
            why = "Facts are kept of countries, organisations and persons."
            what = f"{shown(party)} is a {entity.kind} and can be no party of an event"
            yield mistake(place, what, why=why, hint=instead or "Write who takes part.")


class _Series:
    """Names that a series may go by, for those that are nearly one of them."""

    def __init__(self, lexicon: Lexicon) -> None:
        named = (e for e in lexicon.entities if e.kind in {EntityKind.SERIES, EntityKind.ORGANISATION})
        self._names = {alias.text for entity in named for alias in entity.surfaces}
        self._by_word: dict[str, set[str]] = {}
        """Spelling is compared only with names that share a word: with all of them it takes milliseconds."""
        for name in self._names:
            for word in words_of(name):
                self._by_word.setdefault(word, set()).add(name)
        self._lexicon = lexicon

    def about(self, event: EventPart, place: Place) -> Iterator[Mistake]:
        """A name that the lexicon does not know is in order: its words are looked for all the same."""
        series = event.series
        if not series or series in self._names:
            return
        what = f"no series or organisation is called {shown(series)}"
        if series in self._lexicon:
            name = self._lexicon[EntityId(series)].name
            yield mistake(place, what, why="This is an id.", hint=f'Write its name, "{name}".')
        elif name := closest(series, sorted(self._similar(series))):
            yield mistake(place, what, hint=f'Did you mean "{name}"?')

    def _similar(self, series: str) -> set[str]:
        return {name for word in words_of(series) for name in self._by_word.get(word, ())}
