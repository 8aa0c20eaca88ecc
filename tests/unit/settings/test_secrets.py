"""Secrets come from the environment or from files it names, and are never repeated."""

# ruff: noqa: E501 -- one environment a line

import pytest

from bot.errors import ConfigError
from bot.settings.secrets import Secrets, SlackTokens, read_secrets

BOT, APP = "xoxb-1-hunter2", "xapp-1-hunter2"


def test_without_tokens_every_platform_is_off():
    assert read_secrets({"SLACK_BOT_TOKEN": "", "DISCORD_TOKEN": "  "}) == Secrets()


def test_tokens_are_read_from_the_environment():
    found = read_secrets(
        {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": f" {APP}\n", "DISCORD_TOKEN": "abc.def.ghi"}
    )
    assert found == Secrets(slack=SlackTokens(bot=BOT, app=APP), discord_token="abc.def.ghi")


def test_tokens_are_read_from_files(tmp_path):
    for name, token in (("bot", BOT), ("app", APP), ("discord", "abc")):
        (tmp_path / name).write_text(f"{token}\n")
    found = read_secrets(
        {
            "SLACK_BOT_TOKEN_FILE": str(tmp_path / "bot"),
            "SLACK_APP_TOKEN_FILE": str(tmp_path / "app"),
            "DISCORD_TOKEN_FILE": str(tmp_path / "discord"),
        }
    )
    assert found == Secrets(slack=SlackTokens(bot=BOT, app=APP), discord_token="abc")


def test_addresses_can_be_overridden():
    found = read_secrets(
        {
            "SLACK_API_URL": "http://127.0.0.1:1/api/",
            "DISCORD_API_URL": "http://127.0.0.1:2",
            "DISCORD_GATEWAY_URL": "ws://127.0.0.1:3",
        }
    )
    assert found == Secrets(
        slack_api_url="http://127.0.0.1:1/api/",
        discord_api_url="http://127.0.0.1:2",
        discord_gateway_url="ws://127.0.0.1:3",
    )


def test_no_representation_shows_a_token():
    found = read_secrets({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "DISCORD_TOKEN": "hunter2"})
    assert "hunter2" not in repr(found) + str(found)


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"SLACK_BOT_TOKEN": BOT}, "SLACK_APP_TOKEN: it is missing, and SLACK_BOT_TOKEN is set"),
        ({"SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN: it is missing, and SLACK_APP_TOKEN is set"),
        ({"SLACK_BOT_TOKEN": "hunter2", "SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN: a token that begins with xoxb-"),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": "hunter2"}, "SLACK_APP_TOKEN: a token that begins with xapp-"),
        ({"SLACK_BOT_TOKEN": APP, "SLACK_APP_TOKEN": BOT}, "each other's place"),
        ({"DISCORD_TOKEN": BOT}, "DISCORD_TOKEN: this is a token of Slack"),
        ({"DISCORD_TOKEN": "Bot hunter2"}, "DISCORD_TOKEN: it holds a character that no token holds"),
        ({"DISCORD_TOKEN": "hunter2é"}, "DISCORD_TOKEN: it holds a character that no token holds"),
        ({"DISCORD_TOKEN": "hunter2", "DISCORD_TOKEN_FILE": "x"}, "DISCORD_TOKEN: it is set, and DISCORD_TOKEN_FILE too"),
        ({"DISCORD_TOKEN_FILE": "/no/such/file"}, "DISCORD_TOKEN_FILE: the file /no/such/file cannot be read"),
        ({"DISCORD_TOKEN_FILE": "/dev/null"}, "DISCORD_TOKEN_FILE: the file /dev/null is empty"),
        ({"SLACK_API_URL": "slack.example"}, "SLACK_API_URL: it must begin with http:// or https://"),
        ({"DISCORD_GATEWAY_URL": "https://d.example"}, "DISCORD_GATEWAY_URL: it must begin with ws:// or wss://"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_refused_by_the_name_of_its_variable(environ, words):
    with pytest.raises(ConfigError) as caught:
        read_secrets(environ)
    assert words in str(caught.value)
    assert caught.value.hint
    assert "hunter2" not in str(caught.value)


def test_a_file_that_is_not_text_is_refused(tmp_path):
    (tmp_path / "token").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="it is not text"):
        read_secrets({"DISCORD_TOKEN_FILE": str(tmp_path / "token")})
