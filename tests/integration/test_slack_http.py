"""HTTP mode: what is signed by Slack has one effect, all else has none; and what is asked over it."""

import asyncio
import hashlib
import hmac
import io
import json
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from aiohttp import web
from multidict import CIMultiDict

from adapters.slack.http_mode import BODY, HttpMode
from adapters.slack.platform import ByHttp, SlackPlatform
from adapters.slack.signatures import SKEW
from adapters.slack.underway import Underway
from bot.app.parts import slack_mode
from bot.core.answers.sorry import Sorry, sorry_message
from bot.core.messages import Headline, Message, Text
from bot.errors import AddressInUse, ConfigError
from bot.ports import Choice, Question
from bot.settings.configuration import SlackMode, SlackOptions
from bot.settings.secrets import SlackTokens, read_secrets

SECRET = "0123456789abcdef"
NOW = 1_800_000_000
Headers = CIMultiDict[str]
COMMAND = {"command": "/watch", "text": "latest payload x", "user_id": "U7", "channel_id": "C00000001"}


def sign(body: bytes, sent: str, secret: str = SECRET) -> str:
    return "v0=" + hmac.new(secret.encode(), f"v0:{sent}:".encode() + body, hashlib.sha256).hexdigest()


def signed(body: bytes, at: float = NOW, secret: str = SECRET) -> Headers:
    sent = str(int(at))
    return CIMultiDict({"X-Slack-Request-Timestamp": sent, "X-Slack-Signature": sign(body, sent, secret)})


def form(trigger: str = "1.2.3", **fields: str) -> bytes:
    return urlencode(COMMAND | {"trigger_id": trigger} | fields).encode()


def event(number: str = "Ev1") -> bytes:
    happened = {"type": "app_home_opened", "tab": "home", "user": "U7", "channel": "D1"}
    return json.dumps({"type": "event_callback", "event_id": number, "event": happened}).encode()


class Taken:
    def __init__(self) -> None:
        self.payloads: list[Any] = []

    def take(self, payload: Any) -> None:
        self.payloads.append(payload)


class Door:
    """HTTP mode without a network, at a time of the test's choice."""

    def __init__(self) -> None:
        self.taken = Taken()
        self.now = float(NOW - SKEW)
        self.open()
        self.now = float(NOW)

    def open(self) -> None:
        """Begin to listen, as a new process does."""
        self.mode = HttpMode(
            signing_secret=SECRET,
            reception=self.taken,
            underway=Underway(),
            host="127.0.0.1",
            port=0,
            clock=lambda: self.now,
        )

    def knock(self, headers: Headers, body: bytes) -> int:
        return self.mode.answer(headers, body).status


@pytest.fixture
def door() -> Door:
    return Door()


def _flip(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << dice.randrange(8)]) + data[place + 1 :]


def _flipped(name: str) -> Callable[[Headers, bytes, random.Random], tuple[Headers, bytes]]:
    def mutate(headers: Headers, body: bytes, dice: random.Random) -> tuple[Headers, bytes]:
        headers[name] = _flip(headers[name].encode(), dice).decode("utf-8", "surrogateescape")
        return headers, body

    return mutate


def _with(name: str, make: Callable[[random.Random], str]) -> Callable[..., tuple[Headers, bytes]]:
    """A header replaced; where it is the time, the new one is signed too, rightly."""

    def mutate(headers: Headers, body: bytes, dice: random.Random) -> tuple[Headers, bytes]:
        headers[name] = make(dice)
        if name == TIME:
            headers[SIGNATURE] = sign(body, headers[TIME])
        return headers, body

    return mutate


def _without(name: str) -> Callable[..., tuple[Headers, bytes]]:
    def mutate(headers: Headers, body: bytes, _: random.Random) -> tuple[Headers, bytes]:
        del headers[name]
        return headers, body

    return mutate


def _twice(name: str) -> Callable[..., tuple[Headers, bytes]]:
    def mutate(headers: Headers, body: bytes, _: random.Random) -> tuple[Headers, bytes]:
        headers.add(name, headers[name])
        return headers, body

    return mutate


def _body_of(make: Callable[[bytes, random.Random], bytes], *, sign_it: bool = False) -> Callable[..., Any]:
    def mutate(headers: Headers, body: bytes, dice: random.Random) -> tuple[Headers, bytes]:
        body = make(body, dice)
        return signed(body) if sign_it else headers, body

    return mutate


