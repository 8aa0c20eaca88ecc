"""Identity: which fetched entry is new, changed or seen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.entries import (
    EntryData,
    EntryId,
    EntryIntent,
    KnownEntry,
    Novelty,
    decide_entries,
    identify,
)

NOW = datetime(2025, 11, 20, 12, tzinfo=UTC)
STORED = EntryData(
    guid="urn:1", url="https://harbour.example/a", title="Leaders meet in the capital", body="They met."
)

TOPICS = (
    "Leaders meet in the capital",
    "Storm closes the port",
    "Budget passes after a long night",
    "Court frees the editor",
    "Ferry line opens to the islands",
    "Harvest fails in the south",
)


def known(*entries: EntryData) -> list[KnownEntry]:
    return [
        KnownEntry(id=EntryId(number), identity=identify(data))
        for number, data in enumerate(entries, start=1)
    ]


def same(stored: list[EntryData], fetched: list[EntryData]) -> list[int | None]:
    """For each fetched entry that came out, the place of the stored one that it is."""
    found = (intent.known for intent in decide_entries(known(*stored), fetched))
    return [None if number is None else number - 1 for number in found]


def only(fetched: EntryData, *stored: EntryData) -> EntryIntent:
    (intent,) = decide_entries(known(*stored), [fetched])
    return intent


def feed(
    count: int, *, guid: str = "urn:{n}", url: str = "https://harbour.example/{n}", title: str = ""
) -> list[EntryData]:
    """Entries about different things; `{n}` and `{topic}` differ."""
    return [
        EntryData(
            guid=guid.format(n=n, topic=topic),
            url=url.format(n=n, topic=topic),
            title=(title or "{topic}").format(n=n, topic=topic),
            body=f"All about {topic}.",
        )
        for n, topic in enumerate(TOPICS[:count])
    ]


def novelty(fetched: EntryData, *stored: EntryData) -> Novelty:
    (intent,) = decide_entries(known(*stored), [fetched])
    return intent.novelty


@pytest.mark.parametrize(
    ("rule", "changed", "expected"),
    [
        ("the same entry is seen", {}, Novelty.SEEN),
        ("a new guid for the same link and title is the same entry", {"guid": "urn:2"}, Novelty.SEEN),
        ("an edited title under guid and link is a change", {"title": "Leaders will meet"}, Novelty.CHANGED),
        ("an edited body is a change", {"body": "They met again."}, Novelty.CHANGED),
        (
            "a moved link under guid and title is the same entry",
            {"url": "https://harbour.example/b"},
            Novelty.SEEN,
        ),
        (
            "a guid reused for another article is a new entry",
            {"url": "https://harbour.example/z", "title": "Storm closes the port", "body": "Wind."},
            Novelty.NEW,
        ),
        (
            "a live page's one link does not make two articles one",
            {"guid": "urn:9", "title": "Storm closes the port", "body": "Wind."},
            Novelty.NEW,
        ),
        (
            "a title that recurs under another link and guid is a new entry",
            {"guid": "urn:9", "url": "https://harbour.example/z"},
            Novelty.NEW,
        ),
        (
            "a link without a guid still knows its entry",
            {"guid": "", "title": "Leaders will meet"},
            Novelty.CHANGED,
        ),
        (
            "tracking parameters do not make a link new",
            {"guid": "", "url": STORED.url + "?utm_source=rss"},
            Novelty.SEEN,
        ),
        ("a touched date changes nothing", {"published": NOW}, Novelty.SEEN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_identity_is_a_vote(rule: str, changed: dict[str, object], expected: Novelty) -> None:
    assert novelty(replace(STORED, **changed), STORED) is expected, rule


def test_an_entry_given_twice_in_one_feed_is_decided_once() -> None:
    assert len(decide_entries([], [STORED, replace(STORED, published=NOW)])) == 1


def test_one_guid_for_all_entries_does_not_make_them_one() -> None:
    entries = [
        EntryData(guid="same", url=f"https://harbour.example/{n}", title=f"Report number {n}")
        for n in range(5)
    ]
    assert len(decide_entries([], entries)) == 5


def test_an_entry_that_holds_nothing_is_left_out() -> None:
    assert decide_entries([], [EntryData(body=" <p></p> ")]) == ()


def test_an_entry_that_has_only_a_text_is_known_by_it() -> None:
    assert novelty(EntryData(body="Hello"), EntryData(body="<p>Hello</p>")) is Novelty.SEEN
    assert novelty(EntryData(body="Hello"), EntryData(body="Good bye")) is Novelty.NEW


entries = st.builds(
    EntryData,
    guid=st.sampled_from(["", "g1", "g2", "g3"]),
    url=st.sampled_from(["", "https://a.example/1", "https://a.example/2", "http://a.example/1?utm_x=1"]),
    title=st.sampled_from(["", "One", "Two", "one!"]),
    body=st.sampled_from(["", "x", "y"]),
)


@given(st.lists(entries, max_size=8))
def test_a_poll_repeated_changes_nothing(fetched: list[EntryData]) -> None:
    first = decide_entries([], fetched)
    stored = [KnownEntry(id=EntryId(n), identity=i.identity) for n, i in enumerate(first)]
    again = decide_entries(stored, fetched)
    assert [intent.novelty for intent in again] == [Novelty.SEEN] * len(first)


def test_guids_that_all_change_at_once_make_nothing_new() -> None:
    """Nor where a title was corrected or wholly rewritten at the same time."""
    stored = feed(6)
    fetched = feed(6, guid="post-{n}")
    fetched[0] = replace(fetched[0], title="Leaders meet in the captial")
    fetched[1] = replace(fetched[1], title="Ships wait outside, captains count the days")
    assert same(stored, fetched) == [0, 1, 2, 3, 4, 5]


def test_a_new_article_among_new_guids_is_new() -> None:
    fetched = feed(6, guid="post-{n}")
    assert same(feed(5), fetched) == [0, 1, 2, 3, 4, None]


def test_a_site_that_moves_keeps_its_entries() -> None:
    """Other hosts in links and in guids that are links."""
    stored = feed(4, guid="https://harbour.example/{n}/story", url="https://harbour.example/{n}/story")
    fetched = feed(4, guid="https://port.example/{n}/story", url="https://port.example/{n}/story")
    assert same(stored, fetched) == [0, 1, 2, 3]


def test_all_links_new_under_known_guids() -> None:
    stored, fetched = feed(4), feed(4, url="https://harbour.example/new/{n}/path")
    fetched[2] = replace(fetched[2], title="The night of the long budget")
    assert same(stored, fetched) == [0, 1, 2, 3]


def test_a_guid_handed_on_to_another_article_does_not_carry_identity() -> None:
    """The guids count the places of the feed: each poll the articles move down by one."""
    stored, fetched = feed(5)[1:], feed(5)
    handed = [replace(data, guid=f"item-{place}") for place, data in enumerate(stored)]
    moved = [replace(data, guid=f"item-{place}") for place, data in enumerate(fetched)]
    assert same(handed, moved) == [None, 0, 1, 2, 3]


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("one guid for all", {"guid": "feed"}),
        ("one link for all", {"url": "https://harbour.example/"}),
        ("one guid and one link for all", {"guid": "feed", "url": "https://harbour.example/"}),
        ("one link for all and no guid", {"guid": "", "url": "https://harbour.example/live#{n}"}),
        ("titles alone", {"guid": "", "url": ""}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_all_entries_share_tells_none_apart(rule: str, kept: dict[str, str]) -> None:
    """In any order, with a new entry between them."""
    stored, fetched = feed(5, **kept), feed(6, **kept)
    assert same(stored, fetched[::-1]) == [None, 4, 3, 2, 1, 0], rule


def test_a_title_of_every_day_is_a_new_entry_every_day() -> None:
    days = [
        EntryData(
            guid=f"urn:{n}", url=f"https://harbour.example/briefing-2025112{n}", title="Morning briefing"
        )
        for n in range(5)
    ]
    assert same(days[1:], days[:2]) == [None, 0]
    assert same(days[1:], [replace(day, guid="") for day in days[:2]]) == [None, 0]


def test_two_articles_of_one_title_in_one_poll_are_two() -> None:
    twins = [replace(STORED, guid=f"urn:{n}", url=f"https://harbour.example/{n}") for n in (1, 2)]
    assert same([], twins) == [None, None]


def test_an_article_in_two_sections_is_given_once() -> None:
    again = replace(STORED, url="https://harbour.example/politics/a")
    assert same([], [STORED, again]) == [None]
    assert same([STORED], [STORED, again]) == [0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("http and https", "http://harbour.example/?p=7", "https://harbour.example/?p=7"),
        ("www", "https://www.harbour.example/7", "https://harbour.example/7"),
        ("a count of revisions", "https://harbour.example/7#1", "https://harbour.example/7#2"),
        ("tracking", "https://harbour.example/7#xtor=RSS-1", "https://harbour.example/7?utm_source=rss"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_guids_that_are_addresses_are_compared_as_addresses(rule: str, before: str, after: str) -> None:
    assert identify(EntryData(guid=before)).guid == identify(EntryData(guid=after)).guid, rule


def test_the_posts_of_a_live_page_keep_their_guids_apart() -> None:
    one, other = (identify(EntryData(guid=f"https://harbour.example/live#block-{n}")).guid for n in "ab")
    assert one != other


def test_a_slug_that_changes_with_the_title_is_no_new_entry() -> None:
    before = EntryData(
        guid="urn:1", url="https://harbour.example/story-12345-old-words", title="Leaders to meet"
    )
    after = replace(before, url="https://harbour.example/story-12345-other-slug", title="Talks begin at noon")
    assert only(after, before).known == 1
    assert only(replace(after, guid="", title=before.title), replace(before, guid="")).known == 1


def test_one_known_entry_is_given_to_one_fetched_only() -> None:
    """To the one that is surer: guid and an edited title say more than a link against another guid."""
    heir = EntryData(
        guid=STORED.guid, url="https://harbour.example/z", title="Leaders meet in the capital again"
    )
    assert same([STORED], [heir, replace(STORED, guid="urn:7")]) == [0, None]


def test_an_entry_without_a_title_is_known_by_its_first_words() -> None:
    posts = [EntryData(url="https://harbour.example/", body=f"<p>{topic}</p>") for topic in TOPICS]
    assert same(posts[1:], posts) == [None, 0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("rule", "changed", "expected"),
    [
        ("equal titles", {}, Novelty.SEEN),
        ("titles that differ in punctuation", {"title": "Leaders meet, in the capital"}, Novelty.SEEN),
        ("another title", {"title": "Leaders do not meet"}, Novelty.CHANGED),
        ("another text", {"body": "They met again."}, Novelty.SEEN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_was_only_learnt_changes_by_its_title_alone(
    rule: str, changed: dict[str, object], expected: Novelty
) -> None:
    fetched = replace(STORED, **changed)
    assert novelty(fetched, replace(STORED, read=False)) is expected, rule
    assert novelty(replace(fetched, read=False), STORED) is expected, rule


@pytest.mark.parametrize(
    "body",
    ["They  met.", "<p>They met.</p>", "They met.<img src='https://count.example/1.gif'>", "They&#32;met."],
)
def test_markup_that_no_reader_sees_is_no_change(body: str) -> None:
    assert novelty(replace(STORED, body=body), STORED) is Novelty.SEEN


def test_a_text_alone_is_no_news() -> None:
    intent = only(replace(STORED, body="They met again."), STORED)
    assert (intent.novelty, intent.news) == (Novelty.CHANGED, False)


def test_a_title_that_says_more_is_news() -> None:
    intent = only(replace(STORED, title="Leaders fail to meet in the capital"), STORED)
    assert (intent.novelty, intent.news) == (Novelty.CHANGED, True)


def test_a_new_entry_is_news() -> None:
    assert only(STORED).news


def test_rows_of_earlier_versions_are_known_again() -> None:
    """They kept a guid as it came."""
    guid = "http://www.harbour.example/a/?utm_source=rss"
    data = replace(STORED, guid=guid)
    row = KnownEntry(id=EntryId(1), identity=replace(identify(data), guid=guid))
    assert [intent.known for intent in decide_entries([row], [data])] == [1]


@given(st.lists(entries, max_size=8), st.lists(entries, max_size=8))
def test_no_known_entry_is_given_twice(stored: list[EntryData], fetched: list[EntryData]) -> None:
    found = [intent.known for intent in decide_entries(known(*stored), fetched) if intent.known]
    assert len(found) == len(set(found))


@given(st.lists(entries, max_size=8))
def test_any_entry_can_be_named(fetched: list[EntryData]) -> None:
    """Each voter is a string that its own normal form leaves as it is, so that a store can look it up."""
    for identity in map(identify, fetched):
        again = identify(EntryData(guid=identity.guid, url=identity.url, title=identity.title))
        assert replace(again, content="") == replace(identity, content="")


def test_the_port_of_an_address_is_no_number_of_an_article() -> None:
    """A guid that is no address comes as one below the feed's own, port and all."""
    one, other = (
        identify(EntryData(guid=f"http://wire.example:34437/{words}", url="", title="", body=""))
        for words in ("India and Russia: grain", "India and Russia: ports")
    )
    assert one.guid != other.guid
