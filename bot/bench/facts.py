"""How well the bot reads events out of texts, against events written down by hand.

Of each text the events of a kind are paired one to one, those with most equal values first; a pair has one at
least. What finds no partner is missed or false, with all it says. An event that the bot takes as denied,
rumoured or proposed only, where the gold has none, is nothing: some sets leave such events out. Every value
is one count, over all texts; of the slots that hold one value the surest told counts. Roles are looked at
where the gold has one and the participant was found.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter

from bot.bench.comparing import EVENTS, Outcome, compare, used
from bot.bench.gold import GoldSet, read_set
from bot.bench.likeness import Happening, Reckoner
from bot.bench.tallying import Tally, merged
from bot.errors import UsageError
from bot.extraction.events import find_events
from bot.extraction.facts import Event
from bot.extraction.findings import Mention
from bot.extraction.lexicon import Lexicon
from bot.extraction.matching import Matcher
from bot.extraction.text import Document
from bot.settings.loader import load

Find = Callable[[Document, tuple[Mention, ...], Lexicon], tuple[Event, ...]]

_FILES = ("facts-*.json", "gold/facts-*.json", "extraction.json", "gold/extraction.json")


def run(data: Path | None) -> Mapping[str, object]:
    """Figures of all sets together and, where there are several, of each under its file's name.

    Each slot has `precision`, `recall`, `f1` and `gold`, how many values the gold has; so has each kind under
    `events` and each slot under `kinds`. `summit` holds the same over edition, date, host, parties and status
    of summits together. `false_texts` is the share of texts without events in which one is told;
    `ms_per_text` the time of finding events alone.

    `data` is a set, or a folder with facts-*.json or extraction.json in it. The lexicon is the
    configuration's. Raises `UsageError` where there is no set, `ConfigError` where the configuration has
    mistakes.
    """
    return measure([read_set(path) for path in _set_files(data)], _lexicon(), find_events)


def measure(sets: Sequence[GoldSet], lexicon: Lexicon, find: Find) -> dict[str, object]:
    """The figures of `run` for sets already read."""
    bench = _Bench(lexicon, find)
    tallies = {gold.name: bench.tally(gold) for gold in sets}
    figures = merged(tallies.values()).figures()
    if len(tallies) > 1:
        figures |= {name: tally.figures() for name, tally in tallies.items()}
    return figures


def differences(data: Path | None) -> Iterator[str]:
    """A line for each slot in which the bot and the gold differ, for whoever writes rules.

    Of a folder only the sets named -dev: what is kept for checking is not looked at. Raises as `run`.
    """
    paths = _set_files(data)
    shown = paths if data is not None and data.is_file() else [p for p in paths if p.stem.endswith("-dev")]
    return explain([read_set(path) for path in shown], _lexicon(), find_events)


def explain(sets: Iterable[GoldSet], lexicon: Lexicon, find: Find) -> Iterator[str]:
    """The lines of `differences` for sets already read."""
    bench = _Bench(lexicon, find)
    for gold in sets:
        for outcome in bench.tally(gold).outcomes:
            if outcome.missed or outcome.false:
                yield _line(outcome)


def _line(outcome: Outcome) -> str:
    missed = f" missed {' | '.join(outcome.missed)}" if outcome.missed else ""
    false = f" told {' | '.join(outcome.false)}" if outcome.false else ""
    return f"{outcome.text} {outcome.kind} {outcome.slot}:{missed}{false}"


def _set_files(data: Path | None) -> list[Path]:
    if data is not None and data.is_file():
        return [data]
    found = [path for pattern in _FILES for path in sorted(data.glob(pattern))] if data else []
    if not found:
        where = f"there is no {_FILES[0]} in {data}" if data else "it needs texts with their events"
        raise UsageError("bench facts", where, hint="Give --data the folder that holds the set, or its file.")
    return found


def _lexicon() -> Lexicon:
    return load(Path(os.environ.get("WIREWATCH_CONFIG", "config"))).lexicon


class _Bench:
    def __init__(self, lexicon: Lexicon, find: Find) -> None:
        self._lexicon = lexicon
        self._find = find
        self._matcher = Matcher(lexicon, {})
        self._reckoner = Reckoner(lexicon)

    def tally(self, gold: GoldSet) -> Tally:
        tally = Tally(texts=len(gold.texts))
        known = [[self._reckoner.of_gold(event) for event in text.events] for text in gold.texts]
        scored = None if gold.complete else used(happening for of in known for happening in of)
        for text, happenings in zip(gold.texts, known, strict=True):
            told = self._told(text.document, tally)
            outcomes = list(compare(text.id, happenings, told, scored))
            tally.outcomes += outcomes
            if not happenings:
                tally.empty += 1
                tally.disturbed += any(outcome.slot == EVENTS for outcome in outcomes)
        return tally

    def _told(self, document: Document, tally: Tally) -> list[Happening]:
        mentions = self._matcher.entities(document)
        before = perf_counter()
        events = self._find(document, mentions, self._lexicon)
        tally.seconds += perf_counter() - before
        return [happening for event in events for happening in self._reckoner.of_bot(event)]


if __name__ == "__main__":
    for line in differences(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        sys.stdout.write(f"{line}\n")
