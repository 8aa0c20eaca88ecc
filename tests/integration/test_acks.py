"""`wirewatch bench acks`, small: the bot itself, locked out of its database, and moved between sockets."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.bench import acks

_ASKED = 20
_REFRESHES = 8


@pytest.fixture(scope="module")
def figures() -> Mapping[str, Any]:
    return acks.run(None, commands=_ASKED, refreshes=_REFRESHES, feeds=20)


@pytest.mark.parametrize("platform", ["slack", "discord"])
def test_while_the_database_is_locked_every_command_is_acked_and_answered_once(
    figures: Mapping[str, Any], platform: str
) -> None:
    locked = figures["locked"][platform]
    assert [locked["asked"], locked["acked"], locked["answered"]] == [_ASKED] * 3
    assert [locked["acked_twice"], locked["answered_twice"], locked["answered_with_sorry"]] == [0] * 3


def test_commands_amid_refreshes_are_acked_once_over_two_sockets_at_most(figures: Mapping[str, Any]) -> None:
    refreshed = figures["refreshed"]
    assert refreshed["refreshes"] == _REFRESHES
    assert refreshed["most_sockets"] == 2
    assert refreshed["asked"] == refreshed["acked"] == refreshed["answered"] == 40
    assert [refreshed["acked_twice"], refreshed["answered_with_sorry"]] == [0, 0]