TIME, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
NO_DIGITS = ("", " ", "-5", "+5", "1e9", "0x1f", "1_8", "１８", "²", "nan", "1.8", f" {NOW}", f"{NOW}\n")
MUTATIONS: dict[str, Callable[..., tuple[Headers, bytes]]] = {
    "a bit of the body": _body_of(_flip),
    "a bit of the signature": _flipped(SIGNATURE),
    "a bit of the time": _flipped(TIME),
    "too old": _with(TIME, lambda dice: str(NOW - SKEW - 1 - dice.randrange(10**8))),
    "of the future": _with(TIME, lambda dice: str(NOW + SKEW + 1 + dice.randrange(10**8))),
    "no digits": _with(TIME, lambda dice: dice.choice(NO_DIGITS)),
    "very many digits": _with(TIME, lambda dice: "1" * dice.randrange(13, 9_000)),
    "no time": _without(TIME),
    "no signature": _without(SIGNATURE),
    "two times": _twice(TIME),
    "two signatures": _twice(SIGNATURE),
    "another's secret": lambda _, body, dice: (signed(body, secret=str(dice.random())), body),
    "another version": _with(SIGNATURE, lambda dice: f"v1={dice.randbytes(32).hex()}"),
    "no ASCII": _with(SIGNATURE, lambda dice: "v0=" + chr(dice.randrange(128, 0xD800)) * 64),
    "half a character": _with(SIGNATURE, lambda _: "v0=\udcff"),
    "cut": _body_of(lambda body, dice: body[: dice.randrange(len(body))]),
    "no UTF-8": _body_of(lambda body, _: body + b"\xff\xfe", sign_it=True),
    "no UTF-8 behind percent signs": _body_of(lambda body, _: body + b"&x=%ff", sign_it=True),
    "empty": _body_of(lambda _, __: b""),
    "too long": _body_of(lambda _, __: b"x" * (BODY + 1), sign_it=True),
}


class TestSignatures:
    def test_of_10_000_forged_requests_none_has_an_effect(self, door: Door):
        dice = random.Random(7)  # noqa: S311 -- forgeries, the same each time
        seen: Counter[int] = Counter()
        for number in range(10_000):
            body = form(trigger=str(number))
            mutate = list(MUTATIONS.values())[number % len(MUTATIONS)]
            headers, sent = mutate(signed(body), body, dice)
            seen[door.knock(headers, sent)] += 1
        assert seen == {401: 9_500, 413: 500}
        assert door.taken.payloads == []

    @pytest.mark.parametrize("name", MUTATIONS)
    def test_each_way_of_forging_is_refused(self, door: Door, name: str):
        body = form()
        dice = random.Random(1)  # noqa: S311 -- as above
        headers, sent = MUTATIONS[name](signed(body), body, dice)
        assert door.knock(headers, sent) in {401, 413}
        assert door.taken.payloads == []

    @pytest.mark.parametrize("skew", [-SKEW, 0, SKEW])
    def test_a_genuine_request_is_taken_while_its_clock_is_near_ours(self, door: Door, skew: int):
        body = form()
        assert door.knock(signed(body, NOW + skew), body) == 200
        assert [payload["text"] for payload in door.taken.payloads] == ["latest payload x"]

    @pytest.mark.parametrize("skew", [0, SKEW])
    def test_a_replay_has_no_effect_for_as_long_as_its_signature_is_good(self, door: Door, skew: int):
        body = form()
        headers = signed(body, NOW + skew)
        statuses = []
        for later in range(0, 2 * SKEW + 100, 20):
            door.now = NOW + later
            statuses.append(door.knock(headers, body))
        good = (skew + SKEW) // 20 + 1
        assert statuses == [200] * good + [401] * (len(statuses) - good)
        assert len(door.taken.payloads) == 1

    @pytest.mark.parametrize("ago", [0, 1, SKEW - 1])
    def test_a_replay_to_the_next_process_has_no_second_effect(self, door: Door, ago: int):
        body = form()
        headers = signed(body, NOW)
        assert door.knock(headers, body) == 200
        door.now = NOW + ago + 0.5
        door.open()
        assert [door.knock(headers, body) for _ in range(2)] == [503, 503]
        assert len(door.taken.payloads) == 1
        assert door.knock(signed(body, door.now + 1), body) == 200
        assert len(door.taken.payloads) == 2

    def test_a_forged_request_of_before_the_start_is_told_nothing(self, door: Door):
        body = form()
        door.open()
        assert door.knock(signed(body, NOW - 1, secret="other"), body) == 401

    def test_the_address_is_verified(self, door: Door):
        body = json.dumps({"type": "url_verification", "challenge": "c-1"}).encode()
        answer = door.mode.answer(signed(body), body)
        assert (answer.status, answer.text) == (200, "c-1")
        assert door.taken.payloads == []

    @pytest.mark.parametrize("body", [b"{", b"payload=[]", b"payload={", b'{"a":' * 200_000])
    def test_what_slack_would_not_write_is_refused_though_it_is_signed(self, door: Door, body: bytes):
        assert door.knock(signed(body), body) == 400
        assert door.taken.payloads == []


