"""To which channels a story goes, and for which watches they hear of it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.channels import Channel, Platform
from bot.core.entries import EntryId
from bot.core.feeds import Feed, FeedId
from bot.core.messages import Severity
from bot.core.routes import Route, RouteId, Subject, heard, routed, subject_of
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.rules import Rule

NOW = datetime(2025, 11, 28, 9, tzinfo=UTC)
ORIGIN = Origin(file="c.yaml", line=1)
DESK = Channel(platform=Platform.SLACK, name="#desk")
NIGHT = Channel(platform=Platform.DISCORD, name="night")
ARCHIVE = Channel(platform=Platform.SLACK, name="#archive")


def watch(name: str, severity: Severity = Severity.NORMAL, *channels: Channel) -> Watch:
    return Watch(
        id=WatchId(name), name=name, rule=Rule(), severity=severity, channels=channels, origin=ORIGIN
    )


def route(
    name: str,
    *channels: Channel,
    watches: set[str] = frozenset(),
    at_least: Severity = Severity.LOW,
    tags: set[str] = frozenset(),
    languages: set[str] = frozenset(),
) -> Route:
    return Route(
        id=RouteId(name),
        channels=channels,
        origin=ORIGIN,
        watches=frozenset(map(WatchId, watches)),
        at_least=at_least,
        tags=frozenset(tags),
        languages=frozenset(languages),
    )


def subject(*watches: Watch, tags: set[str] = frozenset(), languages: set[str] = frozenset()) -> Subject:
    return Subject(
        story=StoryId("s"),
        watches=watches,
        tags=frozenset(tags),
        languages=frozenset(languages),
        sources=(),
    )


def report(entry: int, feed: str, outlet: str, *watches: str) -> Report:
    return Report(
        entry=EntryId(entry),
        feed=FeedId(feed),
        outlet=outlet,
        title="Harbour closed",
        url=f"https://{outlet}/1",
        published=NOW,
        summary=(),
        evidence=tuple(Evidence(watch=WatchId(w), words=("harbour",), in_title=True) for w in watches),
    )


def feed(name: str, *tags: str, language: str = "") -> Feed:
    return Feed(
        id=FeedId(name),
        url=f"https://{name}.example/rss",
        name=name,
        interval=timedelta(minutes=5),
        tags=frozenset(tags),
        language=language,
    )


def test_a_subject_is_made_of_the_configured_watches_and_feeds() -> None:
    story = Story(
        id=StoryId("s"),
        first_seen=NOW,
        updated=NOW,
        revision=1,
        reports=(
            report(1, "port", "port.example", "harbour", "gone"),
            report(2, "sea", "sea.example", "strike"),
            report(3, "dropped", "old.example", "harbour"),
        ),
    )
    harbour, strike = watch("harbour", Severity.LOW), watch("strike", Severity.HIGH)
    feeds = [feed("port", "wire", language="en"), feed("sea", "local")]

    made = subject_of(story, {w.id: w for w in (harbour, strike)}, {f.id: f for f in feeds})

    assert made.watches == (strike, harbour)
    assert made.severity is Severity.HIGH
    assert made.tags == {"wire", "local"}
    assert made.languages == {"en"}
    assert made.sources == ({"port", "port.example"}, {"sea", "sea.example"}, {"old.example"})


def test_a_story_goes_where_its_watches_say_and_where_routes_take_it() -> None:
    oil = watch("oil", Severity.HIGH, DESK)
    routes = [route("wide", DESK, ARCHIVE), route("night", NIGHT, at_least=Severity.HIGH)]

    assert routed(subject(oil), routes) == {
        NIGHT: ("route night",),
        ARCHIVE: ("route wide",),
        DESK: ("watch oil", "route wide"),
    }
    assert list(routed(subject(oil), routes)) == sorted([NIGHT, ARCHIVE, DESK])


def test_a_route_takes_a_story_only_if_it_meets_every_condition() -> None:
    picky = route(
        "picky", DESK, watches={"oil"}, at_least=Severity.NORMAL, tags={"wire", "tv"}, languages={"en", "de"}
    )
    fits = {"tags": {"wire"}, "languages": {"de"}}
    assert routed(subject(watch("oil"), **fits), [picky])
    assert not routed(subject(watch("gas"), **fits), [picky])
    assert not routed(subject(watch("oil", Severity.LOW), **fits), [picky])
    assert not routed(subject(watch("oil"), tags={"blog"}, languages={"de"}), [picky])
    assert not routed(subject(watch("oil"), tags={"wire"}), [picky])


def test_a_grave_watch_opens_no_route_for_a_lesser_one() -> None:
    """A route for grave stories on oil does not take a minor one because it is a grave one on ports."""
    both = subject(watch("ports", Severity.HIGH), watch("oil", Severity.LOW))
    assert not routed(both, [route("grave", DESK, watches={"oil"}, at_least=Severity.HIGH)])


def test_a_story_for_which_no_watch_is_left_goes_nowhere() -> None:
    assert not routed(subject(tags={"wire"}), [route("all", DESK), route("wire", NIGHT, tags={"wire"})])


def test_a_channel_hears_for_the_watches_that_name_it() -> None:
    oil, gas = watch("oil", Severity.HIGH), watch("gas", Severity.LOW, DESK)
    assert heard(subject(oil, gas), DESK, [route("all", DESK)]) == (gas,)


def test_a_channel_that_only_routes_lead_to_hears_for_the_watches_let_through() -> None:
    oil, gas, ports = watch("oil", Severity.HIGH), watch("gas"), watch("ports", Severity.LOW)
    routes = [route("gas", DESK, watches={"gas"}), route("grave", DESK, at_least=Severity.HIGH)]
    assert heard(subject(oil, gas, ports), DESK, routes) == (oil, gas)
    assert heard(subject(oil, gas, ports), NIGHT, routes) == ()


CHANNELS = st.lists(st.sampled_from([DESK, NIGHT, ARCHIVE]), max_size=3).map(tuple)
NAMES = ("oil", "gas", "ports", "grain")
WATCHES = st.lists(
    st.builds(
        lambda name, severity, channels: watch(name, severity, *channels),
        st.sampled_from(NAMES),
        st.sampled_from(Severity),
        CHANNELS,
    ),
    unique_by=lambda w: w.id,
).map(lambda found: sorted(found, key=lambda w: list(Severity).index(w.severity), reverse=True))
TAGS = st.sets(st.sampled_from(["wire", "local"]))
SUBJECTS = st.builds(lambda watches, tags: subject(*watches, tags=tags), WATCHES, TAGS)
ROUTES = st.lists(
    st.builds(
        lambda name, channels, watches, at_least, tags: route(
            name, *channels, watches=watches, at_least=at_least, tags=tags
        ),
        st.text("abc", min_size=1),
        CHANNELS,
        st.sets(st.sampled_from(NAMES)),
        st.sampled_from(Severity),
        TAGS,
    ),
    unique_by=lambda r: r.id,
)


@given(SUBJECTS, ROUTES)
def test_channels_are_those_of_the_watches_and_of_the_routes_that_fit(about: Subject, routes: list[Route]):
    of_watches = {channel for w in about.watches for channel in w.channels}
    alone = [routed(about, [r]).keys() - of_watches for r in routes]
    assert routed(about, routes).keys() == of_watches.union(*alone)


@given(SUBJECTS, ROUTES, st.randoms(use_true_random=False))
def test_the_order_of_routes_does_not_matter(about: Subject, routes: list[Route], random) -> None:
    shuffled = random.sample(routes, len(routes))
    assert list(routed(about, routes).items()) == list(routed(about, shuffled).items())
    assert heard(about, DESK, routes) == heard(about, DESK, shuffled)


@given(SUBJECTS, ROUTES)
def test_whatever_goes_to_a_channel_is_heard_there_for_a_watch(about: Subject, routes: list[Route]) -> None:
    hearing = {channel for channel in (DESK, NIGHT, ARCHIVE) if heard(about, channel, routes)}
    assert hearing == routed(about, routes).keys()
