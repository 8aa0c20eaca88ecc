"""In which of the user groups that the operator named somebody is, as Slack tells."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import Answered, CallOutcome, Rejected, outcome_of_call

_KEPT = 300.0
"""Seconds. Slack allows 20 requests a minute (docs.slack.dev/reference/methods/usergroups.users.list)."""
_KEPT_ERROR = 60.0
_PATIENCE = 5.0
"""Seconds for all groups together: somebody waits for an answer."""
_WAYS_OUT = {
    "missing_scope": "install the app again with the scopes of `wirewatch manifest slack --groups`",
    "no_such_subteam": "there is no such user group: mend `rights` in wirewatch.yaml",
    "plan_upgrade_required": "the workspace's plan has no user groups",
}

_log = logging.getLogger(__name__)


def is_group(named: str) -> bool:
    """Whether the configuration names a user group so: Slack begins the ids of people otherwise."""
    return named.startswith("slack:S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    groups: frozenset[str] = frozenset()
    """As the configuration names them: `slack:S123`."""
    unread: str = ""
    """Why it is not known of every group, as a sentence; empty where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    until: float
    people: frozenset[str] = frozenset()
    trouble: str = ""


class Groups:
    """Remembers for some minutes who is in each group, and what went wrong for one."""

    def __init__(
        self,
        client: AsyncWebClient,
        named: Callable[[], Iterable[str]],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """`named` gives what the configuration in force names, also people; `clock` gives seconds."""
        self._client = client
        self._named = named
        self._clock = clock
        self._known: dict[str, _Known] = {}
        self._turn = asyncio.Lock()
        self._told: set[str] = set()

    async def of(self, actor: str) -> Membership:
        """`actor` as `slack:U123`. Raises nothing that the network or Slack can cause."""
        named = sorted(filter(is_group, self._named()))
        late = ""
        try:
            async with asyncio.timeout(_PATIENCE), self._turn:  # of several presses at once one asks Slack
                await self._read(named)
        except TimeoutError:
            late = "no answer in time"
        found = {group: known for group in named if (known := self._known.get(group))}
        trouble = next((known.trouble for known in found.values() if known.trouble), late)
        return Membership(
            groups=frozenset(group for group, known in found.items() if actor in known.people),
            unread=f"Slack did not tell who is in the groups named there: {trouble}." if trouble else "",
        )

    async def _read(self, named: Iterable[str]) -> None:
        now = self._clock()
        self._known = {group: known for group, known in self._known.items() if known.until > now}
        for group in named:
            if group not in self._known:
                asking = self._client.usergroups_users_list(usergroup=group.removeprefix("slack:"))
                self._known[group] = self._learnt(group, await outcome_of_call(asking))

    def _learnt(self, group: str, outcome: CallOutcome) -> _Known:
        now = self._clock()
        if isinstance(outcome, Answered):
            people = outcome.data.get("users") or ()
            return _Known(until=now + _KEPT, people=frozenset(f"slack:{person}" for person in people))
        trouble = _trouble(outcome)
        if trouble not in self._told:
            self._told.add(trouble)
            _log.warning("Slack: who is in %s was not told: %s", group, trouble)
        return _Known(until=now + _KEPT_ERROR, trouble=trouble)


def _trouble(outcome: CallOutcome) -> str:
    match outcome:
        case Rejected(error=error) if error in _WAYS_OUT:
            return f"{error}, {_WAYS_OUT[error]}"
        case Rejected(error=error):
            return error
        case Answered():
            return ""
        case _:
            return outcome.detail
