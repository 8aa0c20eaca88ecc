"""What people are answered, by a desk with a real store behind it."""

from datetime import timedelta

import pytest

from bot.core.answers.overviews import VERBS
from bot.core.channels import Channel
from bot.core.messages import Message
from bot.core.reasons import Reason
from bot.core.routes import Route, RouteId
from bot.core.silences import Silence
from bot.core.watches import Origin
from bot.ports import Question
from bot.services.answer import _VERBS, Reply
from fakes.newsroom import DIPLOMACY, OIL, SUMMIT, Newsroom, channel, report
from fakes.notifier import text_of

ENERGY = channel("slack:#energy")
FIRST = report(
    "Putin to visit India for 23rd annual summit",
    "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi.",
)
DATED = report(
    "India, Russia fix dates of summit",
    "The 23rd India–Russia annual summit will be held on December 4-5 in New Delhi.",
    outlet="courier",
)
BARRELS = report("Russian oil finds new buyers", "Russian oil was sold at a discount.", outlet="delhi")
CHESS = report("Grandmasters meet in the capital", "The chess olympiad began.", outlet="delhi")


async def ask(
    room: Newsroom, verb: str, text: str = "", *, at: Channel | None = None, actor: str = "slack:U7"
) -> Reply:
    return await room.desk.reply(Question(verb=verb, text=text, actor=actor, channel=at))


async def told(room: Newsroom, verb: str, text: str = "", *, at: Channel | None = None) -> str:
    reply = await ask(room, verb, text, at=at)
    assert reply.answered, text_of(reply.message)
    return text_of(reply.message)


async def refused(room: Newsroom, verb: str, text: str = "", *, at: Channel | None = None) -> str:
    reply = await ask(room, verb, text, at=at)
    assert not reply.answered, text_of(reply.message)
    return text_of(reply.message)


def actions(message: Message) -> list[str]:
    return [button.action for button in message.buttons]


async def silences(room: Newsroom) -> tuple[Silence, ...]:
    return await room.store.transact(lambda records: records.silences.latest(10))


async def play(room: Newsroom) -> None:
    """A summit announced at 9 and dated at 12; oil at 10; chess, of which nobody asked to hear."""
    await room.at("09:00").publishes("harbour", FIRST)
    await room.until("09:01")
    await room.at("10:00").publishes("delhi", BARRELS, CHESS)
    await room.until("10:01")
    await room.at("12:00").publishes("courier", DATED)
    await room.until("12:10")


def test_help_names_the_verbs_that_the_desk_answers() -> None:
    assert list(VERBS) == list(_VERBS)


async def test_latest_tells_what_holds_what_changed_and_what_is_unknown(room: Newsroom) -> None:
    await play(room)
    text = await told(room, "latest", "india-russia-summit")
    assert "Edition: 23rd" in text
    assert "Date: around 5 December 2025 → 4–5 December 2025  courier.example" in text
    assert "“The 23rd India–Russia annual summit will be held on December 4-5 in New Delhi.”" in text
    assert "\nChanged last: 12:00  Date  around 5 December 2025 → 4–5 December 2025" in text
    assert "Last story: " in text


async def test_latest_of_an_earlier_moment_is_the_answer_of_that_moment(room: Newsroom) -> None:
    await play(room)
    text = await told(room, "latest", "india-russia-summit as-of:2025-11-20T11:00Z")
    assert "As it was known on 11:00" in text
    assert "around 5 December 2025" in text
    assert "4–5 December" not in text
    assert "Nothing was known of it then." in await told(room, "latest", "india-russia as of 2025-11-19")


async def test_latest_since_a_moment_tells_only_what_changed_from_then_on(room: Newsroom) -> None:
    await play(room)
    text = await told(room, "latest", "india-russia since 1h")
    assert "Date: 12:00  around 5 December 2025 → 4–5 December 2025" in text
    assert "Edition" not in text


