"""What is read off articles' pages, against what was written down for each: title, day, authors and text.

`title_exact` is the share of pages whose title is the same but for white space and soft hyphens;
`date_exact` that of the same day of publication, both in UTC; `authors_exact` that of the same set of names;
`body_f1` the mean F1 of the words of the text, each as often as it stands there; `pages` how many there are;
`milliseconds_per_page` the time of reading alone. A page that gives no article has nothing right.
"""

import gzip
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from adapters.feeds.articles.pages import Page
from adapters.feeds.articles.reading import prepare_reading, read_article
from bot.bench.sets import set_file
from bot.errors import UsageError
from bot.ports import Article

_FILES = ("pages/publishers*.tar.gz", "publishers*.tar.gz")
_WORDS = re.compile(r"\w+")
_PAGE = re.compile(r"(.+)_\d{4}_\d\d_\d\d\.html\.gz")
_HINT = "It must hold pages, OUTLET_2025_01_31.html.gz, and an OUTLET.json with what each of them says."


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A page with what is right for it."""

    content: bytes
    title: str
    day: date | None
    authors: frozenset[str]
    body: str
    """Empty where no text was written down; then it does not count."""


def run(data: Path | None) -> Mapping[str, object]:
    """`data` is the set or a folder that holds it. Raises `UsageError` where there is none to be read."""
    return measure(read_items(set_file("pages", data, _FILES, needs="a set of articles' pages")))


def measure(items: Iterable[Item]) -> dict[str, object]:
    """The figures of `run` for items already read."""
    prepare_reading()
    tally = _Tally()
    for item in items:
        page = Page(content=item.content, content_type="text/html", url="https://outlet.example/article")
        before = perf_counter()
        told = read_article(page)
        tally.seconds += perf_counter() - before
        tally.add(item, told if isinstance(told, Article) else Article(text=""))
    return tally.figures()


def read_items(path: Path) -> Iterator[Item]:
    """The pages in order of their names. Raises `UsageError` where the file is something else."""
    try:
        with tarfile.open(path) as archive:
            files = {name: archive.extractfile(name) for name in archive.getnames()}
            held = {name: file.read() for name, file in files.items() if file is not None}
        for name, records in sorted(_records(held).items()):
            for page, record in zip(_pages_of(name, held), records, strict=True):
                yield _item(gzip.decompress(held[page]), record)
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError("bench pages", f"{path} cannot be read: {error!r}", hint=_HINT) from error


def _records(held: Mapping[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    """What is right for the pages of each outlet, in the order of their days."""
    found = {name.removesuffix(".json"): text for name, text in held.items() if name.endswith(".json")}
    return {name: list(json.loads(text).values()) for name, text in found.items()}


def _pages_of(outlet: str, held: Iterable[str]) -> list[str]:
    return sorted(name for name in held if (page := _PAGE.fullmatch(name)) and page[1] == outlet)


def _item(content: bytes, record: Mapping[str, Any]) -> Item:
    published = record.get("publishing_date")
    return Item(
        content=content,
        title=record.get("title") or "",
        day=_day(datetime.fromisoformat(published)) if published else None,
        authors=frozenset(record.get("authors") or ()),
        body="\n".join(_lines(record.get("body") or {})),
    )


def _lines(body: Mapping[str, Any]) -> Iterator[str]:
    yield from body.get("summary") or ()
    for section in body.get("sections") or ():
        yield from section.get("headline") or ()
        yield from section.get("paragraphs") or ()


@dataclass(slots=True)
class _Tally:
    titles: int = 0
    days: int = 0
    authors: int = 0
    pages: int = 0
    bodies: int = 0
    body_f1: float = 0.0
    """The sum over `bodies`."""
    seconds: float = 0.0

    def add(self, item: Item, told: Article) -> None:
        self.pages += 1
        self.titles += _plain(told.title) == _plain(item.title)
        self.days += (told.published and _day(told.published)) == item.day
        self.authors += frozenset(filter(None, told.author.split(", "))) == item.authors
        if item.body:
            self.bodies += 1
            self.body_f1 += word_f1(item.body, told.text)

    def figures(self) -> dict[str, object]:
        return {
            "title_exact": _share(self.titles, self.pages),
            "date_exact": _share(self.days, self.pages),
            "authors_exact": _share(self.authors, self.pages),
            "body_f1": _share(self.body_f1, self.bodies),
            "pages": self.pages,
            "milliseconds_per_page": _share(1000 * self.seconds, self.pages),
        }


def word_f1(right: str, told: str) -> float:
    """0 where they have no word in common, 1 where they have the same words equally often."""
    one, other = (Counter(_WORDS.findall(text.casefold())) for text in (right, told))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _plain(title: str) -> str:
    return " ".join(title.replace("\N{SOFT HYPHEN}", "").split())


def _day(moment: datetime) -> date:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).date()


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
