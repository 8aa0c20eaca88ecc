"""What a team does not want to hear of, where, and until when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.channels import Channel, Platform
from bot.core.messages import Severity
from bot.core.routes import Subject
from bot.core.silences import Silence, SilenceKind, end_silence, make_silence, silenced
from bot.core.stories import StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.rules import Rule

NOW = datetime(2025, 11, 28, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DESK = Channel(platform=Platform.SLACK, name="#desk")
NIGHT = Channel(platform=Platform.DISCORD, name="night")


def watch(name: str) -> Watch:
    return Watch(
        id=WatchId(name),
        name=name,
        rule=Rule(),
        severity=Severity.NORMAL,
        channels=(DESK,),
        origin=Origin(file="w.yaml", line=1),
    )


SUBJECT = Subject(
    story=StoryId("strike"),
    watches=(watch("ports"), watch("unions")),
    tags=frozenset(),
    languages=frozenset(),
    sources=(frozenset({"port", "port.example"}), frozenset({"sea", "sea.example"})),
)


def mute(
    kind: SilenceKind, target: str, *, channel: Channel | None = None, hours: float = 1, began: float = 0
) -> Silence:
    at = NOW - began * HOUR
    return make_silence(kind, target, channel, "slack:U1", "enough of it", at, NOW + hours * HOUR)


STORY = mute(SilenceKind.STORY, "strike")


def test_a_story_is_silenced_by_its_id_until_the_silence_ends() -> None:
    assert silenced([STORY], SUBJECT, DESK, NOW) is STORY
    assert silenced([STORY], SUBJECT, DESK, NOW - timedelta(microseconds=1)) is None
    assert silenced([STORY], SUBJECT, DESK, STORY.until - timedelta(microseconds=1)) is STORY
    assert silenced([STORY], SUBJECT, DESK, STORY.until) is None
    assert silenced([mute(SilenceKind.STORY, "another")], SUBJECT, DESK, NOW) is None


def test_a_silence_that_was_ended_holds_until_then() -> None:
    ended = end_silence(STORY, "slack:U2", NOW + HOUR / 2)
    assert (ended.ended, ended.ended_by) == (NOW + HOUR / 2, "slack:U2")
    assert silenced([ended], SUBJECT, DESK, NOW + HOUR / 4) is ended
    assert silenced([ended], SUBJECT, DESK, NOW + HOUR / 2) is None
    assert end_silence(ended, "slack:U3", NOW) is ended


def test_a_silence_holds_in_its_channel_or_everywhere() -> None:
    here = mute(SilenceKind.STORY, "strike", channel=DESK)
    assert silenced([here], SUBJECT, DESK, NOW) is here
    assert silenced([here], SUBJECT, NIGHT, NOW) is None
    assert silenced([STORY], SUBJECT, NIGHT, NOW) is STORY


def test_a_silenced_channel_hears_of_nothing() -> None:
    channel = mute(SilenceKind.CHANNEL, "slack:#desk", channel=DESK)
    assert silenced([channel], SUBJECT, DESK, NOW) is channel
    assert silenced([channel], SUBJECT, NIGHT, NOW) is None


@pytest.mark.parametrize(
    ("kind", "targets", "holds"),
    [
        pytest.param(SilenceKind.WATCH, ["ports"], False, id="another watch still asks for it"),
        pytest.param(SilenceKind.WATCH, ["ports", "unions"], True, id="every watch is silenced"),
        pytest.param(SilenceKind.SOURCE, ["port.example"], False, id="another outlet reports it"),
        pytest.param(SilenceKind.SOURCE, ["port.example", "sea"], True, id="by domain and by feed"),
        pytest.param(SilenceKind.SOURCE, ["port", "port.example"], False, id="one source by both its names"),
        pytest.param(SilenceKind.WATCH, ["strike"], False, id="a watch is no story"),
    ],
)
def test_a_story_of_several_watches_and_sources(
    kind: SilenceKind, targets: list[str], *, holds: bool
) -> None:
    assert bool(silenced([mute(kind, target) for target in targets], SUBJECT, DESK, NOW)) is holds


def test_without_watches_and_reports_no_silence_of_these_holds() -> None:
    bare = Subject(story=StoryId("x"), watches=(), tags=frozenset(), languages=frozenset(), sources=())
    silences = [mute(SilenceKind.WATCH, "ports"), mute(SilenceKind.SOURCE, "port")]
    assert silenced(silences, bare, DESK, NOW) is None


def test_the_silence_that_ends_last_is_given() -> None:
    longer = mute(SilenceKind.CHANNEL, "slack:#desk", channel=DESK, hours=5)
    longest = end_silence(mute(SilenceKind.STORY, "strike", hours=9), "slack:U2", NOW + 2 * HOUR)
    assert silenced([STORY, longer, longest], SUBJECT, DESK, NOW) is longer


def test_of_silences_that_do_it_together_the_first_to_end_is_given() -> None:
    """From then on the story is heard again: an answer that named the other would be wrong."""
    short, long = mute(SilenceKind.WATCH, "ports"), mute(SilenceKind.WATCH, "unions", hours=8)
    given_by = silenced([short, long], SUBJECT, DESK, NOW)
    assert given_by is short
    assert silenced([short, long], SUBJECT, DESK, short.until) is None


def test_an_id_is_short_and_of_the_wish_alone() -> None:
    assert mute(SilenceKind.STORY, "strike") == STORY
    assert len(STORY.id) == 8
    assert set(STORY.id) <= set("0123456789abcdef")
    others = [mute(SilenceKind.WATCH, "strike"), mute(SilenceKind.STORY, "strike", channel=DESK)]
    others += [mute(SilenceKind.STORY, "strik"), mute(SilenceKind.STORY, "strike", began=1)]
    assert len({s.id for s in [STORY, *others]}) == 5


SILENCES = st.lists(
    st.builds(
        lambda kind, target, channel, hours, began: mute(
            kind, target, channel=channel, hours=hours, began=began
        ),
        st.sampled_from(SilenceKind),
        st.sampled_from(["strike", "ports", "unions", "port.example", "sea", "slack:#desk"]),
        st.sampled_from([None, DESK, NIGHT]),
        st.integers(-1, 4),
        st.integers(-1, 2),
    ),
    max_size=8,
)


@given(SILENCES, st.randoms(use_true_random=False))
def test_the_order_of_silences_does_not_matter(silences: list[Silence], random) -> None:
    shuffled = random.sample(silences, len(silences))
    assert silenced(silences, SUBJECT, DESK, NOW) == silenced(shuffled, SUBJECT, DESK, NOW)


@given(SILENCES, st.integers(0, 6 * 60))
def test_until_the_end_of_the_silence_that_is_given_nothing_is_heard(silences: list[Silence], minutes: int):
    """... and that silence holds at the moment that was asked about."""
    said = silenced(silences, SUBJECT, DESK, NOW)
    later = NOW + timedelta(minutes=minutes)
    if said:
        assert said.at <= NOW < said.over
        assert later >= said.over or silenced(silences, SUBJECT, DESK, later)


@given(SILENCES, SILENCES)
def test_a_further_silence_never_makes_a_story_heard(silences: list[Silence], more: list[Silence]) -> None:
    if silenced(silences, SUBJECT, DESK, NOW):
        assert silenced([*silences, *more], SUBJECT, DESK, NOW)
