"""The manifest, within what https://docs.slack.dev/reference/app-manifest says of its parts."""

import pytest

from bot.cli.manifest import app
from bot.core.answers.overviews import VERBS

_ENDPOINT = "https://desk.example/slack/events"


@pytest.mark.parametrize("endpoint", [None, _ENDPOINT])
def test_every_part_is_a_documented_one_and_short_enough(endpoint: str | None) -> None:
    made = app(history=True, endpoint=endpoint)
    about, features, settings = made["display_information"], made["features"], made["settings"]
    (command,), (shortcut,) = features["slash_commands"], features["shortcuts"]
    assert set(made) <= {"display_information", "features", "oauth_config", "settings"}
    assert set(features) == {"app_home", "bot_user", "shortcuts", "slash_commands"}
    assert set(settings) == {"event_subscriptions", "interactivity", "socket_mode_enabled"}
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert len(command["command"]) <= 32
    assert len(command["description"]) <= 2_000
    assert len(command["usage_hint"]) <= 1_000
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150
    assert (shortcut["type"], shortcut["callback_id"]) == ("message", "why_message")
    assert settings["event_subscriptions"]["bot_events"] == ["app_home_opened"]
    assert settings["socket_mode_enabled"] == (endpoint is None)
    assert ("url" in command) == (endpoint is not None)


def test_the_hint_names_only_verbs_that_there_are() -> None:
    (command,) = app(history=True, endpoint=None)["features"]["slash_commands"]
    assert {part.split()[0] for part in command["usage_hint"].split(" | ")} <= {*VERBS}
