"""Setting up as a newcomer does it: the real commands, against platforms faked on loopback."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from anyio import to_thread
from discord.http import Route
from ruamel.yaml import YAML

from adapters.discord.checking import DiscordExaminer
from adapters.slack.checking import SlackExaminer
from adapters.storage.database import open_store
from bot.core.channels import Channel, Platform
from bot.core.deliveries import Action, Delivery, DeliveryKey, DeliveryState, Receipt, delivery_id
from bot.core.digests import Digest, DigestId, DigestKind
from bot.records import Records
from bot.services.doctor import Check, Verdict
from fakes.clock import FakeClock
from fakes.processes import running
from fakes.wirewatch import run, write_configuration

_LEAST = ["chat:write", "commands"]
_HISTORY = ["channels:history", "groups:history"]


@pytest.fixture(scope="module")
def slack() -> Iterator[str]:
    with running("fakes.slack_server") as address:
        yield address


@pytest.fixture(scope="module")
def discord() -> Iterator[str]:
    with running("fakes.discord_server") as address:
        yield address


async def fake(url: str, **order: object) -> None:
    async with aiohttp.ClientSession() as session, session.post(url, json=order) as response:
        assert response.status < 300


async def seen(url: str) -> Any:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return await response.json()


async def wirewatch(*args: str, cwd: Path, **environ: str) -> tuple[int, str, str]:
    ended = await to_thread.run_sync(lambda: run(*args, environ=environ, cwd=cwd))
    return ended.returncode, ended.stdout, ended.stderr


@dataclass(kw_only=True)
class Examined:
    code: int
    verdicts: dict[tuple[str, str], str]
    promises: dict[str, str]
    findings: list[dict[str, str]] = field(repr=False)

    def trouble(self) -> dict[tuple[str, str], dict[str, str]]:
        broken = [row for row in self.findings if row["verdict"] in {"mend", "wrong_token"}]
        return {(row["subject"], row["check"]): row for row in broken}


class Doctor:
    """`wirewatch doctor` on a configuration with the given channels."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self._folder = folder
        self._environ = environ
        self._config = write_configuration(folder, {}, database=folder / "wirewatch.db")
        self.channels({"slack:#diplomacy": "C00000001", "discord:diplomacy": None})

    def channels(self, ids: dict[str, str | None]) -> None:
        """The watch names `slack:#diplomacy` and `discord:diplomacy`, so those are always declared."""
        known = dict.fromkeys(("slack:#diplomacy", "discord:diplomacy")) | ids
        lines = "".join(f'  "{name}": {json.dumps(value)}\n' for name, value in known.items())
        (self._config / "channels.yaml").write_text(f"channels:\n{lines}", encoding="utf-8")

    def with_pictures(self) -> None:
        file = self._config / "wirewatch.yaml"
        settings = file.read_text(encoding="utf-8")
        file.write_text(settings.replace("pictures: false", "pictures: true"), encoding="utf-8")

    async def __call__(self, *args: str, **environ: str) -> Examined:
        code, out, err = await self.said("--json", *args, **environ)
        assert err == ""
        told = json.loads(out)
        return Examined(
            code=code,
            verdicts={(row["subject"], row["check"]): row["verdict"] for row in told["findings"]},
            promises=told["promises"],
            findings=told["findings"],
        )

    async def said(self, *args: str, **environ: str) -> tuple[int, str, str]:
        given = self._environ | environ
        config = str(self._config)
        return await wirewatch("doctor", "--config", config, *args, cwd=self._folder, **given)


@pytest.fixture
async def on_slack(tmp_path: Path, slack: str) -> Doctor:
    await fake(f"{slack}_fake/reset")
    return Doctor(tmp_path, SLACK_BOT_TOKEN="xoxb-test", SLACK_APP_TOKEN="xapp-test", SLACK_API_URL=slack)


@pytest.fixture
async def on_discord(tmp_path: Path, discord: str) -> Doctor:
    await fake(f"{discord}_fake/reset")
    return Doctor(tmp_path, DISCORD_TOKEN="discord-test", DISCORD_API_URL=f"{discord}api/v10")


@pytest.mark.parametrize(
    ("args", "scopes"),
    [
        ((), _LEAST + _HISTORY),
        (("--history",), _LEAST + _HISTORY),
        (("--no-history",), _LEAST),
        (("--pictures",), [*_LEAST, *_HISTORY, "files:write"]),
        (("--groups", "--pictures"), [*_LEAST, *_HISTORY, "files:write", "usergroups:read"]),
    ],
)
async def test_the_manifest_asks_for_these_scopes_and_no_others(
    args: tuple[str, ...], scopes: list[str], tmp_path: Path
) -> None:
    code, out, err = await wirewatch("manifest", "slack", *args, cwd=tmp_path)
    assert code == 0
    assert YAML(typ="safe").load(out)["oauth_config"] == {"scopes": {"bot": scopes}}
    assert ("at least once" in err) == ("--no-history" in args)
    assert "SLACK_APP_TOKEN" in err


