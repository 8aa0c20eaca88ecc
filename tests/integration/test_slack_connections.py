"""Socket Mode through refreshes, crowding and silence; the shortcut, the Home tab, shared answers."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.calls import web_client
from adapters.slack.home import view
from adapters.slack.reception import Remembered
from adapters.slack.shortcuts import meant
from adapters.slack.socket import Socket, backoff
from adapters.slack.underway import Underway
from bot.core.messages import Button, Message, Paragraph, Text
from fakes.control import Control

pytestmark = pytest.mark.usefixtures("no_proxy")

BOT, APP = "xoxb-test", "xapp-test"


class Taken:
    """A reception that only remembers."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def take(self, payload: Mapping[str, Any]) -> None:
        self.texts.append(payload["text"])


class Line(Control):
    """A socket to the fake Slack, what it took, and for which tries it waited."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        super().__init__(url, session)
        self.taken = Taken()
        self.waits: list[int] = []
        self.client = web_client(BOT, url)
        self.socket: Socket | None = None

    async def opened_with(self) -> list[int]:
        """How many connections were open whenever one more was asked for."""
        return [call["args"]["open"] for call in await self.get("calls") if call["method"] == "socket"]

    async def connect(self, silence: float = 20.0) -> None:
        async def wait(tries: int) -> None:
            self.waits.append(tries)

        self.socket = Socket(self.taken, APP, self.client, Underway(), silence=silence, wait=wait)
        ticket = await self.client.apps_connections_open(app_token=APP)
        await self.socket.open(ticket["url"])


@pytest.fixture
async def line(slack_url: str) -> AsyncIterator[Line]:
    async with aiohttp.ClientSession() as session:
        line = Line(slack_url, session)
        await line.post("left")
        await line.post("reset")
        yield line
        if line.socket is not None:
            await line.socket.close()


class TestSocket:
    async def test_of_200_refreshes_none_loses_a_command_and_each_envelope_is_acknowledged_once(
        self, line: Line
    ):
        await line.connect()
        told = await line.post("refreshes", times=200)
        assert len(told["sent"]) == 800
        assert sorted(told["acked"]) == sorted(told["sent"])
        assert sorted(line.taken.texts) == sorted(told["sent"])
        assert told["overlapped"] == 200

    @pytest.mark.parametrize("mode", ["asked", "warned"])
    async def test_the_next_connection_is_open_before_the_last_one_is_closed(self, line: Line, mode: str):
        await line.connect()
        assert await line.post("disconnect", mode=mode) == {"reconnected": True}
        assert await line.opened_with() == [0, 1]
        assert line.waits == [0]

    async def test_a_warning_and_then_a_request_open_one_connection_and_no_third_is_open(self, line: Line):
        await line.connect()
        await line.post("disconnect", mode="warned")
        await line.post("disconnect", mode="asked")  # both connections: the newer one is replaced, too
        assert await line.opened_with() == [0, 1, 1]

    async def test_where_there_are_too_many_connections_ours_is_closed_first_and_time_passes(
        self, line: Line
    ):
        await line.connect()
        assert await line.post("disconnect", mode="crowded") == {"reconnected": True}
        assert await line.opened_with() == [0, 0]
        assert line.waits[0] > 0

    async def test_connections_that_do_not_last_are_asked_for_ever_more_slowly(self, line: Line):
        await line.connect()
        for _ in range(3):
            await line.post("disconnect", mode="closed")
        assert line.waits == [1, 2, 3]

    async def test_a_connection_on_which_no_ping_is_answered_is_replaced(self, line: Line):
        await line.post("faults", method="socket", mode="deaf")
        await line.connect(silence=0.15)
        assert (await line.post("greeted", times=2))["greeted"]

    async def test_a_connection_counts_as_broken_after_20_seconds_without_a_sign_of_life(self, line: Line):
        await line.connect()
        assert line.socket is not None
        (connection,) = line.socket._open
        assert connection._heartbeat + connection._pong_heartbeat <= 20

    async def test_of_a_token_that_slack_takes_no_more_is_told_and_nothing_is_asked_for_then(
        self, line: Line
    ):
        refused: list[str] = []
        socket = Socket(Taken(), APP, line.client, Underway(), refused=refused.append)
        fault = {"method": "apps.connections.open", "mode": "error", "error": "token_revoked"}
        await line.post("faults", **fault)
        await socket._connect()
        await socket.close()
        assert refused == ["token_revoked"]
        assert await line.opened_with() == []

    async def test_a_connection_that_was_only_just_made_is_closed_with_the_rest(self, line: Line):
        before = asyncio.all_tasks()
        await line.connect()
        assert line.socket is not None
        await line.socket.close()
        assert asyncio.all_tasks() == before
        assert await line.post("left") == {"left": True}


class Wire:
    """A connection that only remembers what is sent over it, and can break."""

    def __init__(self, happened: list[object], *, broken: bool) -> None:
        self._happened = happened
        self._broken = broken

    async def send_json(self, sent: object) -> None:
        self._happened.append(sent)
        if self._broken:
            raise aiohttp.ClientConnectionResetError


@pytest.mark.parametrize("broken", [False, True])
async def test_the_ack_leaves_before_anybody_is_asked_and_what_came_is_taken_though_it_fails(*, broken: bool):
    happened: list[object] = []

    class Asked(Taken):
        def take(self, payload: Mapping[str, Any]) -> None:
            happened.append(payload)

    socket = Socket(Asked(), APP, web_client(BOT, "http://127.0.0.1:9/"), Underway())
    envelope = {"type": "slash_commands", "envelope_id": "e1", "payload": {"text": "list"}}
    frame = aiohttp.WSMessage(aiohttp.WSMsgType.TEXT, json.dumps(envelope), None)
    await socket._taken(Wire(happened, broken=broken), frame)
    await socket.close()
    assert happened == [{"envelope_id": "e1"}, {"text": "list"}]


@pytest.mark.parametrize("words", ["", "{", "[]", "nothing", '{"type": 3, "envelope_id": 4, "payload": 5}'])
async def test_what_slack_would_not_send_is_passed_over(words: str):
    happened: list[object] = []
    socket = Socket(Taken(), APP, web_client(BOT, "http://127.0.0.1:9/"), Underway())
    frame = aiohttp.WSMessage(aiohttp.WSMsgType.TEXT, words, None)
    assert await socket._taken(Wire(happened, broken=False), frame) is None
    await socket.close()
    assert happened == []


@given(tries=st.integers(min_value=1, max_value=10_000))
def test_a_pause_lasts_from_one_second_to_sixty(tries: int):
    assert 1 <= backoff(tries) <= 60


def test_before_the_first_try_in_vain_there_is_no_pause():
    assert backoff(0) == 0


@given(names=st.lists(st.integers(min_value=0, max_value=5), max_size=40))
def test_what_was_met_in_time_is_not_new_and_no_more_is_kept_than_allowed(names: list[int]):
    met = Remembered(span=10, most=3)
    for now, name in enumerate(names):
        new = met.is_new(str(name), now)
        assert len(met) <= 3
        assert not met.is_new(str(name), now)
        assert new or name in names[max(0, now - 10) : now]


def test_what_was_met_long_ago_is_new():
    met = Remembered(span=10, most=3)
    assert met.is_new("a", 0)
    assert not met.is_new("a", 10)
    assert met.is_new("a", 10.5)


STAMP = {"event_type": "wirewatch_delivery", "event_payload": {"key": "k1"}}
BUTTONS = {
    "type": "actions",
    "elements": [{"action_id": "v1:mute:k2"}, {"action_id": "v1:why:k2"}],
}
LINK = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "link", "url": "https://a.example/1"}]}],
}


class TestShortcut:
    @pytest.mark.parametrize(
        ("message", "asked"),
        [
            ({"metadata": STAMP, "blocks": [BUTTONS, LINK]}, "k1"),
            ({"blocks": [LINK, BUTTONS]}, "k2"),
            (
                {"metadata": {"event_type": "other", "event_payload": {"key": "k3"}}, "blocks": [BUTTONS]},
                "k2",
            ),
            ({"blocks": [LINK]}, "https://a.example/1"),
            ({"text": "lunch?"}, ""),
            ({"metadata": None, "blocks": None}, ""),
        ],
    )
    def test_a_message_is_known_by_its_stamp_or_its_buttons_or_a_link(self, message, asked: str):
        assert meant(message) == asked


class TestHome:
    def test_the_view_has_each_answer_and_no_button(self):
        answers = [
            Message(
                blocks=(Paragraph(spans=(Text(text=words),)),),
                buttons=(Button(label="Undo", verb="unmute", target="s1"),),
            )
            for words in ("watches", "muted", "feeds")
        ]
        shown = view(answers)
        assert shown["type"] == "home"
        assert [block["type"] for block in shown["blocks"]] == ["rich_text", "divider"] * 2 + ["rich_text"]

    def test_long_answers_stay_within_100_blocks(self):
        long = Message(blocks=tuple(Paragraph(spans=(Text(text=f"watch {n}"),)) for n in range(50)))
        assert len(view([long, long, long])["blocks"]) == 100
