"""What each of Slack's errors makes of a delivery."""

import json
import os
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.errors import REMEDIES, Remedy, outcome_of
from bot.core.deliveries import Refused, TryAgain, Unsure
from bot.core.reasons import Reason

DATA = Path(os.environ.get("WIREWATCH_DATA") or Path(__file__).parents[4] / "shared" / "data")
METHODS = DATA / "platforms" / "slack-methods.tar.gz"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("is_archived", Reason.NO_SUCH_CHANNEL),
        ("channel_not_found", Reason.NO_SUCH_CHANNEL),
        ("not_in_channel", Reason.NOT_ALLOWED),
        ("restricted_action", Reason.NOT_ALLOWED),
        ("restricted_action_read_only_channel", Reason.NOT_ALLOWED),
        ("ekm_access_denied", Reason.NOT_ALLOWED),
        ("edit_window_closed", Reason.NOT_EDITABLE),
        ("cant_update_message", Reason.NOT_EDITABLE),
        ("restricted_action_thread_locked", Reason.THREAD_CLOSED),
        ("restricted_action_non_threadable_channel", Reason.THREAD_CLOSED),
        ("missing_scope", Reason.NOT_ALLOWED),
        ("token_revoked", Reason.TOKEN_REFUSED),
        ("invalid_auth", Reason.TOKEN_REFUSED),
        ("account_inactive", Reason.TOKEN_REFUSED),
        ("message_not_found", Reason.MESSAGE_GONE),
        ("thread_not_found", Reason.MESSAGE_GONE),
        ("invalid_blocks", Reason.MESSAGE_REFUSED),
        ("msg_blocks_too_long", Reason.MESSAGE_REFUSED),
        ("no_text", Reason.MESSAGE_REFUSED),
    ],
)
def test_what_waiting_cannot_mend_is_refused(error: str, reason: Reason):
    outcome = outcome_of(error)
    assert isinstance(outcome, Refused)
    assert outcome.reason is reason
    assert error in outcome.detail


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("ratelimited", Reason.RATE_LIMITED),
        ("rate_limited", Reason.RATE_LIMITED),
        ("message_limit_exceeded", Reason.RATE_LIMITED),
        ("service_unavailable", Reason.UNREACHABLE),
        ("update_failed", Reason.PLATFORM_ERROR),
        ("an_error_that_nobody_documents", Reason.PLATFORM_ERROR),
    ],
)
def test_what_may_pass_is_tried_again_no_sooner_than_slack_asks(error: str, reason: Reason):
    outcome = outcome_of(error, timedelta(seconds=7))
    assert outcome == TryAgain(reason=reason, detail=f"Slack answered {error}", after=timedelta(seconds=7))


@pytest.mark.parametrize(("error", "remedy"), sorted(REMEDIES.items()))
def test_each_error_of_the_table_becomes_what_its_remedy_says_and_names_itself(
    error: str, remedy: Remedy
) -> None:
    outcome = outcome_of(error)
    assert error in outcome.detail
    if remedy is Remedy.LOOK:
        assert isinstance(outcome, Unsure)
    else:
        waits = remedy in (Remedy.WAIT, Remedy.WAIT_FOR_RATE, Remedy.WAIT_FOR_SLACK)
        assert isinstance(outcome, TryAgain if waits else Refused)
        assert outcome.reason is remedy.value


@pytest.mark.parametrize("error", ["fatal_error", "internal_error"])
def test_an_error_after_which_slack_may_have_posted_is_looked_into(error: str):
    assert isinstance(outcome_of(error), Unsure)


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "invalid_auth", "missing_scope"])
def test_an_operator_is_told_the_way_out(error: str):
    assert ": " in outcome_of(error).detail


@pytest.mark.parametrize(
    "method", ["chat.postMessage", "chat.update", "conversations.history", "conversations.replies"]
)
def test_every_documented_error_is_in_the_table(method: str):
    if not METHODS.exists():
        pytest.skip(f"no descriptions of Slack's methods at {METHODS}: set WIREWATCH_DATA to their folder")
    with tarfile.open(METHODS) as archive:
        member = archive.extractfile(f"methods/{method}.json")
        assert member is not None
        documented = json.load(member)["errors"]
    assert documented
    assert set(documented) <= set(REMEDIES)
