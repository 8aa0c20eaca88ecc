"""Slack looked over: tokens, scopes, the clock, and whether each channel can be posted to and searched."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from email.utils import parsedate_to_datetime

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack import limits
from adapters.slack.addresses import Addresses
from adapters.slack.app import API_URL, GROUPS, HISTORY, NEEDED, PICTURES, TOKEN_HINTS
from adapters.slack.calls import Answered, CallOutcome, Rejected, outcome_of_call, web_client
from adapters.slack.errors import REMEDIES, Remedy, explained
from adapters.slack.notifier import SlackNotifier
from bot.core.channels import Channel, Platform
from bot.core.deliveries import Receipt
from bot.ports import Clock, Notifier
from bot.services.doctor import Check, Finding, Verdict, clock_finding

_REFUSALS = frozenset({Remedy.FIX_TOKEN, Remedy.FIX_RIGHTS})
_ABSENT = frozenset({Remedy.FIX_CHANNEL, Remedy.FIX_RIGHTS})
_MANIFEST = "Install the app again with the scopes of `wirewatch manifest slack"
_REINSTALL = f"{_MANIFEST}`"
_MISSED = {
    PICTURES: ("messages leave without their pictures", f"{_MANIFEST} --pictures`"),
    GROUPS: ("who is in a user group that `rights` names may not mute", f"{_MANIFEST} --groups`"),
}
"""What happens without a scope that only some configurations need, and the way out."""


class SlackExaminer:
    """Implements `bot.services.doctor.Examiner` with some calls of the Web API."""

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str,
        channel_ids: Mapping[str, str],
        clock: Clock,
        api_url: str = API_URL,
        pictures: bool = False,
        groups: bool = False,
    ) -> None:
        """An empty `app_token` is not looked at: commands come over HTTP. `channel_ids`: see `Addresses`.

        `pictures` says that messages are to show some, `groups` that `rights` names user groups.
        """
        self._needed_too = tuple(
            scope for scope, needed in ((PICTURES, pictures), (GROUPS, groups)) if needed
        )
        self._app_token = app_token
        self._client = web_client(bot_token, api_url)
        self._addresses = Addresses(channel_ids)
        self._notifier = SlackNotifier(self._client, self._addresses)
        self._clock = clock
        self._headers: Mapping[str, str] = {}
        """Of the answer to `auth.test`, in lower case."""

    @property
    def platform(self) -> Platform:
        return Platform.SLACK

    @property
    def notifier(self) -> Notifier:
        return self._notifier

    async def examine(self, channels: Sequence[Channel]) -> tuple[Finding, ...]:
        identity = await outcome_of_call(self._identity())
        found = [_token("SLACK_BOT_TOKEN", identity)]
        if self._app_token:
            opening = self._client.apps_connections_open(app_token=self._app_token)  # a ticket, not used
            found.append(_token("SLACK_APP_TOKEN", await outcome_of_call(opening)))
        if not isinstance(identity, Answered):
            return tuple(found)
        scopes = frozenset(self._headers.get("x-oauth-scopes", "").replace(" ", "").split(",")) - {""}
        found += [*self._clock_findings(), *_scope_findings(scopes, self._needed_too)]
        for channel in channels:
            found += await self._channel(channel, scopes)
        return tuple(found)

    async def remove(self, receipts: Sequence[Receipt]) -> str:
        for receipt in reversed(receipts):
            deleting = self._client.chat_delete(channel=receipt.channel_id, ts=receipt.message_id)
            deleted = await outcome_of_call(deleting)
            if not isinstance(deleted, Answered):
                return _said(deleted)
        return ""

    async def close(self) -> None:
        """Nothing is held: the SDK opens a connection a request."""

    async def _identity(self) -> AsyncSlackResponse:
        response = await self._client.auth_test()
        self._headers = {name.lower(): value for name, value in response.headers.items()}
        return response

    def _clock_findings(self) -> list[Finding]:
        date = self._headers.get("date")
        if date is None:
            return []
        skew = self._clock.now() - parsedate_to_datetime(date)
        return [clock_finding(Platform.SLACK, skew, limits.CLOCK_SKEW)]

    async def _channel(self, channel: Channel, scopes: frozenset[str]) -> list[Finding]:
        """One look at the newest message tells of the channel, of the bot in it, and of the right to read."""
        channel_id = await self._addresses.look_up(self._client, channel.name)
        if not isinstance(channel_id, str):
            return _without_id(channel)
        reading = self._client.conversations_history(channel=channel_id, limit=1)
        match await outcome_of_call(reading):
            case Answered():
                member = _finding(channel, Check.CHANNEL, Verdict.WELL, "the bot is in it")
                return [member, _finding(channel, Check.HISTORY, Verdict.WELL, "can be read")]
            case Rejected(error="missing_scope"):
                # An app without either scope was made so (`manifest slack --no-history`).
                verdict = Verdict.MEND if scopes & {*HISTORY} else Verdict.NOTICE
                unread = _finding(channel, Check.HISTORY, verdict, "cannot be read: no scope", _REINSTALL)
                return [_unproven(channel, "without a history scope"), unread]
            case Rejected(error=error) if REMEDIES.get(error) in _ABSENT:
                return [_finding(channel, Check.CHANNEL, Verdict.MEND, explained(error), _way_in(channel))]
            case trouble:
                return [_finding(channel, Check.CHANNEL, Verdict.MEND, _said(trouble))]


def _token(variable: str, outcome: CallOutcome) -> Finding:
    match outcome:
        case Answered(data=data):
            who = f": {data['user']} in {data['team']}" if "team" in data else ""
            return _finding(Platform.SLACK, Check.TOKEN, Verdict.WELL, f"{variable} is good{who}")
        case Rejected(error=error) if REMEDIES.get(error) in _REFUSALS:
            refused = f"Slack refuses {variable} ({error})"
            return _finding(Platform.SLACK, Check.TOKEN, Verdict.WRONG_TOKEN, refused, TOKEN_HINTS[variable])
        case trouble:
            out = "Check the network and the proxy"
            return _finding(Platform.SLACK, Check.TOKEN, Verdict.MEND, _said(trouble), out)


def _scope_findings(scopes: frozenset[str], needed_too: Sequence[str]) -> list[Finding]:
    if not scopes:
        return [_finding(Platform.SLACK, Check.SCOPES, Verdict.NOTICE, "Slack does not name them")]
    missing = {scope: Verdict.MEND for scope in NEEDED if scope not in scopes}
    missing |= {scope: Verdict.NOTICE for scope in HISTORY if scope not in scopes}
    found = [
        _finding(Platform.SLACK, Check.SCOPES, verdict, f"{scope} is missing", _REINSTALL)
        for scope, verdict in missing.items()
    ]
    for scope in needed_too:
        if scope not in scopes:
            missed, way_out = _MISSED[scope]
            absent = f"{scope} is missing: {missed}"
            found.append(_finding(Platform.SLACK, Check.SCOPES, Verdict.MEND, absent, way_out))
    held = (*NEEDED, *HISTORY, *needed_too)
    return found or [_finding(Platform.SLACK, Check.SCOPES, Verdict.WELL, ", ".join(held))]


def _without_id(channel: Channel) -> list[Finding]:
    out = f'Set it in channels.yaml behind "{channel}": the last line of the channel\'s details'
    unread = "cannot be read: Slack wants the channel's id"
    return [_unproven(channel, "without its id"), _finding(channel, Check.HISTORY, Verdict.MEND, unread, out)]


def _unproven(channel: Channel, why: str) -> Finding:
    detail = f"whether the bot is in it cannot be seen {why}"
    return _finding(channel, Check.CHANNEL, Verdict.NOTICE, detail, "`wirewatch doctor --post` shows it")


def _way_in(channel: Channel) -> str:
    return f"Type /invite and the bot's name in {channel.name}, or mend the id in channels.yaml"


def _said(outcome: CallOutcome) -> str:
    match outcome:
        case Rejected(error=error, after=after):
            return explained(error) + (f" (wait {after / timedelta(seconds=1):.0f} s)" if after else "")
        case Answered():
            return ""
        case _:
            return outcome.detail


def _finding(
    subject: Channel | Platform, check: Check, verdict: Verdict, detail: str, way_out: str = ""
) -> Finding:
    return Finding(subject=subject, check=check, verdict=verdict, detail=detail, way_out=way_out)
