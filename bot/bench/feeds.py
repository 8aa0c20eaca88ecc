"""How feeds are read, against what each file of a set of feeds expects of a parser.

The feeds take the bot's own way: its decoding, its look for dangers, feedparser without sanitiser and without
resolving the addresses in texts. Each expectation is judged on feedparser's result three times over, and,
where it is about something that the bot keeps, on the bot's entry as well:

- `expectations_met_verbatim`: the expression holds as it is written;
- `expectations_met`: as well where it compares a field that may hold HTML (title, summary, description, value
  and their like) and a reader sees the same text in both, since the bot takes the text out of HTML itself,
  later, and keeps neither tags, styles, scripts nor the addresses in texts;
- `kept_met`: the value that the bot's entry (or the feed's title) holds is the one expected. HTML is again
  compared by what a reader sees; dates as moments; an address expected that is not of http or https
  is met by none. An expectation of a body is met by the body that the bot took, the longest that the entry
  offers, and by no other.
"""

import ast
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urljoin

from adapters.feeds.parsing.charset import decode
from adapters.feeds.parsing.parse import feed_result, parse_feed
from adapters.feeds.parsing.parsed import Body, Unparsed
from bot.bench.expectations import (
    Expectation,
    Same,
    Unknown,
    by_text,
    holds,
    read_expectation,
    verbatim,
)
from bot.bench.kept import kept_of
from bot.bench.sets import set_file
from bot.errors import UsageError

_FILES = ("feeds/feedparser-tests.tar.gz", "feedparser-tests.tar.gz")
_URL = "http://127.0.0.1:8097/"
"""Where the set's own server answers, which some expectations name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    body: Body
    expectation: Expectation


def run(data: Path | None) -> Mapping[str, object]:
    """The figures told above; `crashes` are feeds at which parsing raises, `unreadable` those refused.

    `data` is the archive, or a folder that holds it. Raises `UsageError` where there is none.
    """
    return measure(read_cases(set_file("feeds", data, _FILES, needs="feeds with what is expected of them")))


def read_cases(path: Path) -> Iterator[Case]:
    """The feeds that state an expectation. Raises `UsageError` where the file is no archive."""
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.name.endswith(".xml") else None
                case = _case(member.name, file.read()) if file else None
                if case:
                    yield case
    except (OSError, EOFError, tarfile.TarError) as error:
        raise UsageError("bench feeds", f"{path} cannot be read: {error!r}") from error


def _case(name: str, content: bytes) -> Case | None:
    expectation = read_expectation(decode(content, "").text)
    if expectation is None:
        return None
    url = urljoin(_URL + name.partition("tests/")[2], expectation.headers.get("content-location", ""))
    content_type = expectation.headers.get("content-type", "application/xml")
    return Case(
        name=name, body=Body(content=content, content_type=content_type, url=url), expectation=expectation
    )


def measure(cases: Iterator[Case]) -> dict[str, object]:
    """The figures of `run` for cases already read."""
    tally = _Tally()
    for case in cases:
        tally.add(case)
    return tally.figures()


@dataclass(slots=True)
class _Tally:
    stated: int = 0
    verbatim: int = 0
    met: int = 0
    kept_stated: int = 0
    kept_met: int = 0
    unreadable: int = 0
    crashes: int = 0
    seconds: float = 0.0

    def add(self, case: Case) -> None:
        self.stated += 1
        before = perf_counter()
        parsed = parse_feed(case.body)
        self.seconds += perf_counter() - before
        try:
            result = feed_result(case.body)
        except Exception:  # noqa: BLE001 - this is what is counted
            self.crashes += 1
            return
        self.unreadable += isinstance(result, Unparsed)
        self.verbatim += _is_met(case.expectation.tree, result, verbatim)
        self.met += _is_met(case.expectation.tree, result, by_text)
        kept = kept_of(case.expectation.tree)
        if kept:
            self.kept_stated += 1
            self.kept_met += kept.is_met(parsed)

    def figures(self) -> dict[str, object]:
        return {
            "expectations_stated": self.stated,
            "expectations_met": self.met,
            "expectations_met_verbatim": self.verbatim,
            "kept_stated": self.kept_stated,
            "kept_met": self.kept_met,
            "unreadable": self.unreadable,
            "crashes": self.crashes,
            "milliseconds_per_feed": round(1000 * self.seconds / max(self.stated, 1), 3),
        }


def _is_met(tree: ast.expr, result: Any, same: Same) -> bool:
    if isinstance(result, Unparsed):
        return False
    try:
        return holds(tree, result, same)
    except (Unknown, LookupError, TypeError, AttributeError, ValueError):
        return False
