"""`wirewatch stories` as an operator uses it: the real process beside a bot that holds the database."""

import asyncio
import getpass
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.messages import Severity
from bot.core.stories import StoryId
from bot.core.watches import Origin, Watch, WatchId
from bot.extraction.rules import PhraseTerm, Rule
from fakes.newsroom import STEP, SUMMIT, Newsroom, report
from fakes.wirewatch import run, write_configuration

VISIT = report(
    "Putin to visit India for annual summit",
    "The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi.",
)
TRAWLERS = report(
    "Trawler quotas divide herring skippers",
    "Skippers quarrelled over who may trawl which bank, while inspectors counted undersized cod.",
    outlet="delhi",
)
FISHERY = Watch(
    id=WatchId("fishery"),
    name="Fishery",
    rule=Rule(any=(PhraseTerm(phrase="trawler"),)),
    severity=Severity.HIGH,
    channels=SUMMIT.channels,
    origin=Origin(file="config/watchlists/fishery.yaml", line=2),
)
WATCHLIST = """\
watches:
  - id: fishery
    name: Fishery
    match: {any: [trawler]}
    channels: ["slack:#diplomacy"]
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = write_configuration(
        tmp_path, {"harbour": "https://harbour.example/rss"}, database=tmp_path / "wirewatch.db"
    )
    (folder / "watchlists" / "fishery.yaml").write_text(WATCHLIST, encoding="utf-8")
    return folder


@pytest_asyncio.fixture
async def bot(config: Path) -> AsyncIterator[Newsroom]:
    """A bot at work, which told two stories a moment ago."""
    room = Newsroom(path=config.parent / "wirewatch.db", watches=(SUMMIT, FISHERY))
    await room.open()
    room.source.publish("delhi", TRAWLERS)
    await room.at("09:00").publishes("harbour", VISIT)
    await room.until("09:01")
    yield room
    await room.close()


async def two_ids(bot: Newsroom) -> tuple[str, str]:
    """Ids of the stories on the visit and on the trawlers."""
    latest = await bot.store.transact(lambda records: records.stories.latest(10))
    by_title = {story.reports[0].title: story.id for story in latest}
    return by_title[VISIT.title], by_title[TRAWLERS.title]


async def stories(*words: str, config: Path) -> tuple[int, str, str]:
    ended = await asyncio.to_thread(run, "stories", *words, "--config", str(config), cwd=config.parent)
    assert "Traceback" not in ended.stderr, ended.stderr
    return ended.returncode, ended.stdout, ended.stderr


async def listed(*words: str, config: Path) -> list[dict]:
    code, out, err = await stories("list", "--json", *words, config=config)
    assert (code, err) == (0, "")
    return json.loads(out)["stories"]


async def shown(story: str, *, config: Path) -> dict:
    code, out, err = await stories("show", story, "--json", config=config)
    assert (code, err) == (0, "")
    return json.loads(out)


async def works_on(bot: Newsroom) -> None:
    """The bot works for ten minutes from now on, since the command goes by the real time."""
    bot.clock.set(datetime.now(UTC) + timedelta(minutes=10))
    for _ in range(4):  # Slack takes one message a second
        bot.clock.forward(STEP)
        await bot.work()


async def test_stories_are_listed_with_where_they_were_told(bot: Newsroom, config: Path) -> None:
    visit, trawlers = await two_ids(bot)
    found = {story["id"]: story for story in await listed(config=config)}
    assert found.keys() == {visit, trawlers}
    one = found[visit]
    assert one["told"] is True
    assert one["told_in"] == ["slack:#diplomacy"]
    assert one["outlets"] == ["harbour.example"]
    assert one["first_seen"] == "2025-11-20T09:00:00Z"
    assert one["watches"] == ["india-russia-summit"]
    code, out, _ = await stories("list", config=config)
    assert code == 0
    for words in (visit, trawlers, VISIT.title, TRAWLERS.title, "2025-11-20 09:00Z", "slack:#diplomacy"):
        assert words in out
    assert out.splitlines()[-1] == "2 stories."


async def test_a_list_is_limited_and_of_one_watch(bot: Newsroom, config: Path) -> None:
    visit, _ = await two_ids(bot)
    assert len(await listed("--limit", "1", config=config)) == 1
    (found,) = await listed("--watch", "india-russia-summit", config=config)
    assert found["id"] == visit
    code, out, err = await stories("list", "--watch", "india-rusia-summit", config=config)
    assert (code, out) == (2, "")
    assert 'no watch has this id. Did you mean "india-russia-summit"?' in err


async def test_what_is_merged_and_split_is_kept_with_who_did_it(bot: Newsroom, config: Path) -> None:
    visit, trawlers = await two_ids(bot)
    await stories("merge", visit, trawlers, config=config)
    entry = (await shown(visit, config=config))["reports"][1]["entry"]
    await stories("split", visit, str(entry), config=config)
    await stories("split", visit, str(entry), config=config)  # not done
    split, merge = await bot.store.transact(lambda records: records.audit.latest(9))
    assert {split.actor, merge.actor} == {f"cli:{getpass.getuser()}"}
    assert (merge.action, merge.target) == ("merge", f"story {trawlers} into {visit}")
    assert split.action == "split"
    assert split.target.endswith(f" out of {visit}")


async def test_a_story_is_shown_with_each_report_and_why_it_was_joined(bot: Newsroom, config: Path) -> None:
    visit, trawlers = await two_ids(bot)
    await stories("merge", visit, trawlers, config=config)
    story = await shown(visit, config=config)
    assert [report["title"] for report in story["reports"]] == [VISIT.title, TRAWLERS.title]
    first, second = story["reports"]
    assert first["joined"] == "opened a story"
    assert second["outlet"] == "delhi.example"
    assert second["published"].startswith("2025-11-20T")
    assert f"{trawlers} into {visit}, by cli:{getpass.getuser()}" in [
        one["detail"] for one in story["curated"]
    ]
    code, out, _ = await stories("show", visit, config=config)
    assert code == 0
    for words in (
        visit,
        VISIT.title,
        "delhi.example",
        "opened a story",
        "told in slack:#diplomacy",
        "merged:",
    ):
        assert words in out
    assert str(second["entry"]) in out
    code, out, _ = await stories("show", trawlers, config=config)
    assert (code, out.splitlines()[0]) == (0, f"{trawlers} was made part of this story.")


async def test_two_stories_are_merged_beside_a_bot_that_runs(bot: Newsroom, config: Path) -> None:
    visit, trawlers = await two_ids(bot)
    code, out, err = await stories("merge", trawlers, visit, config=config)
    assert (code, err) == (0, "")
    assert out == f"{trawlers} is part of {visit} now, which has 2 reports of 2 outlets.\n"
    await works_on(bot)
    visit_text, trawlers_text = sorted(bot.texts(), key=lambda text: text.startswith("Now told"))
    assert "2 outlets" in visit_text
    assert trawlers_text == f"Now told together with: {VISIT.title}"
    code, out, err = await stories("merge", trawlers, visit, config=config)
    assert (code, out) == (2, "")
    assert f"{trawlers} is part of {visit}. Give {visit} instead" in err


async def test_reports_are_split_off_beside_a_bot_that_runs(bot: Newsroom, config: Path) -> None:
    visit, trawlers = await two_ids(bot)
    await stories("merge", visit, trawlers, config=config)
    entries = [report["entry"] for report in (await shown(visit, config=config))["reports"]]
    code, out, err = await stories("split", visit, str(entries[1]), config=config)
    assert (code, err) == (0, "")
    new = out.split()[0]
    assert out == (
        f"{new} is a story of its own now, with 1 of {visit}'s reports; it is told where {visit} was.\n"
    )
    assert [r["title"] for r in (await shown(new, config=config))["reports"]] == [TRAWLERS.title]
    told = await bot.store.transact(lambda records: records.stories.load(StoryId(new)))
    assert told.told
    await works_on(bot)
    assert TRAWLERS.title in bot.texts()[-1]


@pytest.mark.parametrize("words", [("show",), ("merge", "000000000000"), ("split",)])
async def test_an_id_that_no_story_has_is_a_mistake_of_usage_with_a_hint(
    bot: Newsroom, config: Path, words: tuple[str, ...]
) -> None:
    visit, _ = await two_ids(bot)
    rest = ("1",) if words == ("split",) else ()
    close = f"{visit[:-1]}{'0' if visit[-1] != '0' else '1'}"
    code, out, err = await stories(*words[:1], close, *words[1:], *rest, config=config)
    assert (code, out) == (2, "")
    assert f'no story has the id {close}. Did you mean "{visit}"?' in err
    code, _, err = await stories(*words[:1], "?", *words[1:], *rest, config=config)
    assert code == 2
    assert "`wirewatch stories list` shows the ids" in err


async def test_entries_that_cannot_be_split_off_are_a_mistake_of_usage(bot: Newsroom, config: Path) -> None:
    visit, _ = await two_ids(bot)
    own = str((await shown(visit, config=config))["reports"][0]["entry"])
    for entries, said in ((("999",), "has the entry 999"), ((own,), "both stories must have reports")):
        code, out, err = await stories("split", visit, *entries, config=config)
        assert (code, out) == (2, "")
        assert said in err
    assert (await stories("split", visit, config=config))[0] == 2
    assert (await stories("split", visit, "one", config=config))[0] == 2


async def test_without_a_database_the_way_on_is_said(config: Path) -> None:
    for words in (("list",), ("show", "1"), ("merge", "1", "2"), ("split", "1", "2")):
        code, out, err = await stories(*words, config=config)
        assert (code, out) == (1, "")
        assert "there is no such database yet" in err


async def test_each_command_explains_itself_with_an_example() -> None:
    for name in ("list", "show", "merge", "split"):
        ended = await asyncio.to_thread(run, "stories", name, "--help", cwd=Path.cwd())
        assert ended.returncode == 0
        assert f"Example: wirewatch stories {name}" in ended.stdout
