"""What is said to people who ask: every answer is complete as plain text."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.answers.hits import FoundReport, Sought, hits_message, nothing_message
from bot.core.answers.latest import Known, latest_message
from bot.core.answers.muting import muted_message, silences_message, unmuted_message
from bot.core.answers.overviews import VERBS, help_message, list_message
from bot.core.answers.reason_words import reason_words
from bot.core.answers.timeline import pages, timeline_message
from bot.core.answers.ways import ChannelTrace, DeliveryTrace
from bot.core.answers.why import (
    Decided,
    ReportTrace,
    Trace,
    unmatched_message,
    why_message,
)
from bot.core.channels import Channel, Platform
from bot.core.deliveries import Action, Delivery, DeliveryId, DeliveryKey, DeliveryState
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.ledger import Assertion, merged, unknown
from bot.core.messages import Message, Severity, Style, Table, Text, Time
from bot.core.occasions import developments
from bot.core.reasons import Reason
from bot.core.silences import SilenceKind, end_silence, make_silence
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.facts import EventKind, EventOfInterest, Occurrence, Slot
from bot.extraction.rules import Rule
from fakes.assertions import stated
from fakes.notifier import text_of

NOW = datetime(2025, 11, 28, 9, tzinfo=UTC)
DESK = Channel(platform=Platform.SLACK, name="#desk")
WATCH = Watch(
    id=WatchId("summit"),
    name="Japan–France summit",
    rule=Rule(),
    severity=Severity.HIGH,
    channels=(DESK,),
    origin=Origin(file="w.yaml", line=3),
    event=EventOfInterest(kind=EventKind.SUMMIT),
)
TOPIC = replace(WATCH, id=WatchId("oil"), name="Oil", event=None, severity=Severity.NORMAL)


def said(slot: Slot, shown: str, *, hours: float = 0, **how: Any) -> Assertion:
    return stated(slot, shown, watch=WATCH.id, at=NOW + timedelta(hours=hours), **how)


def known(assertions: Iterable[Assertion] = ()) -> Known:
    facts = merged(assertions)
    return Known(watch=WATCH, facts=facts, unknown=unknown(WATCH, facts), developments=developments(facts))


def report(number: int = 1, outlet: str = "harbour.example", title: str = "Leaders to meet") -> Report:
    return Report(
        entry=EntryId(number),
        feed=FeedId("harbour"),
        outlet=outlet,
        title=title,
        url=f"https://{outlet}/{number}",
        published=NOW,
        summary=(),
        evidence=(Evidence(watch=WATCH.id, words=("summit",), in_title=True),),
    )


STORY = Story(id=StoryId("5f0c"), first_seen=NOW, updated=NOW, revision=2, reports=(report(),))
DELIVERY = Delivery(
    id=DeliveryId("k-1"),
    key=DeliveryKey("k"),
    thread=DeliveryKey("k"),
    story=STORY.id,
    channel=DESK,
    revision=1,
    action=Action.POST,
    state=DeliveryState.SENT,
    due_at=NOW,
    dispatched_at=NOW + timedelta(seconds=2),
)
SILENCE = make_silence(
    SilenceKind.WATCH, "summit", DESK, "slack:U7", "too loud", NOW, NOW + timedelta(hours=8)
)


def lines(message: Message, label: str) -> list[str]:
    return [line for line in text_of(message).split("\n") if line.startswith(f"{label}: ")]


def struck(message: Message) -> list[str]:
    tables = (block for block in message.blocks if isinstance(block, Table))
    spans = (span for table in tables for row in table.rows for span in row.spans)
    return [span.text for span in spans if isinstance(span, Text) and span.style is Style.STRUCK]


def actions(message: Message) -> list[str]:
    return [button.action for button in message.buttons]


CITY = [said(Slot.CITY, "Kobe", outlet=outlet) for outlet in ("harbour", "delhi")]
MOVED = [CITY[0], *(said(Slot.CITY, "Lyon", outlet="delhi", hours=hours) for hours in (2, 3))]
OTHER_CITY = said(Slot.CITY, "Lyon", outlet="courier", hours=1)


@pytest.mark.parametrize("slot", Slot)
@pytest.mark.parametrize("occurrence", Occurrence)
def test_latest_tells_a_fact_of_any_slot(slot: Slot, occurrence: Occurrence) -> None:
    """But of the events before and after it not what is taken as read."""
    first = said(slot, "Something", occurrence=occurrence)
    other = said(slot, "Other", hours=1, occurrence=occurrence)
    as_read = occurrence is not Occurrence.CURRENT and slot in {Slot.PARTIES, Slot.STATUS, Slot.SERIES}
    assert ("Other" in text_of(latest_message(known([first, other])))) is not as_read


def test_latest_tells_the_value_before_struck_through_with_its_source() -> None:
    message = latest_message(known(MOVED))
    assert lines(message, "City") == ["City: Kobe → Lyon  delhi.example · 11:00"]
    assert set(struck(message)) == {"Kobe"}


def test_latest_tells_what_changed_last_and_when() -> None:
    (line,) = lines(latest_message(known(MOVED)), "Changed last")
    assert line.startswith("Changed last: 11:00  City  Kobe → Lyon  delhi.example")
    assert lines(latest_message(known(CITY)), "Changed last") == []


def test_latest_tells_disputes_with_their_sentence() -> None:
    message = latest_message(known([*CITY, OTHER_CITY]))
    assert lines(message, "Disputed") == ["Disputed: City  Lyon  courier.example · 10:00"]
    assert "“courier says Lyon.”" in text_of(message)


def test_latest_names_what_nobody_has_said() -> None:
    assert lines(latest_message(known(CITY)), "Date") == ["Date: nobody has said yet"]


def test_latest_groups_many_values_by_the_sentence_that_states_them() -> None:
    who = "Aya Mori and Luc Petit are to take part."
    facts = [
        said(Slot.PARTICIPANT, "Aya Mori", sentence=who, role="Prime Minister"),
        said(Slot.PARTICIPANT, "Luc Petit", sentence=who),
        said(Slot.PARTICIPANT, "Max Stein", outlet="delhi"),
    ]
    text = text_of(latest_message(known(facts)))
    assert "Participants: Aya Mori (Prime Minister), Luc Petit  harbour.example · 09:00\n" in text
    assert "\nMax Stein  delhi.example · 09:00\n“delhi says Max Stein.”" in text
    assert text.count(who) == 1


def test_latest_shows_three_sentences_of_a_slot_and_counts_the_values_left_out() -> None:
    text = text_of(latest_message(known(said(Slot.AGENDA, topic) for topic in "ABCDE")))
    assert text.count("harbour.example · ") == 3
    assert "\n+2\n" in text


def test_one_value_of_many_is_named_as_one() -> None:
    assert lines(latest_message(known([said(Slot.OUTCOME, "9 MoUs")])), "Outcome") != []


def test_with_since_latest_tells_only_what_changed_from_then_on() -> None:
    text = text_of(latest_message(known(MOVED), since=NOW + timedelta(hours=1)))
    assert "City: 11:00  Kobe → Lyon" in text
    assert "nobody has said" not in text
    text = text_of(latest_message(known(MOVED), since=NOW + timedelta(hours=5)))
    assert "Nothing has changed since 14:00." in text


def test_an_answer_of_another_moment_says_so() -> None:
    assert "As it was known on 09:00" in text_of(latest_message(replace(known(CITY), as_of=NOW)))
    assert "Nothing was known of it then." in text_of(latest_message(replace(known(), as_of=NOW)))


def test_latest_names_the_event_where_there_are_several() -> None:
    several = replace(known(CITY), label="23rd, 4–5 December 2025", others=("22nd, 8–9 July 2024",))
    text = text_of(latest_message(several))
    assert text.startswith("23rd, 4–5 December 2025\nJapan–France summit\n")
    assert "Other events: 22nd, 8–9 July 2024" in text


def test_an_answer_of_another_moment_does_not_tell_the_story_of_today() -> None:
    assert "Last story" not in text_of(latest_message(replace(known(CITY), as_of=NOW, last=STORY)))


def test_latest_offers_timeline_why_and_mute() -> None:
    message = latest_message(replace(known(CITY), last=STORY))
    assert actions(message) == ["v1:timeline:summit", "v1:why:5f0c", "v1:mute:watch summit"]
    assert "Last story: Leaders to meet  harbour.example · 1 outlet · 09:00" in text_of(message)


def turns(count: int) -> Known:
    return known(said(Slot.OUTCOME, f"Accord {n}", hours=n) for n in range(count))


def test_a_timeline_has_ten_developments_a_page_the_newest_first_and_none_twice() -> None:
    told = turns(23).developments
    shown = [
        line
        for page in range(1, pages(told) + 1)
        for line in lines(timeline_message(WATCH, told, page), "Outcome")
    ]
    assert [line.split("Accord ")[1].split()[0] for line in shown] == [str(n) for n in range(22, -1, -1)]
    assert [len(lines(timeline_message(WATCH, told, page), "Outcome")) for page in (1, 2, 3)] == [10, 10, 3]


@pytest.mark.parametrize(
    ("page", "offered"),
    [
        (1, ["v1:timeline:summit 2", "v1:latest:summit"]),
        (2, ["v1:timeline:summit 1", "v1:timeline:summit 3", "v1:latest:summit"]),
        (3, ["v1:timeline:summit 2", "v1:latest:summit"]),
    ],
)
def test_a_timeline_leads_to_the_pages_beside_it(page: int, offered: list[str]) -> None:
    message = timeline_message(WATCH, turns(23).developments, page)
    assert actions(message) == offered
    assert f"Timeline · 23 developments, the newest first · page {page} of 3" in text_of(message)


def test_a_timeline_strikes_the_old_value_and_names_the_source() -> None:
    message = timeline_message(WATCH, known(MOVED).developments, 1)
    assert struck(message) == ["Kobe"]
    assert "delhi.example" in text_of(message)


HIT = FoundReport(
    title="Steel summit",
    url="https://www.tass.example/1",
    feed="TASS",
    published=NOW,
    snippet=(("at the ", False), ("steel", True), (" summit", False)),
    story=STORY.id,
    outlets=3,
)


def test_a_hit_has_title_domain_time_outlets_and_its_words_set_off() -> None:
    message = hits_message(Sought(words="steel", sources=("tass.example",), since=NOW), [HIT], limit=10)
    assert text_of(message) == (
        "Search  steel · from tass.example · since 09:00\n"
        "Found: 1 report\n"
        "Steel summit  tass.example · 09:00 · 3 outlets\nat the steel summit"
    )
    strong = [s.text for s in message.blocks[-1].spans if isinstance(s, Text) and s.style is Style.STRONG]
    assert strong == ["Steel summit", "steel"]


def test_nothing_found_is_said_with_what_to_try() -> None:
    message = nothing_message(Sought(words="annual summit", since=NOW), ["annual"], [WATCH], ["tass.example"])
    assert (
        "Try fewer words: annual; or another source: tass.example; or other days; or the watch summit."
        in (text_of(message))
    )
    assert actions(message) == ["v1:search:annual", "v1:latest:summit"]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_for_readers(reason: Reason) -> None:
    words = reason_words(reason, "more of it")
    assert words.endswith(": more of it")
    assert "_" not in words
    assert words[0].isupper()


def test_no_two_reasons_are_said_in_the_same_words() -> None:
    assert len({reason_words(reason) for reason in Reason}) == len(Reason)


def trace(**changed: object) -> Trace:
    whole = Trace(
        story=STORY,
        watches=(WATCH,),
        reports=(
            ReportTrace(
                report=report(),
                decisions=(Decided(at=NOW, reason=Reason.FIRST_REPORT),),
                stated=tuple(CITY),
            ),
        ),
        decisions=(),
        channels=(ChannelTrace(channel=DESK, led_by=("watch summit",), deliveries=()),),
    )
    return replace(whole, **changed)


def test_why_names_rule_place_words_facts_decision_and_way() -> None:
    text = text_of(why_message(trace()))
    assert "Watch: summit (w.yaml:3) · ▲ HIGH" in text
    assert "Matched “summit” in the title (watch summit)" in text
    assert "States City Kobe" in text
    assert "Told: the first report of it" in text
    assert "slack:#desk: Led here by watch summit" in text


def test_a_channel_to_which_nothing_went_is_said_to_have_got_nothing() -> None:
    assert "Led here by watch summit\nNothing was sent here" in text_of(why_message(trace()))


def test_why_tells_a_reprint_from_a_voice_of_its_own() -> None:
    reprint = replace(report(2, "courier.example"), reprint_of=EntryId(1))
    story = replace(STORY, reports=(report(), reprint))
    text = text_of(why_message(trace(story=story, reports=(ReportTrace(report=reprint),))))
    assert "Repeats harbour.example nearly word for word" in text
    assert "and 1 earlier report" in text


LATER = NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "Message sent 09:00"),
        ({"action": Action.REPLY}, "Reply in its thread sent 09:00"),
        ({"state": DeliveryState.PENDING, "due_at": LATER}, "Message waits until 11:00"),
        (
            {"state": DeliveryState.HELD, "reason": Reason.QUIET_HOURS, "due_at": LATER},
            "Message held until 11:00 · Held for the digest at the end of the quiet hours",
        ),
        ({"state": DeliveryState.SENDING}, "Message is on its way"),
        (
            {"state": DeliveryState.AMBIGUOUS, "reason": Reason.RESPONSE_LOST},
            "Message is on its way · The platform's answer was lost",
        ),
        (
            {"state": DeliveryState.PARKED, "reason": Reason.NOT_ALLOWED, "detail": "missing access"},
            "Message was not sent · The bot may not write there: missing access",
        ),
        (
            {"state": DeliveryState.SUPERSEDED, "reason": Reason.SILENCED, "detail": "7e57 by slack:U7"},
            "Message was not sent · Not sent: somebody muted it: 7e57 by slack:U7",
        ),
    ],
)  # fmt: skip
def test_why_tells_what_became_of_each_delivery(changed: dict[str, object], expected: str) -> None:
    row = DeliveryTrace(delivery=replace(DELIVERY, **changed))
    channel = ChannelTrace(channel=DESK, led_by=("watch summit",), deliveries=(row,))
    assert expected in text_of(why_message(trace(channels=(channel,))))


@pytest.mark.parametrize("state", DeliveryState)
@pytest.mark.parametrize("action", Action)
def test_why_has_words_for_every_state_of_every_delivery(state: DeliveryState, action: Action) -> None:
    row = DeliveryTrace(delivery=replace(DELIVERY, state=state, action=action, reason=Reason.CAP))
    text = text_of(why_message(trace(channels=(ChannelTrace(channel=DESK, led_by=(), deliveries=(row,)),))))
    assert "Nothing leads here any more\n" in text


def test_of_many_edits_why_shows_the_last_and_their_number() -> None:
    edits = [replace(DELIVERY, action=Action.EDIT, dispatched_at=NOW + timedelta(hours=n)) for n in (1, 2)]
    channel = ChannelTrace(
        channel=DESK, led_by=("watch summit",), deliveries=tuple(DeliveryTrace(delivery=e) for e in edits)
    )
    assert "Edit sent 11:00 (edit 2)" in text_of(why_message(trace(channels=(channel,))))


def test_why_tells_of_the_digest_that_told_of_it() -> None:
    row = DeliveryTrace(delivery=replace(DELIVERY, state=DeliveryState.HELD), until=LATER)
    channel = ChannelTrace(channel=DESK, led_by=(), deliveries=(row,))
    assert "Message held for the digest of 11:00" in text_of(why_message(trace(channels=(channel,))))


def test_a_channel_whose_platform_is_off_is_said_to_be() -> None:
    channel = ChannelTrace(channel=DESK, led_by=("route desk",), on=False)
    assert "Not sent: the channel's platform has no token" in text_of(why_message(trace(channels=(channel,))))


def test_an_entry_that_no_watch_matched_gets_the_way_to_find_out() -> None:
    decided = [Decided(at=NOW, reason=Reason.NO_WATCH)]
    text = text_of(unmatched_message("Chess", "https://a.example/1", "a.example", decided))
    assert "No watch matched it: it is part of no story" in text
    assert "wirewatch explain https://a.example/1" in text


def test_what_is_muted_says_where_until_when_by_whom_and_how_to_end_it() -> None:
    message = muted_message(SILENCE, "Japan–France summit")
    assert text_of(message) == (
        "Muted: the watch Japan–France summit\n"
        "Where: in slack:#desk\nUntil: 17:00\nBy: slack:U7\nBecause: too loud\n"
        f"To end it: /watch unmute {SILENCE.id}"
    )
    assert actions(message) == [f"v1:unmute:{SILENCE.id}"]
    assert any(isinstance(span, Time) for row in message.blocks[1].rows for span in row.spans)


def test_what_is_muted_is_listed_with_a_button_for_each() -> None:
    everywhere = replace(SILENCE, channel=None, why="", kind=SilenceKind.SOURCE, target="tass.example")
    text = text_of(silences_message([SILENCE, everywhere]))
    assert f"{SILENCE.id}: the watch summit, in slack:#desk until 17:00 · by slack:U7 · “too loud”" in text
    assert "reports of tass.example, everywhere until 17:00" in text
    assert "Nothing is muted." in text_of(silences_message([]))


def test_what_is_no_longer_muted_is_named() -> None:
    ended = end_silence(SILENCE, "slack:U8", NOW)
    assert text_of(unmuted_message([ended])).startswith("No longer muted: the watch summit\n")


def test_help_begins_with_examples_of_the_teams_own_watches_and_names_every_verb() -> None:
    text = text_of(help_message([WATCH]))
    assert text.split("\n")[1] == "/watch latest summit: Japan–France summit"
    assert all(f"\n/watch {verb}" in text for verb in VERBS)
    assert all(f"\n/watch {verb}" in text_of(help_message([])) for verb in VERBS)


def test_list_names_each_watch_with_its_urgency_place_and_whether_it_is_muted() -> None:
    text = text_of(list_message([WATCH, TOPIC], DESK, {TOPIC.id}))
    assert "Watches of slack:#desk: 2" in text
    assert "summit: Japan–France summit · ▲ HIGH · w.yaml:3" in text
    assert "oil: Oil · ● NORMAL · w.yaml:3 · muted" in text
    assert "No watch leads to slack:#desk." in text_of(list_message([], DESK))
    assert "Watches configured: 1" in text_of(list_message([TOPIC], None))