async def test_latest_says_what_nobody_has_said(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", report("India and Russia prepare 23rd annual summit"))
    assert "Date: nobody has said yet" in await told(room, "latest", "india-russia")


async def test_a_timeline_tells_how_each_fact_came_about(room: Newsroom) -> None:
    await play(room)
    text = await told(room, "timeline", "india-russia-summit")
    date, *_ = (line for line in text.split("\n") if line.startswith("Date: "))
    assert date.startswith("Date: 12:00  around 5 December 2025 → 4–5 December 2025  courier.example")
    assert text == await told(room, "timeline", "india-russia-summit 1")
    assert text == await told(room, "timeline", "india-russia-summit page:1")


async def test_search_finds_reports_by_words_source_and_time(room: Newsroom) -> None:
    await play(room)
    text = await told(room, "search", "summit")
    assert text.index("India, Russia fix dates") < text.index("Putin to visit India")
    assert "courier.example · 12:00" in text
    text = await told(room, "search", "summit source:harbour.example to:2025-11-20")
    assert "Found: 1 report" in text
    assert "from harbour.example · until 00:00" in text
    assert "Found: the newest 1 report" in await told(room, "search", "summit limit:1")


async def test_a_search_that_finds_nothing_says_what_to_try(room: Newsroom) -> None:
    await play(room)
    reply = await ask(room, "search", "summit aardvark source:harbor.example")
    text = text_of(reply.message)
    assert "fewer words: aardvark or summit" in text
    assert "another source: harbour.example" in text
    assert "the watch india-russia-summit" in text
    assert "v1:latest:india-russia-summit" in actions(reply.message)


@pytest.mark.parametrize("item", ["key", "id", "link", "entry", "last"])
async def test_why_takes_an_alerts_key_a_storys_id_a_link_an_entry_or_last(room: Newsroom, item: str) -> None:
    await room.at("09:00").publishes("harbour", FIRST)
    await room.until("09:01")
    (shown,) = room.notifier.shown.values()
    story = await room.store.transact(lambda records: records.deliveries.story_of(shown.key))
    entries = await room.store.transact(lambda records: records.entries.at_url(FIRST.url))
    items = {"key": shown.key, "id": story, "link": FIRST.url, "entry": str(entries[0]), "last": "last"}
    text = await told(room, "why", str(items[item]))
    assert f"Story {story} " in text
    assert f"Watch: {SUMMIT.id} ({SUMMIT.origin})" in text
    assert "“India”" in text
    assert "Told: the first report of it" in text
    assert "States Edition 23rd" in text
    assert f"{DIPLOMACY}: Led here by watch {SUMMIT.id}\nMessage sent 09:00" in text


async def test_why_last_is_of_the_channel_where_it_is_asked(room: Newsroom) -> None:
    await play(room)
    assert "Why: Russian oil finds new buyers" in await told(room, "why", "last", at=ENERGY)
    assert "India" in (await told(room, "why", "last", at=DIPLOMACY)).split("\n")[1]


async def test_why_of_an_entry_that_no_watch_matched_says_so(room: Newsroom) -> None:
    await play(room)
    text = await told(room, "why", CHESS.url)
    assert "No watch matched it" in text
    assert f"wirewatch explain {CHESS.url}" in text


async def test_why_names_the_route_and_the_silence(room: Newsroom) -> None:
    desk = Route(id=RouteId("desk"), channels=(ENERGY,), origin=Origin(file="config/routes.yaml", line=2))
    room.routes = (desk,)
    room.setup.swap(room.make_setup())
    await room.at("08:00").publishes("harbour")
    await told(room, "mute", "watch india-russia-summit", at=ENERGY)
    await room.at("09:00").publishes("harbour", FIRST)
    await room.until("09:01")
    text = await told(room, "why", "last", at=DIPLOMACY)
    assert f"{ENERGY}: Led here by route desk\nMessage was not sent · Not sent: somebody muted it" in text
    assert f"{DIPLOMACY}: Led here by watch {SUMMIT.id}, route desk\n" not in text


async def test_what_is_muted_is_not_told_until_it_is_ended(room: Newsroom) -> None:
    room.at("08:00")
    reply = await ask(room, "mute", "watch india-russia-summit for 2h because too loud", at=DIPLOMACY)
    text = text_of(reply.message)
    assert "Muted: the watch India–Russia annual summit" in text
    assert "Until: 10:00\nBy: slack:U7\nBecause: too loud" in text
    await room.publishes("harbour", FIRST)
    await room.until("08:05")
    assert room.headlines() == []
    (undo,) = reply.message.buttons
    assert "No longer muted" in await told(room, undo.verb, undo.target, at=DIPLOMACY)
    (silence,) = await silences(room)
    assert (silence.ended, silence.ended_by) == (room.clock.now(), "slack:U7")


@pytest.mark.parametrize(
    ("asked", "at", "kind", "target", "where"),
    [
        ("watch russian-oil", ENERGY, "watch", "russian-oil", "slack:#energy"),
        ("russian-oil", None, "watch", "russian-oil", "None"),
        ("source harbour", ENERGY, "source", "harbour", "slack:#energy"),
        ("Harbour", ENERGY, "source", "harbour", "slack:#energy"),
        ("source www.harbour.example", ENERGY, "source", "harbour.example", "slack:#energy"),
        ("source unheard.example", ENERGY, "source", "unheard.example", "slack:#energy"),
        ("channel", ENERGY, "channel", "slack:#energy", "slack:#energy"),
        ("channel #diplomacy", ENERGY, "channel", "slack:#diplomacy", "slack:#diplomacy"),
        ("slack:#diplomacy", None, "channel", "slack:#diplomacy", "slack:#diplomacy"),
    ],
)
async def test_mute_takes_a_watch_a_source_or_a_channel(
    room: Newsroom, asked: str, at: Channel | None, kind: str, target: str, where: str
) -> None:
    """It holds where it is asked; asked in no channel, everywhere. Eight hours unless said otherwise."""
    await told(room, "mute", asked, at=at)
    (silence,) = await silences(room)
    assert (silence.kind, silence.target, str(silence.channel)) == (kind, target, where)
    assert silence.until - silence.at == timedelta(hours=8)


async def test_mute_takes_a_story_by_its_alert(room: Newsroom) -> None:
    await room.at("09:00").publishes("harbour", FIRST)
    await room.until("09:01")
    (shown,) = room.notifier.shown.values()
    assert f"Muted: the story “{FIRST.title}”" in await told(room, "mute", shown.key, at=DIPLOMACY)
    room.at("10:00")
    await told(room, "mute", "story last for 1d", at=DIPLOMACY)
    new, old = await silences(room)
    assert (new.kind, new.target) == (old.kind, old.target)


async def test_mute_alone_lists_what_is_muted(room: Newsroom) -> None:
    assert "Nothing is muted." in await told(room, "mute")
    await told(room, "mute", "watch russian-oil")
    assert "the watch russian-oil, everywhere until" in await told(room, "mute")


async def test_unmute_takes_an_id_or_what_was_muted(room: Newsroom) -> None:
    await told(room, "mute", "watch russian-oil", at=ENERGY)
    await told(room, "mute", "source harbour", at=ENERGY)
    assert "Nothing is muted as" in await refused(room, "unmute", "watch russian-oil", at=DIPLOMACY)
    assert "No longer muted: the watch russian-oil" in await told(room, "unmute", "russian-oil", at=ENERGY)
    (left,) = await room.store.transact(lambda records: records.silences.active(room.clock.now()))
    assert "No longer muted: reports of harbour" in await told(room, "unmute", left.id)
    assert "Nothing is muted at all." in await refused(room, "unmute", left.id)


async def test_list_tells_the_watches_of_the_channel_also_those_that_only_a_route_leads_there(
    room: Newsroom,
) -> None:
    assert "Watches configured: 2" in await told(room, "list")
    assert "Watches of slack:#energy: 1\nrussian-oil: " in await told(room, "list", at=ENERGY)
    room.routes = (
        Route(
            id=RouteId("all"),
            channels=(ENERGY,),
            origin=Origin(file="r", line=1),
            watches=frozenset({SUMMIT.id}),
        ),
    )
    room.setup.swap(room.make_setup())
    assert "Watches of slack:#energy: 2" in await told(room, "list", at=ENERGY)
    await told(room, "mute", f"watch {OIL.id}", at=ENERGY)
    assert "· muted" in await told(room, "list", at=ENERGY)


REFUSED = (
    ("latest", "inda-rusia", "No event matches “inda-rusia”. Did you mean: india-russia-summit?"),
    ("latest", "", "Which event? Did you mean: india-russia-summit?"),
    ("latest", "oil", "No event matches “oil”. Did you mean: russian-oil?"),
    ("latest", "zzz", "`/watch list` shows what is watched."),
    ("latest", "india-russia since:soon", "“since:soon” is no time. Write it as 7d"),
    ("latest", "india-russia as-of:2025-02-31", "“as-of:2025-02-31” is no time."),
    ("latest", "india-russia sinse:7d", "There is no option “sinse:”. Did you mean: since:7d?"),
    ("latest", "india-russia of:99th", "No event of this watch is known as “99th”."),
    ("lastest", "", "There is no “lastest”. `/watch help` lists what there is. Did you mean: latest?"),
    ("timeline", "", "Which event?"),
    ("timeline", "india-russia 7", "There is no page 7: the last is 1."),
    ("timeline", "india-russia page:0", "There is no page 0: the last is 1."),
    ("timeline", "india-russia page:x", "There is no page x: the last is 1."),
    ("search", "", "Which words are to be searched for? For example: "),
    ("search", '"" -', "Which words are to be searched for?"),
    ("search", "summit limit:many", "“limit:many” is no number from 1 to 25."),
    ("search", "summit from:2025-12-02 to:2025-12-01", "ends before it begins"),
    ("search", "summit from:1.12.", "“from:1.12.” is no time."),
    ("why", "", "Which story? Give an article's link"),
    ("why", "nothing", "No alert has that id: “nothing”."),
    ("why", "99999999", "No alert has that id"),
    ("why", "last", "No alert was told yet."),
    ("why", "https://nowhere.example/1", "No entry with that link was stored."),
    ("mute", "watch russian-oyl", "Did you mean: watch russian-oil?"),
    ("mute", "russian-oyl", "Did you mean: watch russian-oil?"),
    ("mute", "source harbor.example", "Did you mean: source harbour.example?"),
    ("mute", "channel #nowhere", "No watch or route names the channel “#nowhere”."),
    ("mute", "watch", "Which watch? Did you mean: watch india-russia-summit, watch russian-oil?"),
    ("mute", "russian-oil for ever", "“for ever” is no span of time."),
    ("mute", "russian-oil for 91d", "90 days is the longest that anything is muted."),
    ("unmute", "", "Unmute what? Nothing is muted at all."),
)


async def test_a_question_that_cannot_be_answered_gets_cause_way_on_and_reference(room: Newsroom) -> None:
    for verb, text, expected in REFUSED:
        said = await refused(room, verb, text)
        assert expected in said, (verb, text)
        assert " (ref " in said


async def test_of_several_that_fit_each_is_a_button_that_asks_all_that_was_asked(room: Newsroom) -> None:
    for asked in ("ssia since:7d", 'ssia since:"7 days"', "ssia since 7 days"):
        reply = await ask(room, "latest", asked)
        assert "“ssia” fits more than one event. Did you mean: " in text_of(reply.message)
        pressed = {
            button.label: await ask(room, button.verb, button.target) for button in reply.message.buttons
        }
        assert {*pressed} == {SUMMIT.id, OIL.id}
        for answer in pressed.values():
            assert answer.answered
            assert "Nothing has changed since" in text_of(answer.message)


async def test_of_several_events_of_one_watch_each_is_a_button(room: Newsroom) -> None:
    await play(room)
    reply = await ask(room, "timeline", "india-russia of:99th")
    assert reply.message.buttons
    for button in reply.message.buttons:
        assert button.target.startswith('india-russia-summit of:"')
        assert (await ask(room, button.verb, button.target)).answered


async def test_a_suggestion_is_a_button_that_asks_it(room: Newsroom) -> None:
    reply = await ask(room, "mute", "watch russian-oyl")
    (button,) = reply.message.buttons
    assert (await ask(room, button.verb, button.target)).answered


async def test_every_button_of_every_answer_is_answered(room: Newsroom) -> None:
    await play(room)
    asked = ["latest india-russia", "timeline india-russia", "search summit", "why last", "list", "help"]
    for question in [*asked, "mute story last", "mute"]:
        verb, _, text = question.partition(" ")
        for button in (await ask(room, verb, text, at=DIPLOMACY)).message.buttons:
            assert (await ask(room, button.verb, button.target, at=DIPLOMACY)).answered, button


async def test_decisions_without_a_story_are_found_by_entry(room: Newsroom) -> None:
    await play(room)
    entries = await room.store.transact(lambda records: records.entries.at_url(CHESS.url))
    decided = await room.store.transact(lambda records: records.alerts.decisions_on(entries[0]))
    assert [decision.reason for decision in decided] == [Reason.NO_WATCH]


NASTY = (
    *("\x00", "\ud800", '"', "“", "%", "*", "'; --", "(", "-", ":", "=", "#", ".", "a:b:c", "since:"),
    *(
        "👩\u200d👩\u200d👧",
        "\u202e",
        "9" * 400,
        "١٢",
        "²",
        "0x10",
        "a" * 9_000,
        "slack:",
        "<https://a.example|b>",
    ),
    *(
        "https://[",
        "https://a.example:99999/",
        "story",
        "watch",
        "source",
        "channel",
        "story last",
        "last last",
    ),
    *("for", "for 1h", "because", "watch because x", "source .", "page:9999999999", "NEAR(a b", "a AND"),
    *("india-russia 0", "india-russia ²", "india-russia as-of:9999-12-31", "india-russia since:0001-01-01"),
)


async def test_no_text_breaks_an_answer(room: Newsroom) -> None:
    """Whatever follows whichever verb: there is an answer, or a reason why there is none."""
    await room.at("09:00").publishes("harbour", FIRST)
    await room.until("09:01")
    for verb in VERBS:
        for text in NASTY:
            reply = await ask(room, verb, text, at=DIPLOMACY)
            assert text_of(reply.message), (verb, text)
