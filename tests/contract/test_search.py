"""What a search finds, whatever the documents stand in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from sqlalchemy import Connection, Engine

from adapters.storage.database import make_engine, migrate
from adapters.storage.search import make_search
from bot.core.feeds import FeedId
from fakes.postgresql import postgresql
from fakes.shelves import NOW, MemoryShelf, Shelf, SqlShelf, make_tables, to_store

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path: Path = tmp_path_factory.mktemp("search") / "w.db"
    engine = make_engine(path)
    with engine.begin() as connection:
        migrate(connection)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def postgresql_engine() -> Iterator[Engine]:
    with postgresql() as engine:
        with engine.begin() as connection:
            make_tables(connection)
            make_search(connection)
        yield engine


def rolled_back(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def shelf(request: pytest.FixtureRequest) -> Iterator[Shelf]:
    if request.param == "memory":
        yield MemoryShelf()
        return
    for connection in rolled_back(request.getfixturevalue(f"{request.param}_engine")):
        yield SqlShelf(connection)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ferry", True),
        ("FERRY", True),
        ("ferry harbour", True),
        ("harbour ferry", True),
        ("ferry airport", False),
        ('"new ferry"', True),
        ("“new ferry”", True),
        ('"ferry new"', False),
        ('"new ferry', True),
        ('"today opens"', False),
        ("new-ferry", True),
        ("ferry -airport", True),
        ("ferry -harbour", False),
        ("ferry --harbour", False),
        ('ferry -"harbour wall"', True),
        ('ferry -"old harbour"', False),
        ("ferry -airport -station", True),
        ("ferry -airport -harbour", False),
        ("ferr*", True),
        ("ferry* harb*", True),
        ("ferr", False),
        ("fe*", False),
        ("airp*", False),
        ("ferry -harb*", False),
        ("cafe", True),
        ("café", True),
        ("cafe\u0301", True),
        ("Łódź", True),
        ("17", True),
        ("2025-12-04", True),
        ("12-04-2025", False),
        ("lines.example", True),
        ("Мост", True),
        ("中国人民", True),
        ("AND", False),
        ("ferry OR airport", False),
        ("ferry ( ) & | ! :* ^ + ~ \\ ' % _ ; {text}: - -- \U0001f6a2", False),
        ("ferry ( ) & | ! :* ^ + ~ \\ ' % _ ; - -- \U0001f6a2", True),
        ("ferry\0harbour", True),
    ],
)
def test_words_phrases_exclusions_and_beginnings(shelf: Shelf, typed: str, found: bool) -> None:  # noqa: FBT001
    """All required terms must be there, no excluded one; signs of search languages are no words."""
    body = "It opens today in the old harbour, by the café. Łódź, 2025-12-04, pier 17. lines.example Мост"
    shelf.put(to_store("A new ferry", f"{body} 中国人民"))
    assert bool(shelf.find(typed)) is found


@pytest.mark.parametrize("typed", ["", " ", "-ferry", '""', '"', "-", "*", "!?", '-"ferry"', "\0", "\ud83d"])
def test_nothing_is_found_where_no_word_is_asked_for(shelf: Shelf, typed: str) -> None:
    shelf.put(to_store("A new ferry", "It crosses the bay."))
    assert shelf.find(typed) == ()


_TYPED = strategies.lists(
    strategies.one_of(
        strategies.text(max_size=8),
        strategies.sampled_from(
            [
                "ferry",
                '"',
                "-",
                "*",
                " ",
                "NEAR(",
                "AND",
                ")",
                "'",
                "\\",
                ":*",
                "text:",
                "^",
                "\0",
                "\U0001e900",
            ]
        ),
    ),
    max_size=12,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(_TYPED)
def test_whatever_is_typed_is_a_search(shelf: Shelf, typed: str) -> None:
    """No text is a mistake, and nothing is found beside what is there."""
    if not shelf.find("ferry"):
        shelf.put(to_store("A new ferry", "It crosses the bay."))
    assert shelf.titles(typed) in ([], ["A new ferry"])
    assert shelf.titles("ferry", sources=(typed,)) == []


def test_five_hundred_terms_are_a_search(shelf: Shelf) -> None:
    shelf.put(to_store("A new ferry", "It crosses the bay."))
    assert shelf.titles("ferry " * 80) == ["A new ferry"]
    assert shelf.titles("ferry " + " ".join(f"-{n}" for n in range(1_000))) == ["A new ferry"]
    assert shelf.titles('"' + "a " * 1_000) == []


def test_what_was_published_last_is_first_whenever_it_came_in(shelf: Shelf) -> None:
    for hours in (3, 1, 4, 2, 1):
        shelf.put(to_store(f"Ferry {hours}", at=NOW - hours * HOUR))
    assert shelf.titles("ferry") == ["Ferry 1", "Ferry 1", "Ferry 2", "Ferry 3", "Ferry 4"]
    first, second, *_ = shelf.find("ferry")
    assert first.entry > second.entry  # of one moment, the one that came in last


@pytest.mark.parametrize(("asked", "given_"), [(1, 1), (3, 3), (25, 25), (1_000, 25), (0, 0), (-1, 0)])
def test_at_most_25_are_given(shelf: Shelf, asked: int, given_: int) -> None:
    shelf.put(*(to_store(f"Ferry {n}") for n in range(30)))
    assert len(shelf.find("ferry", limit=asked)) == given_


@pytest.mark.parametrize("lag", [HOUR, 1_500 * HOUR])
def test_a_common_word_gives_the_newest_though_its_entries_came_in_another_order(
    shelf: Shelf, lag: timedelta
) -> None:
    """Of 1,200 entries, with late ones among them, as with all of them at once in a first poll."""
    start = datetime(2025, 1, 1, tzinfo=UTC)
    seen = [start + min(n * HOUR, 1_200 * HOUR - lag + HOUR) for n in range(1_200)]
    late = [at - (lag * (n * 7 % 1_200)) / 1_200 for n, at in enumerate(seen)]
    shelf.put(*(replace(to_store(f"Ferry {n}", at=late[n]), first_seen=seen[n]) for n in range(1_200)))
    newest = sorted(range(1_200), key=lambda n: (late[n], n), reverse=True)
    assert shelf.titles("ferry") == [f"Ferry {n}" for n in newest[:10]]
    until = late[newest[500]]
    older = [n for n in newest if late[n] < until]
    assert shelf.titles("ferry", until=until) == [f"Ferry {n}" for n in older[:10]]
    since = late[newest[4]]
    assert shelf.titles("ferry", since=since) == [f"Ferry {n}" for n in newest if late[n] >= since][:10]


def test_since_counts_and_until_does_not(shelf: Shelf) -> None:
    for hours in range(4):
        shelf.put(to_store(f"Ferry {hours}", at=NOW - hours * HOUR))
    assert shelf.titles("ferry", since=NOW - 2 * HOUR) == ["Ferry 0", "Ferry 1", "Ferry 2"]
    assert shelf.titles("ferry", until=NOW - 2 * HOUR) == ["Ferry 3"]
    assert shelf.titles("ferry", since=NOW - 2 * HOUR, until=NOW) == ["Ferry 1", "Ferry 2"]


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (("harbour",), ["Ferry b", "Ferry a"]),
        (("lighthouse",), ["Ferry d", "Ferry c"]),
        (("quay.example",), ["Ferry d", "Ferry b"]),
        (("www.quay.example",), ["Ferry d", "Ferry b"]),
        (("QUAY.example",), ["Ferry d", "Ferry b"]),
        (("https://quay.example/news",), ["Ferry d", "Ferry b"]),
        (("мост.example",), ["Ferry c"]),
        (("quay.example", "мост.example"), ["Ferry d", "Ferry c", "Ferry b"]),
        (("ay.example",), []),
        (("quay.exampl",), []),
        (("quayXexample",), []),
        (("quay.",), []),
        (("pier.example/quay.example",), ["Ferry a"]),
        (("nowhere",), []),
        ((" ",), []),
        (("\0",), []),
        (("\ud83d", "(", "%", "["), []),
    ],
)
def test_a_source_is_a_feed_or_a_domain(shelf: Shelf, sources: tuple[str, ...], found: list[str]) -> None:
    """A domain with and without `www.`, whole, and in no other part of the address."""
    shelf.put(
        to_store("Ferry a", url="https://pier.example/quay.example"),
        to_store("Ferry b", url="http://www.Quay.example:8080/1"),
        to_store("Ferry c", url="https://xn--l1aeje.example/1", feed="lighthouse"),
        to_store("Ferry d", url="https://quay.example", feed="lighthouse"),
    )
    assert shelf.titles("ferry", sources=sources) == found


def test_a_hit_tells_what_was_found_and_of_which_story(shelf: Shelf) -> None:
    number, other = shelf.put(
        to_store("Strike ends", "Crews are back. The ferry sails at noon.", at=NOW - HOUR),
        to_store("Ferry sold", at=NOW - 2 * HOUR),
    )
    shelf.report(number, "s1")
    (hit,), (second,) = shelf.find("ferry noon"), shelf.find("sold")
    assert (hit.entry, hit.feed, hit.title) == (number, FeedId("harbour"), "Strike ends")
    assert (hit.url, hit.published, hit.story) == ("https://harbour.example/1", NOW - HOUR, "s1")
    assert [words for words, is_match in hit.snippet if is_match] == ["ferry", "noon"]
    assert "".join(words for words, _ in hit.snippet) == "Crews are back. The ferry sails at noon."
    assert (second.entry, second.story, second.snippet) == (other, None, ())


def test_an_entry_that_was_only_learnt_is_not_found(shelf: Shelf) -> None:
    shelf.learn(to_store("Ferry sold"))
    shelf.put(to_store("Ferry bought"))
    assert shelf.titles("ferry") == ["Ferry bought"]


def test_a_revised_entry_is_found_by_its_new_words_alone(shelf: Shelf) -> None:
    (number,) = shelf.put(to_store("Ferry sold", "To a company."))
    shelf.revise(number, to_store("Ferry sold", "To a village."))
    assert shelf.find("company") == ()
    assert [hit.entry for hit in shelf.find("village")] == [number]