class Answers:
    """A desk that answers once it may, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.may = asyncio.Event()
        self.may.set()

    async def answer(self, question: Question) -> Message:
        self.asked.append(question)
        await self.may.wait()
        if question.text == "break":
            raise ZeroDivisionError
        if question.text == "refuse":
            return sorry_message(Sorry(problem=f"No {question.unread}"), "7F3K")
        words = f"{question.actor} {question.verb}({question.text}) {question.channel}"
        return Message(blocks=(Headline(spans=(Text(text=words),)),))

    async def suggest(self, typed: str) -> tuple[Choice, ...]:
        raise NotImplementedError(typed)


class Slack:
    """The few parts of Slack that are called: who we are, Home tabs and response URLs."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[Any] = asyncio.Queue()
        self.url = ""
        self.members: dict[str, list[str]] = {}
        """People by user group; empty where the app may not read them."""
        self.read: list[str] = []

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/auth.test", self._test)
        app.router.add_post("/api/views.publish", self._hear)
        app.router.add_post("/response", self._hear)
        app.router.add_get("/api/usergroups.users.list", self._users)
        return app

    async def _users(self, request: web.Request) -> web.Response:
        self.read.append(request.query["usergroup"])
        if not self.members:
            return web.json_response({"ok": False, "error": "missing_scope", "needed": "usergroups:read"})
        return web.json_response({"ok": True, "users": self.members[request.query["usergroup"]]})

    async def _test(self, _: web.Request) -> web.Response:
        return web.json_response({"ok": True, "user_id": "U0", "bot_id": "B0", "team_id": "T1"})

    async def _hear(self, request: web.Request) -> web.Response:
        self.told.put_nowait(await request.json())
        return web.json_response({"ok": True})

    async def next(self) -> Any:
        async with asyncio.timeout(10):
            return await self.told.get()


class Place:
    """The platform in HTTP mode between a Slack and a desk."""

    def __init__(self, slack: Slack, platform: SlackPlatform, session: aiohttp.ClientSession) -> None:
        self.slack = slack
        self.platform = platform
        self.desk = Answers()
        self._session = session

    async def post(self, body: bytes, *, at: float | None = None, **headers: str) -> int:
        assert self.platform.url is not None
        # A second ahead of ours, as nothing is taken that was signed before the start.
        every = {**signed(body, time.time() + 1 if at is None else at), **headers}
        sent = io.BytesIO(body)  # aiohttp warns of long bodies that are not
        async with self._session.post(self.platform.url, data=sent, headers=every) as response:
            return response.status

    async def interact(self, **payload: object) -> int:
        shared = {
            "user": {"id": "U7"},
            "team": {"id": "T1"},
            "channel": {"id": "C00000001"},
            "trigger_id": str(payload),
            "response_url": f"{self.slack.url}response",
        }
        return await self.post(urlencode({"payload": json.dumps(shared | payload)}).encode())

    async def command(self, trigger: str) -> int:
        return await self.post(form(trigger, response_url=f"{self.slack.url}response"))


