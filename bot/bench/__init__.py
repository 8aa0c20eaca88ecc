"""Measurements of the bot's own parts, by name: `wirewatch bench NAME`.

A benchmark is a function of the folder or file with its data (None where none was given) that gives its
figures: names to numbers, or to one more level of names and numbers. It shows its progress on standard error,
on a terminal only, and raises `UsageError` where data that it needs is not there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

Bench = Callable[[Path | None], Mapping[str, object]]


def _match(data: Path | None) -> Mapping[str, object]:
    from bot.bench.match import run  # noqa: PLC0415  # only what is measured is imported

    return run(data)


def _watches(data: Path | None) -> Mapping[str, object]:
    from bot.bench.watches import run  # noqa: PLC0415

    return run(data)


def _dates(data: Path | None) -> Mapping[str, object]:
    from bot.bench.dates import run  # noqa: PLC0415

    return run(data)


def _facts(data: Path | None) -> Mapping[str, object]:
    from bot.bench.facts import run  # noqa: PLC0415

    return run(data)


def _extraction(data: Path | None) -> Mapping[str, object]:
    from bot.bench.extraction import run  # noqa: PLC0415

    return run(data)


def _summary(data: Path | None) -> Mapping[str, object]:
    from bot.bench.summary import run  # noqa: PLC0415

    return run(data)


BENCHES: Mapping[str, Bench] = {
    "dates": _dates,
    "extraction": _extraction,
    "facts": _facts,
    "match": _match,
    "summary": _summary,
    "watches": _watches,
}
