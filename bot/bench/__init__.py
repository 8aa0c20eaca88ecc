"""Measurements of the bot's own parts, by name: `wirewatch bench NAME`.

A benchmark is a function of the folder or file with its data (None where none was given) that gives its
figures: names to numbers, or to one more level of names and numbers. It shows its progress on standard error,
on a terminal only, and raises `UsageError` where data that it needs is not there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

Bench = Callable[..., Mapping[str, object]]


def _acks(data: Path | None) -> Mapping[str, object]:
    from bot.bench.acks import run  # noqa: PLC0415  # only what is measured is imported

    return run(data)


def _match(data: Path | None) -> Mapping[str, object]:
    from bot.bench.match import run  # noqa: PLC0415

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


def _feeds(data: Path | None) -> Mapping[str, object]:
    from bot.bench.feeds import run  # noqa: PLC0415

    return run(data)


def _extraction(data: Path | None) -> Mapping[str, object]:
    from bot.bench.extraction import run  # noqa: PLC0415

    return run(data)


def _hostile(data: Path | None) -> Mapping[str, object]:
    from bot.bench.hostile import run  # noqa: PLC0415

    return run(data)


def _poll(data: Path | None, **sizes: int) -> Mapping[str, object]:
    from bot.bench.poll import run  # noqa: PLC0415

    return run(data, **sizes)


def _stories(data: Path | None) -> Mapping[str, object]:
    from bot.bench.stories import run  # noqa: PLC0415

    return run(data)


def _summary(data: Path | None) -> Mapping[str, object]:
    from bot.bench.summary import run  # noqa: PLC0415

    return run(data)


def _pages(data: Path | None) -> Mapping[str, object]:
    from bot.bench.pages import run  # noqa: PLC0415

    return run(data)


def _render(data: Path | None) -> Mapping[str, object]:
    from bot.bench.render import run  # noqa: PLC0415

    return run(data)


BENCHES: Mapping[str, Bench] = {
    "acks": _acks,
    "dates": _dates,
    "extraction": _extraction,
    "facts": _facts,
    "feeds": _feeds,
    "hostile": _hostile,
    "match": _match,
    "pages": _pages,
    "poll": _poll,
    "render": _render,
    "stories": _stories,
    "summary": _summary,
    "watches": _watches,
}