@pytest.fixture
async def place(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Place]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    slack = Slack()
    runner = web.AppRunner(slack.application(), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    platform = SlackPlatform(
        bot_token="xoxb-test",
        by_http=ByHttp(signing_secret=SECRET, host="127.0.0.1", port=0),
        channel_ids={"#diplomacy": "C00000001"},
        api_url=f"{slack.url}api/",
        named=lambda: frozenset({"slack:S0123456789", "slack:U1", "discord:123456789012345678"}),
    )
    async with aiohttp.ClientSession() as session:
        place = Place(slack, platform, session)
        await platform.connect(place.desk)
        yield place
        place.desk.may.set()
        await platform.close()
    await runner.cleanup()


class TestEndpoint:
    async def test_a_command_is_answered_at_its_response_url(self, place: Place):
        assert await place.command("1") == 200
        told = await place.slack.next()
        assert told["text"] == "slack:U7 latest(payload x) slack:#diplomacy"
        assert told["response_type"] == "ephemeral"

    async def test_a_hundred_commands_are_acknowledged_while_the_desk_answers_none(self, place: Place):
        place.desk.may.clear()
        assert {await place.command(str(number)) for number in range(100)} == {200}
        assert place.slack.told.empty()
        place.desk.may.set()
        assert len([await place.slack.next() for _ in range(100)]) == 100

    async def test_the_ack_is_decided_before_the_desk_is_asked(self, place: Place):
        http_mode = place.platform._connection
        body = form(response_url=f"{place.slack.url}response")
        assert isinstance(http_mode, HttpMode)
        assert http_mode.answer(signed(body, time.time() + 1), body).status == 200
        assert place.desk.asked == []
        await place.slack.next()
        assert len(place.desk.asked) == 1

    async def test_an_event_that_slack_repeats_has_one_effect(self, place: Place):
        began = int(time.time())
        for number, later in enumerate((1, 2, 3, 4)):
            retry = {"x-slack-retry-num": str(number), "x-slack-retry-reason": "http_timeout"}
            assert await place.post(event(), at=began + later, **retry) == 200
        assert await place.post(event("Ev2")) == 200
        assert {(await place.slack.next())["user_id"] for _ in range(2)} == {"U7"}
        await place.platform.close()  # waits for what is under way
        assert [question.verb for question in place.desk.asked].count("list") == 2
        assert place.slack.told.empty()

    async def test_a_command_that_is_sent_again_has_one_effect(self, place: Place):
        began = int(time.time())
        body = form("7", response_url=f"{place.slack.url}response")
        assert [await place.post(body, at=began + later) for later in (1, 2, 3, 4)] == [200] * 4
        await place.platform.close()
        assert len(place.desk.asked) == 1

    async def test_the_home_tab_shows_watches_mutes_and_feeds(self, place: Place):
        await place.post(event())
        told = await place.slack.next()
        assert told["user_id"] == "U7"
        assert told["view"]["type"] == "home"
        assert [question.verb for question in place.desk.asked] == ["list", "mute", "feeds"]

    async def test_the_shortcut_asks_why_of_the_message(self, place: Place):
        stamp = {"event_type": "wirewatch_delivery", "event_payload": {"key": "k1"}}
        message = {"type": "message", "ts": "1.2", "metadata": stamp}
        status = await place.interact(type="message_action", callback_id="why_message", message=message)
        assert status == 200
        told = await place.slack.next()
        assert told["text"] == "slack:U7 why(k1) slack:#diplomacy"
        assert told["response_type"] == "ephemeral"

    @pytest.mark.parametrize(
        ("action", "asked", "seen_by"),
        [
            ("v1:share:latest india-russia-summit", "share(latest india-russia-summit)", "in_channel"),
            ("v1:share:list", "share(list)", "in_channel"),
            ("v1:latest:india-russia-summit", "latest(india-russia-summit)", "ephemeral"),
        ],
    )
    async def test_what_is_shared_is_seen_by_all(self, place: Place, action: str, asked: str, seen_by: str):
        actions = [{"type": "button", "action_id": action, "block_id": "b", "action_ts": "1.2"}]
        assert await place.interact(type="block_actions", actions=actions) == 200
        told = await place.slack.next()
        assert told["text"] == f"slack:U7 {asked} slack:#diplomacy"
        assert told["response_type"] == seen_by

    @pytest.mark.parametrize("asked", ["refuse", "break"])
    async def test_why_nothing_is_shared_is_told_to_the_asker_alone(self, place: Place, asked: str):
        actions = [{"type": "button", "action_id": f"v1:share:{asked}", "block_id": "b", "action_ts": "1.2"}]
        await place.interact(type="block_actions", actions=actions)
        told = await place.slack.next()
        assert told["response_type"] == "ephemeral"
        assert ("No" in told["text"]) != ("Wirewatch could not answer" in told["text"])

    async def test_what_is_shared_says_by_whom(self, place: Place):
        actions = [{"type": "button", "action_id": "v1:share:list", "block_id": "b", "action_ts": "1.2"}]
        await place.interact(type="block_actions", actions=actions, user={"id": "U7", "username": "asha"})
        assert (await place.slack.next())["text"].endswith("\nShared by asha")

    async def test_groups_are_asked_for_where_they_matter_only(self, place: Place):
        place.slack.members = {"S0123456789": ["U7"]}
        for number, verb in enumerate(("list", "mute", "unmute")):
            fields = {"text": f"{verb} x", "response_url": f"{place.slack.url}response"}
            await place.post(form(str(number), **fields))
            await place.slack.next()
        groups = [question.groups for question in place.desk.asked]
        assert groups == [frozenset(), *[frozenset({"slack:S0123456789"})] * 2]
        assert place.slack.read == ["S0123456789"]

    async def test_the_refusal_says_that_groups_cannot_be_read(self, place: Place):
        place.slack.members = {}
        actions = [{"type": "button", "action_id": "v1:mute:x", "block_id": "b", "action_ts": "1.2"}]
        await place.interact(type="block_actions", actions=actions)
        await place.slack.next()
        (question,) = place.desk.asked
        assert "missing_scope" in question.unread
        assert "manifest slack --groups" in question.unread

    async def test_a_press_without_a_response_url_is_logged(
        self, place: Place, caplog: pytest.LogCaptureFixture
    ):
        actions = [{"type": "button", "action_id": "v1:list:", "block_id": "b", "action_ts": "1.2"}]
        await place.interact(type="block_actions", actions=actions, response_url=None, channel=None)
        await place.platform.close()
        assert "no place to answer at" in caplog.text

    @pytest.mark.parametrize(("length", "status"), [(BODY, 200), (BODY + 1, 413), (4 * BODY, 413)])
    async def test_a_body_may_have_a_mebibyte(self, place: Place, length: int, status: int):
        body = b'{"type": "x"}'.ljust(length)
        assert await place.post(body) == status

    @pytest.mark.parametrize("headers", [{}, {TIME: "1", SIGNATURE: "v0=0"}, {SIGNATURE: "v0=0"}])
    async def test_who_signs_nothing_is_turned_away(
        self, place: Place, headers: dict[str, str], caplog: pytest.LogCaptureFixture
    ):
        assert place.platform.url is not None
        async with aiohttp.ClientSession() as session:
            async with session.post(place.platform.url, data=form(), headers=headers) as response:
                assert response.status == 401
            async with session.get(place.platform.url) as response:
                assert response.status == 405
        assert "Traceback" not in caplog.text
        assert place.desk.asked == []

    async def test_what_is_compressed_is_not_unpacked(self, place: Place):
        body = form()
        assert await place.post(body, **{"Content-Encoding": "gzip"}) == 200

    async def test_a_port_that_is_taken_is_named(self, place: Place):
        assert place.platform.url is not None
        port = int(place.platform.url.rsplit(":", 1)[1].split("/")[0])
        second = SlackPlatform(
            bot_token="xoxb-test",
            by_http=ByHttp(signing_secret=SECRET, host="127.0.0.1", port=port),
            api_url=f"{place.slack.url}api/",
        )
        with pytest.raises(AddressInUse, match=str(port)):
            await second.connect(Answers())
        await second.close()

    async def test_closing_leaves_nothing_running(self, place: Place):
        await place.command("1")
        await place.slack.next()
        await place.platform.close()
        await place.platform.close()
        assert place.platform.url is None


class TestSettings:
    def test_a_signing_secret_stands_in_the_place_of_the_app_token(self):
        found = read_secrets({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": SECRET}).slack
        assert found == SlackTokens(bot="xoxb-1", app="", signing_secret=SECRET)
        assert SECRET not in repr(found)

    def test_a_signing_secret_alone_is_not_enough(self):
        with pytest.raises(ConfigError, match="SLACK_BOT_TOKEN: it is missing, and SLACK_SIGNING_SECRET"):
            read_secrets({"SLACK_SIGNING_SECRET": SECRET})

    @pytest.mark.parametrize(
        ("wanted", "app", "secret", "mode"),
        [
            (None, "xapp-1", "", SlackMode.SOCKET),
            (None, "xapp-1", SECRET, SlackMode.SOCKET),
            (None, "", SECRET, SlackMode.HTTP),
            (SlackMode.HTTP, "xapp-1", SECRET, SlackMode.HTTP),
        ],
    )
    def test_slack_is_heard_as_the_operator_says_or_else_by_what_is_there(
        self, wanted: SlackMode | None, app: str, secret: str, mode: SlackMode
    ):
        tokens = SlackTokens(bot="xoxb-1", app=app, signing_secret=secret)
        assert slack_mode(SlackOptions(api_url=None, mode=wanted), tokens) is mode

    @pytest.mark.parametrize(
        ("wanted", "app", "secret", "missing"),
        [
            (SlackMode.HTTP, "xapp-1", "", "SLACK_SIGNING_SECRET"),
            (SlackMode.SOCKET, "", SECRET, "SLACK_APP_TOKEN"),
        ],
    )
    def test_a_mode_without_its_secret_is_a_mistake(
        self, wanted: SlackMode, app: str, secret: str, missing: str
    ):
        tokens = SlackTokens(bot="xoxb-1", app=app, signing_secret=secret)
        with pytest.raises(ConfigError, match=missing):
            slack_mode(SlackOptions(api_url=None, mode=wanted), tokens)
