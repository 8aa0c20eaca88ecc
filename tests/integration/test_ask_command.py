"""`wirewatch ask` as an operator uses it: the real process beside a bot that holds the database."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from fakes.wirewatch import run


def ask(*words: str, config: Path, environ: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    ended = run("ask", *words, "--config", str(config), environ=environ, cwd=config.parent)
    assert "Traceback" not in ended.stderr, ended.stderr
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.usefixtures("bot")
def test_an_answer_is_printed_and_ends_with_0_and_none_with_1(config: Path) -> None:
    code, out, err = ask("latest", "India–Russia annual summit", config=config)
    assert (code, err) == (0, "")
    assert out.startswith("India–Russia annual summit")
    assert "[Timeline]" not in out
    code, out, err = ask("latest", "inda-rusia", config=config)
    assert (code, err) == (1, "")
    assert "Did you mean: india-russia-summit?" in out


@pytest.mark.usefixtures("bot")
def test_an_answer_for_a_program_is_one_object_with_blocks_links_times_and_buttons(config: Path) -> None:
    words = ("watch", "india-russia-summit", "for", "2h", "because", "too loud")
    code, out, _ = ask("mute", *words, "--json", config=config)
    answer = json.loads(out)
    assert (code, answer["answered"]) == (0, True)
    headline, table = answer["blocks"]
    assert headline["kind"] == "headline"
    rows = {row["label"]: row["spans"] for row in table["rows"]}
    assert rows["Where"] == [{"text": "everywhere", "style": "plain"}]
    assert rows["By"][0]["text"].startswith("cli:")
    assert rows["Because"][0]["text"] == "too loud"
    assert rows["Until"][0]["time"].endswith("+00:00")
    (undo,) = answer["buttons"]
    assert undo["verb"] == "unmute"
    code, out, _ = ask("unmute", undo["target"], config=config)
    assert (code, out.split(":")[0]) == (0, "No longer muted")


@pytest.mark.usefixtures("bot")
def test_words_after_search_may_begin_with_a_dash(config: Path) -> None:
    code, out, err = ask("search", "annual summit", "-chess", config=config)
    assert (code, err) == (0, "")
    assert 'Search  "annual summit" -chess' in out


@pytest.mark.usefixtures("bot")
def test_channels_are_those_of_the_platforms_that_the_bot_has_tokens_for(config: Path) -> None:
    _, out, _ = ask("mute", "channel", "slack:#diplomacy", config=config)
    assert "Muted: everything in console" in out
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    _, out, _ = ask("mute", "channel", "slack:#diplomacy", config=config, environ=tokens)
    assert "Muted: everything in slack:#diplomacy" in out


def test_without_a_database_the_way_on_is_said(config: Path) -> None:
    code, out, err = ask("list", config=config)
    assert (code, out) == (1, "")
    assert "there is no such database yet. `wirewatch run` makes it" in err