async def test_the_manifest_for_http_names_one_address_and_opens_no_socket(tmp_path: Path) -> None:
    args = ("manifest", "slack", "--http", "https://desk.example/")
    code, out, err = await wirewatch(*args, cwd=tmp_path)
    settings, features = (YAML(typ="safe").load(out)[part] for part in ("settings", "features"))
    address = "https://desk.example/slack/events"
    assert (code, settings["socket_mode_enabled"]) == (0, False)
    assert settings["event_subscriptions"]["request_url"] == address
    assert settings["interactivity"]["request_url"] == address
    assert features["slash_commands"][0]["url"] == address
    assert "SLACK_SIGNING_SECRET" in err


async def test_an_address_that_slack_would_not_take_is_refused(tmp_path: Path) -> None:
    code, out, err = await wirewatch("manifest", "slack", "--http", "http://desk.example", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert "https://" in err


async def test_the_invitation_asks_for_the_five_rights_and_takes_the_id_out_of_the_token(
    tmp_path: Path,
) -> None:
    token = base64.urlsafe_b64encode(b"112233445566778899").decode().rstrip("=") + ".part.secret"
    code, out, err = await wirewatch("invite-url", "discord", cwd=tmp_path, DISCORD_TOKEN=token)
    assert (code, err) == (0, "")
    assert "client_id=112233445566778899&" in out
    permissions = int(re.findall(r"permissions=(\d+)", out)[0])
    # View Channels, Send Messages, Read Message History, Create Public Threads, Send Messages in Threads
    assert permissions == 1 << 10 | 1 << 11 | 1 << 16 | 1 << 35 | 1 << 38 == 309237713920
    assert out == (await wirewatch("invite-url", "discord", "--id", "112233445566778899", cwd=tmp_path))[1]


@pytest.mark.parametrize("token", ["", "no-id-in-here.at.all", "!!.x.y"])
async def test_a_token_without_an_id_is_never_repeated(token: str, tmp_path: Path) -> None:
    code, out, err = await wirewatch("invite-url", "discord", cwd=tmp_path, DISCORD_TOKEN=token)
    assert (code, out) == (78, "")
    assert "--id" in err
    assert not token or token not in err


async def test_slack_as_the_manifest_makes_it_is_well_and_tells_once(on_slack: Doctor) -> None:
    examined = await on_slack()
    assert (examined.code, examined.trouble()) == (0, {})
    assert examined.promises == {"slack:#diplomacy": "once"}
    for check in ("token", "scopes", "clock"):
        assert examined.verdicts["slack", check] == "well"
    assert examined.verdicts["discord", "token"] == "notice"


@pytest.mark.parametrize("scope", _LEAST)
async def test_a_scope_that_slack_did_not_grant_is_named(scope: str, on_slack: Doctor, slack: str) -> None:
    await fake(f"{slack}_fake/scopes", revoke=[scope])
    examined = await on_slack()
    trouble = examined.trouble()
    assert (examined.code, list(trouble)) == (1, [("slack", "scopes")])
    assert scope in trouble["slack", "scopes"]["detail"]
    assert "manifest slack" in trouble["slack", "scopes"]["way_out"]


async def test_the_scope_for_pictures_is_named_once_they_are_on(on_slack: Doctor, slack: str) -> None:
    on_slack.with_pictures()
    trouble = (await on_slack()).trouble()
    assert list(trouble) == [("slack", "scopes")]
    assert "files:write" in trouble["slack", "scopes"]["detail"]
    assert "--pictures" in trouble["slack", "scopes"]["way_out"]
    await fake(f"{slack}_fake/scopes", grant=["files:write"])
    assert (await on_slack()).trouble() == {}


async def test_user_groups_that_rights_name_need_their_scope(
    on_slack: Doctor, slack: str, tmp_path: Path
) -> None:
    path = tmp_path / "config" / "wirewatch.yaml"
    settings = path.read_text(encoding="utf-8")
    path.write_text(f"{settings}\nrights: {{change: [slack:S0123456789]}}\n", encoding="utf-8")
    examined = await on_slack()
    [(subject, row)] = examined.trouble().items()
    assert (examined.code, subject) == (1, ("slack", "scopes"))
    assert "usergroups:read is missing" in row["detail"]
    assert "`wirewatch manifest slack --groups`" in row["way_out"]
    await fake(f"{slack}_fake/scopes", grant=["usergroups:read"])
    assert (await on_slack()).trouble() == {}


async def test_without_history_slack_is_told_at_least_once(on_slack: Doctor, slack: str) -> None:
    """An app that was made without the history scopes is no mistake, and its promise is the weaker one."""
    await fake(f"{slack}_fake/scopes", revoke=_HISTORY)
    examined = await on_slack()
    assert (examined.code, examined.promises) == (0, {"slack:#diplomacy": "at least once"})
    assert examined.verdicts["slack:#diplomacy", "history"] == "notice"


async def test_one_history_scope_without_the_other_is_to_be_mended(on_slack: Doctor, slack: str) -> None:
    await fake(f"{slack}_fake/scopes", revoke=["channels:history"])
    examined = await on_slack()
    assert (examined.code, examined.promises) == (1, {"slack:#diplomacy": "at least once"})
    assert list(examined.trouble()) == [("slack:#diplomacy", "history")]


async def test_slack_channels_that_cannot_be_told_are_named(on_slack: Doctor) -> None:
    ids: dict[str, str | None] = {
        "slack:#private": "C00000004",
        "slack:#nowhere": "C00000099",
        "slack:#name": None,
    }
    on_slack.channels({"slack:#diplomacy": "C00000001"} | ids)
    examined = await on_slack()
    assert examined.code == 1
    assert examined.promises == {
        "slack:#diplomacy": "once",
        "slack:#private": "nothing",
        "slack:#nowhere": "nothing",
        "slack:#name": "at least once",
    }
    trouble = examined.trouble()
    assert "/invite" in trouble["slack:#private", "channel"]["way_out"]
    assert "channels.yaml" in trouble["slack:#name", "history"]["way_out"]


@pytest.mark.parametrize("variable", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_wrong_slack_token_ends_with_78(variable: str, on_slack: Doctor) -> None:
    wrong = {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-wrong"}[variable]
    code, out, err = await on_slack.said(**{variable: wrong})
    assert (code, err) == (78, "")
    assert f"refuses {variable}" in out
    assert wrong not in out


async def test_a_test_message_on_slack_leaves_nothing_behind(on_slack: Doctor, slack: str) -> None:
    examined = await on_slack("--post")
    proven = [check for subject, check in examined.verdicts if subject == "slack:#diplomacy"]
    assert (examined.code, examined.trouble()) == (0, {})
    assert proven[-5:] == ["posted", "edited", "replied", "found", "removed"]
    assert await seen(f"{slack}_fake/messages") == []
    assert [call["method"] for call in await seen(f"{slack}_fake/calls")].count("chat.postMessage") == 2


async def test_nothing_is_posted_unless_asked(on_slack: Doctor, slack: str) -> None:
    await on_slack()
    methods = {call["method"] for call in await seen(f"{slack}_fake/calls")}
    assert methods <= {"auth.test", "apps.connections.open", "conversations.history"}


async def test_a_platform_that_does_not_answer_is_said(on_slack: Doctor) -> None:
    examined = await on_slack(SLACK_API_URL="http://127.0.0.1:9/")
    assert (examined.code, examined.promises) == (1, {"slack:#diplomacy": "nothing"})
    assert {subject for subject, _ in examined.trouble()} == {"slack"}


async def test_discord_with_the_rights_of_the_invitation_is_well_and_tells_once(
    on_discord: Doctor,
) -> None:
    examined = await on_discord()
    assert (examined.code, examined.trouble()) == (0, {})
    assert examined.promises == {"discord:diplomacy": "once"}
    assert examined.verdicts["discord", "clock"] == "well"


@pytest.mark.parametrize(
    ("channel", "right", "promise"),
    [
        ("hidden", "View Channels", "nothing"),
        ("read-only", "Send Messages", "nothing"),
        ("no-history", "Read Message History", "at least once"),
        ("no-threads", "Create Public Threads", "once"),
        ("no-replies", "Send Messages in Threads", "once"),
    ],
)
async def test_a_right_that_is_missing_on_discord_is_named(
    channel: str, right: str, promise: str, on_discord: Doctor
) -> None:
    """Channels are found by their names; the other one stays well."""
    on_discord.channels({f"discord:{channel}": None})
    examined = await on_discord()
    [((subject, _), row)] = examined.trouble().items()
    assert (examined.code, subject) == (1, f"discord:{channel}")
    assert f"“{right}” is missing" in row["detail"]
    assert row["way_out"]
    assert examined.promises == {"discord:diplomacy": "once", f"discord:{channel}": promise}


async def test_a_channel_that_discord_does_not_have_is_named(on_discord: Doctor) -> None:
    on_discord.channels({"discord:nowhere": None})
    examined = await on_discord()
    assert (examined.code, examined.promises["discord:nowhere"]) == (1, "nothing")
    assert "invite-url" in examined.trouble()["discord:nowhere", "channel"]["way_out"]


async def test_a_wrong_discord_token_ends_with_78(on_discord: Doctor) -> None:
    code, out, err = await on_discord.said(DISCORD_TOKEN="wrong-token")
    assert (code, err) == (78, "")
    assert "refuses DISCORD_TOKEN" in out
    assert "wrong-token" not in out


async def test_a_test_message_on_discord_leaves_an_archived_thread(on_discord: Doctor, discord: str) -> None:
    """Deleting a thread takes a right that the bot does not ask for."""
    examined = await on_discord("--post")
    proven = [check for subject, check in examined.verdicts if subject == "discord:diplomacy"]
    assert (examined.code, examined.trouble()) == (0, {})
    assert proven[-5:] == ["posted", "edited", "replied", "found", "removed"]
    assert await seen(f"{discord}_fake/messages") == []
    assert [thread["thread_metadata"]["archived"] for thread in await seen(f"{discord}_fake/threads")] == [
        True
    ]


async def test_a_test_message_shows_a_right_that_a_reply_needs(on_discord: Doctor, discord: str) -> None:
    on_discord.channels({"discord:no-threads": None})
    examined = await on_discord("--post")
    assert ("discord:no-threads", "replied") in examined.trouble()
    assert await seen(f"{discord}_fake/messages") == []


async def test_without_tokens_and_database_this_machine_is_looked_over(tmp_path: Path) -> None:
    examined = await Doctor(tmp_path)("--dns")
    assert (examined.code, examined.promises) == (0, {})
    assert examined.verdicts["machine", "database"] == "well"
    assert examined.verdicts["machine", "feed_hosts"] == "well"
    assert not (tmp_path / "wirewatch.db").exists()


async def test_a_database_that_is_none_is_said(tmp_path: Path) -> None:
    doctor = Doctor(tmp_path)
    (tmp_path / "wirewatch.db").write_text("no database", encoding="utf-8")
    examined = await doctor()
    assert (examined.code, list(examined.trouble())) == (1, [("machine", "database")])


async def test_a_bot_that_runs_may_go_on_and_what_it_learned_is_used(
    on_slack: Doctor, tmp_path: Path
) -> None:
    """Its database is locked, and holds the id of a channel that the configuration gives by name alone."""
    on_slack.channels({})
    channel = Channel(platform=Platform.SLACK, name="#diplomacy")
    receipt = Receipt(channel_id="C00000001", message_id="1.1")
    store = open_store(tmp_path / "wirewatch.db")
    try:
        await store.transact(lambda records: told(records, channel, receipt))
        examined = await on_slack()
    finally:
        await store.close()
    assert (examined.code, examined.promises) == (0, {"slack:#diplomacy": "once"})


def told(records: Records, channel: Channel, receipt: Receipt) -> None:
    """A delivery that arrived."""
    now, key = datetime(2026, 11, 23, tzinfo=UTC), DeliveryKey("0123456789abcdef0123")
    digest = Digest(id=DigestId("digest"), channel=channel, kind=DigestKind.DAILY, since=now, until=now)
    records.digests.add(digest)
    records.deliveries.save(
        Delivery(
            id=delivery_id(key, 1),
            key=key,
            thread=key,
            digest=digest.id,
            channel=channel,
            revision=1,
            action=Action.POST,
            state=DeliveryState.SENT,
            due_at=now,
        )
    )
    records.deliveries.keep_receipt(key, receipt, now)


async def test_a_clock_is_held_against_the_platforms_own(
    slack: str, discord: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten minutes ahead, a message is looked for where it cannot be."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    clock = FakeClock(datetime.now(UTC) + timedelta(minutes=10))
    tokens = {"bot_token": "xoxb-test", "app_token": ""}
    for examiner in (
        SlackExaminer(**tokens, channel_ids={}, clock=clock, api_url=slack),
        DiscordExaminer("discord-test", channel_ids={}, clock=clock, api_url=f"{discord}api/v10"),
    ):
        findings = await examiner.examine(())
        await examiner.close()
        (found,) = [finding for finding in findings if finding.check is Check.CLOCK]
        assert (found.verdict, "ahead" in found.detail) == (Verdict.MEND, True)
