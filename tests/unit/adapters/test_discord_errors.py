"""Discord's errors as outcomes of a delivery: one row each."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from adapters.discord.attempt import RateLimitedAnswer, ServerFaultAnswer
from adapters.discord.errors import CODES, Right, explain
from bot.core.channels import Channel, Platform
from bot.core.deliveries import Refused, TryAgain, Unsure
from bot.core.reasons import Reason

DIPLOMACY = Channel(platform=Platform.DISCORD, name="diplomacy")
EXPECTED = {
    10003: Reason.NO_SUCH_CHANNEL,
    10004: Reason.NO_SUCH_CHANNEL,
    10008: Reason.MESSAGE_GONE,
    20016: Reason.RATE_LIMITED,
    20028: Reason.RATE_LIMITED,
    30046: Reason.RATE_LIMITED,
    40001: Reason.TOKEN_REFUSED,
    50001: Reason.NOT_ALLOWED,
    50005: Reason.NOT_EDITABLE,
    50006: Reason.MESSAGE_REFUSED,
    50008: Reason.NO_SUCH_CHANNEL,
    50013: Reason.NOT_ALLOWED,
    50014: Reason.TOKEN_REFUSED,
    50024: Reason.NO_SUCH_CHANNEL,
    50035: Reason.MESSAGE_REFUSED,
    50083: Reason.THREAD_CLOSED,
    130000: Reason.UNREACHABLE,
    160005: Reason.THREAD_CLOSED,
    160006: Reason.THREAD_CLOSED,
    200000: Reason.MESSAGE_REFUSED,
    200001: Reason.MESSAGE_REFUSED,
    240000: Reason.MESSAGE_REFUSED,
}
WAITS = frozenset({Reason.RATE_LIMITED, Reason.UNREACHABLE, Reason.PLATFORM_ERROR})


def answered(status: int, code: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="")
    return discord.HTTPException(response, {"code": code, "message": "said"})


@pytest.mark.parametrize(("code", "reason"), EXPECTED.items())
def test_each_code_has_its_reason_and_names_channel_and_code(code: int, reason: Reason) -> None:
    outcome = explain(answered(400, code), DIPLOMACY, left=True)
    assert isinstance(outcome, TryAgain if reason in WAITS else Refused)
    assert outcome.reason is reason
    assert "discord:diplomacy" in outcome.detail
    assert str(code) in outcome.detail


def test_every_code_of_the_table_is_expected_here() -> None:
    assert frozenset(EXPECTED) == CODES


@pytest.mark.parametrize(
    ("right", "words"),
    [
        (Right.POST, "Send Messages and"),
        (Right.OPEN_THREAD, "Create Public Threads"),
        (Right.REPLY, "Send Messages in Threads"),
    ],
)
@pytest.mark.parametrize("code", [50001, 50013, 0])
def test_a_missing_right_is_named(right: Right, words: str, code: int) -> None:
    outcome = explain(answered(403, code), DIPLOMACY, left=True, right=right)
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.NOT_ALLOWED
    assert words in outcome.detail


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.TOKEN_REFUSED),
        (403, Reason.NOT_ALLOWED),
        (413, Reason.MESSAGE_REFUSED),
        (400, Reason.PLATFORM_ERROR),
        (404, Reason.PLATFORM_ERROR),
    ],
)
def test_an_unknown_code_goes_by_its_status(status: int, reason: Reason) -> None:
    outcome = explain(answered(status, 0), DIPLOMACY, left=True)
    assert isinstance(outcome, TryAgain | Refused)
    assert outcome.reason is reason


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ServerDisconnectedError(),
        ConnectionResetError(104, "reset"),
        TimeoutError(),
        ValueError("no JSON"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_lost_answer_is_unsure_only_once_the_request_has_left(error: Exception) -> None:
    assert isinstance(explain(error, DIPLOMACY, left=True), Unsure)
    before = explain(error, DIPLOMACY, left=False)
    assert isinstance(before, TryAgain)
    assert before.reason is Reason.UNREACHABLE


@pytest.mark.parametrize(
    "error", [ServerFaultAnswer(503), answered(500, 0)], ids=["held-back", "by-discord-py"]
)
def test_a_server_fault_may_have_taken_the_message(error: Exception) -> None:
    assert isinstance(explain(error, DIPLOMACY, left=True), Unsure)


def test_a_rate_limit_passes_on_the_wait_that_discord_asked_for() -> None:
    wait = timedelta(seconds=1.25)
    for error in (RateLimitedAnswer(wait, everywhere=False), discord.RateLimited(1.25)):
        outcome = explain(error, DIPLOMACY, left=True)
        assert outcome == TryAgain(
            reason=Reason.RATE_LIMITED, detail="discord:diplomacy: Discord asks to wait", after=wait
        )
