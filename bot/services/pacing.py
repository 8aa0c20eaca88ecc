"""Where a request may leave now: what platforms asked for, what they allow, and what they refused of late.

Kept in memory: after a restart each place is asked once more.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.core.budgets import Budget
from bot.core.channels import Channel, Platform
from bot.core.circuits import Circuit, Shut, after_outcome, is_refusal
from bot.core.deliveries import (
    Action,
    Delivery,
    FindOutcome,
    Refused,
    SendOutcome,
    Sent,
    TryAgain,
    Unreadable,
    gap_after,
)
from bot.core.reasons import Reason

_MINUTE = timedelta(minutes=1)
_LOOK_AGAIN = timedelta(seconds=1)
"""Into a channel where nothing waits but what the platform's budget has no room for."""
_BUDGETS = {
    # docs.slack.dev/apis/web-api/rate-limits: several hundred messages a minute and workspace; chat.update
    # is of tier 3, 50 a minute.
    (Platform.SLACK, False): Budget(limit=200, span=_MINUTE),
    (Platform.SLACK, True): Budget(limit=50, span=_MINUTE),
}
"""By platform and whether it is for edits; Discord names its own in its answers, which its client heeds."""
_INVALID = Budget(limit=50, span=timedelta(minutes=10))
"""Answers that refuse: Discord shuts out an address after 10,000 in ten minutes (topics/rate-limits, Invalid
Request Limit). Requests under way count, for each may be refused."""


class Pacing:
    def __init__(self) -> None:
        self._held: dict[Channel, datetime] = {}
        self._budgets = dict(_BUDGETS)
        self._invalid: dict[Platform, Budget] = {}
        self._under_way: dict[Platform, int] = {}
        self._circuits: dict[Channel | Platform, Circuit] = {}

    def lets_through(self, channel: Channel, now: datetime) -> bool:
        held_until = self._held.get(channel)
        return not (held_until and held_until > now) and bool(self._allowed(channel, now))

    def begin(self, channel: Channel, now: datetime) -> frozenset[Action]:
        """What may leave; one of each is reserved until `chosen`, and a place under way until `end`."""
        allowed = self._allowed(channel, now)
        if allowed:
            self._under_way[channel.platform] = self._under_way.get(channel.platform, 0) + 1
            for key in _budget_keys(channel, allowed):
                self._budgets[key] = self._budgets[key].spend(now)
        return allowed

    def chosen(
        self, channel: Channel, allowed: frozenset[Action], action: Action | None, now: datetime
    ) -> None:
        """What of that leaves indeed, if anything does; the rest is given back."""
        if action is None and len(allowed) < len(Action):
            self._held[channel] = now + _LOOK_AGAIN
        taken = _budget_keys(channel, frozenset({action} if action else ()))
        for key in _budget_keys(channel, allowed) - taken:
            self._budgets[key] = self._budgets[key].give_back()

    def end(self, channel: Channel) -> None:
        self._under_way[channel.platform] -= 1

    def learn(self, channel: Channel, outcome: SendOutcome, now: datetime, *, due_at: datetime) -> None:
        """`due_at` is when the delivery is tried again, where it is."""
        limited = isinstance(outcome, TryAgain) and outcome.reason is Reason.RATE_LIMITED
        self._held[channel] = due_at if limited else now + gap_after(channel)
        if limited or is_refusal(outcome):
            self._count_invalid(channel.platform, now)
        token = isinstance(outcome, Refused) and outcome.reason is Reason.TOKEN_REFUSED
        place = channel.platform if token else channel
        self._circuits[place] = after_outcome(self._circuits.get(place, Circuit()), outcome, now)
        if isinstance(outcome, Sent):
            self._circuits.pop(channel.platform, None)

    def learn_of_search(self, delivery: Delivery, outcome: FindOutcome, now: datetime) -> None:
        """`delivery` as the search left it."""
        limited = isinstance(outcome, TryAgain) and outcome.reason is Reason.RATE_LIMITED
        if limited:
            self._held[delivery.channel] = delivery.due_at
        if limited or isinstance(outcome, Unreadable):
            self._count_invalid(delivery.channel.platform, now)

    def shut(self, now: datetime) -> tuple[Shut, ...]:
        return tuple(
            Shut(place=place, until=circuit.open_until, detail=circuit.detail)
            for place, circuit in self._circuits.items()
            if circuit.tripped and circuit.open_until and not circuit.lets_through(now)
        )

    def _allowed(self, channel: Channel, now: datetime) -> frozenset[Action]:
        platform = channel.platform
        left = self._invalid.get(platform, _INVALID).left(now) - self._under_way.get(platform, 0)
        if left <= 0 or not all(circuit.lets_through(now) for circuit in self._circuits_of(channel)):
            return frozenset()
        return frozenset(
            action
            for action in Action
            if (budget := self._budgets.get(_budget_key(channel, action))) is None or budget.left(now) > 0
        )

    def _circuits_of(self, channel: Channel) -> Iterator[Circuit]:
        for place in (channel, channel.platform):
            if circuit := self._circuits.get(place):
                yield circuit

    def _count_invalid(self, platform: Platform, now: datetime) -> None:
        self._invalid[platform] = self._invalid.get(platform, _INVALID).spend(now)


def _budget_key(channel: Channel, action: Action) -> tuple[Platform, bool]:
    return channel.platform, action is Action.EDIT


def _budget_keys(channel: Channel, actions: frozenset[Action]) -> frozenset[tuple[Platform, bool]]:
    return frozenset(_budget_key(channel, action) for action in actions) & _BUDGETS.keys()
