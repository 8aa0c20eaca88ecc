"""Membership of user groups: read from Slack at most once in some minutes, and never held up for long."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from adapters.slack import groups
from adapters.slack.calls import web_client
from adapters.slack.groups import Groups

DESK, EDITORS = "slack:S0123456789", "slack:S9876543210"
ANN, BEN = "slack:UANN", "slack:UBEN"


class Directory:
    """Slack's list of user groups, and our reading of it at a time of the test's choice."""

    def __init__(self) -> None:
        self.users: dict[str, list[str]] = {"S0123456789": ["UANN", "UEVE"], "S9876543210": ["UBEN"]}
        self.error = ""
        self.hangs = asyncio.Event()
        self.hangs.set()
        self.read: list[str] = []
        self.named = {DESK, EDITORS, ANN, "discord:123456789012345678"}
        self.now = 0.0

    async def listed(self, request: web.Request) -> web.Response:
        group = request.query["usergroup"]
        self.read.append(group)
        await self.hangs.wait()
        if self.error or group not in self.users:
            return web.json_response({"ok": False, "error": self.error or "no_such_subteam"})
        return web.json_response({"ok": True, "users": self.users[group]})


@pytest.fixture
async def directory() -> Directory:
    return Directory()


@pytest.fixture
async def known(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Groups]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    app = web.Application()
    app.router.add_get("/api/usergroups.users.list", directory.listed)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    client = web_client("xoxb-test", f"http://127.0.0.1:{runner.addresses[0][1]}/api/")
    yield Groups(client, lambda: directory.named, lambda: directory.now)
    directory.hangs.set()
    await runner.cleanup()


async def test_only_groups_that_the_configuration_names_are_read(known: Groups, directory: Directory) -> None:
    assert (await known.of(ANN)).groups == {DESK}
    assert (await known.of("slack:UNOBODY")).groups == frozenset()
    assert directory.read == ["S0123456789", "S9876543210"]
    directory.named = {ANN}
    assert (await known.of(BEN)).groups == frozenset()


async def test_a_group_that_a_reload_names_is_read_and_one_that_it_drops_counts_no_more(
    known: Groups, directory: Directory
) -> None:
    directory.named = {DESK}
    assert (await known.of(BEN)).groups == frozenset()
    directory.named = {EDITORS}
    assert (await known.of(BEN)).groups == {EDITORS}
    assert (await known.of(ANN)).groups == frozenset()


async def test_who_is_in_it_holds_for_five_minutes(known: Groups, directory: Directory) -> None:
    await known.of(ANN)
    directory.users["S0123456789"] = []
    directory.now = 299
    assert (await known.of(ANN)).groups == {DESK}
    directory.now = 301
    assert (await known.of(ANN)).groups == frozenset()


async def test_of_many_presses_at_once_one_asks_slack(known: Groups, directory: Directory) -> None:
    found = await asyncio.gather(*(known.of(ANN) for _ in range(20)))
    assert {one.groups for one in found} == {frozenset({DESK})}
    assert len(directory.read) == 2


async def test_a_missing_scope_is_said_to_each_and_logged_once(
    known: Groups, directory: Directory, caplog: pytest.LogCaptureFixture
) -> None:
    directory.error = "missing_scope"
    for minute in range(5):
        directory.now = minute * 61.0
        assert "`wirewatch manifest slack --groups`" in (await known.of(ANN)).unread
    assert caplog.text.count("missing_scope") == 1
    assert len(directory.read) == 10
    directory.error, directory.now = "", 400
    mended = await known.of(ANN)
    assert (mended.groups, mended.unread) == ({DESK}, "")


async def test_a_group_that_there_is_not_leaves_the_others_known(known: Groups, directory: Directory) -> None:
    del directory.users["S9876543210"]
    found = await known.of(ANN)
    assert found.groups == {DESK}
    assert "no such user group" in found.unread


async def test_nobody_waits_long_for_a_slack_that_does_not_answer(
    known: Groups, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "_PATIENCE", 0.2)
    directory.hangs.clear()
    found = await asyncio.gather(known.of(ANN), known.of(BEN))
    assert {(one.groups, one.unread) for one in found} == {
        (frozenset(), "Slack did not tell who is in the groups named there: no answer in time.")
    }
