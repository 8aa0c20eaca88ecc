"""The command as a newcomer and an operator meet it: the real process, its streams and exit codes."""

import json
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import pytest_asyncio
from anyio import to_thread

from adapters.feeds.samples import SampleServer
from fakes.processes import running
from fakes.wirewatch import command, run, write_configuration

_ROOT = Path(__file__).parents[2]
_SUMMIT = (
    "<p>The 23rd India–Russia annual summit is scheduled around December 5 in New Delhi.</p>"
    "<p>Officials of both countries are preparing it.</p>"
)


def rss(*items: tuple[str, str]) -> str:
    entries = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><description><![CDATA[{body}]]></description></item>"
        for title, body in items
    )
    return f'<rss version="2.0"><channel><title>Harbour</title>{entries}</channel></rss>'


@pytest_asyncio.fixture
async def feeds(tmp_path: Path) -> AsyncIterator[SampleServer]:
    """Serves what a test writes into `feeds/`."""
    (tmp_path / "feeds").mkdir()
    server = SampleServer(tmp_path / "feeds")
    await server.start()
    yield server
    await server.close()


async def wirewatch(*args: str, cwd: Path, **environ: str) -> tuple[int, str, str]:
    """Exit code and both streams of the command run to its end, beside the test's own servers."""
    ended = await to_thread.run_sync(lambda: run(*args, environ=environ, cwd=cwd))
    return ended.returncode, ended.stdout, ended.stderr


def configure(folder: Path, feeds: SampleServer, **files: str) -> str:
    for name, text in files.items():
        (folder / "feeds" / f"{name}.xml").write_text(text, encoding="utf-8")
    return str(write_configuration(folder, dict(feeds.feeds), database=folder / "wirewatch.db"))


@pytest.mark.parametrize("args", [(), ("run",), ("demo",), ("check",), ("extract",), ("schema",)])
async def test_every_command_has_help(args: tuple[str, ...], tmp_path: Path) -> None:
    code, out, err = await wirewatch(*args, "--help", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: wirewatch")


async def test_the_demonstration_shows_one_message_for_what_six_outlets_report() -> None:
    code, out, err = await wirewatch("demo", "--once", "--port", "0", "--json", cwd=_ROOT)
    assert (code, err) == (0, "")
    alerts = [json.loads(line) for line in out.splitlines()]
    # Whose headline it is depends on which of them came in together.
    (summit,) = [a for a in alerts if "6 outlets" in a["kicker"]]
    assert "India–Russia annual summit" in summit["kicker"]
    known = next(row["text"] for row in summit["facts"] if row["label"] == "Known")
    assert "Edition 23rd · Date around 5 December 2025 · Host New Delhi, India" in known
    assert not [a for a in alerts if "chess" in a["headline"].lower()]


async def test_the_starter_configuration_has_no_mistake() -> None:
    code, out, err = await wirewatch("check", cwd=_ROOT)
    assert (code, err) == (0, "")
    assert "examples hold" in out


async def test_an_entry_is_told_once_and_a_second_run_tells_nothing(
    tmp_path: Path, feeds: SampleServer
) -> None:
    config = configure(tmp_path, feeds, harbour=rss(("India and Russia prepare summit", _SUMMIT)))
    args = ("run", "--config", config, "--once", "--json")
    code, out, _ = await wirewatch(*args, cwd=tmp_path)
    (alert,) = map(json.loads, out.splitlines())
    assert (code, alert["headline"]) == (0, "India and Russia prepare summit")
    assert (await wirewatch(*args, cwd=tmp_path))[:2] == (0, "")


async def test_feeds_that_fail_are_named_and_hold_up_no_other(tmp_path: Path, feeds: SampleServer) -> None:
    configure(
        tmp_path,
        feeds,
        page="<!doctype html><html><body><h1>Welcome</h1></body></html>",
        empty=rss(),
        nothing="",
        harbour=rss(("India and Russia prepare summit", _SUMMIT)),
    )
    urls = dict(feeds.feeds) | {"gone": "http://127.0.0.1:9/feed"}
    config = write_configuration(tmp_path, urls, database=tmp_path / "wirewatch.db")
    code, out, err = await wirewatch("run", "--config", str(config), "--once", "--json", cwd=tmp_path)
    assert code == 0
    assert len(out.splitlines()) == 1
    failed = {
        name: [line for line in err.splitlines() if "WARNING" in line and f" {name}: " in line]
        for name in ("page", "nothing", "gone", "empty", "harbour")
    }
    assert [len(failed[name]) for name in failed] == [1, 1, 1, 0, 0], err
    assert "(not_a_feed)" in failed["page"][0]
    assert "(unreachable)" in failed["gone"][0]


async def test_malformed_yaml_is_named_with_line_and_column(tmp_path: Path, feeds: SampleServer) -> None:
    config = configure(tmp_path, feeds, harbour=rss())
    path = Path(config) / "watchlists" / "diplomacy.yaml"
    path.write_text("watches:\n  - id: summit\n    name: [unclosed\n    match: {}\n", encoding="utf-8")
    for args in (("run", "--once"), ("check",)):
        code, _, err = await wirewatch(*args, "--config", config, cwd=tmp_path)
        assert code == 78
        assert "diplomacy.yaml:" in err
        assert "Traceback" not in err


async def test_a_channel_that_was_never_declared_is_named_with_what_was_meant(
    tmp_path: Path, feeds: SampleServer
) -> None:
    config = configure(tmp_path, feeds, harbour=rss())
    path = Path(config) / "watchlists" / "diplomacy.yaml"
    path.write_text(path.read_text("utf-8").replace("slack:#diplomacy", "slack:#diplomcy"), encoding="utf-8")
    code, _, err = await wirewatch("check", "--config", config, cwd=tmp_path)
    assert code == 78
    assert "slack:#diplomacy" in err


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    code, _, err = await wirewatch("run", "--config", "nowhere", cwd=tmp_path)
    assert code == 78
    assert "nowhere" in err
    assert "Traceback" not in err


@pytest.fixture
def slack() -> Iterator[str]:
    with running("fakes.slack_server") as address:
        yield address


@pytest.fixture
def discord() -> Iterator[str]:
    with running("fakes.discord_server") as address:
        yield address


async def test_a_wrong_slack_token_ends_with_78_and_one_sentence(
    tmp_path: Path, feeds: SampleServer, slack: str
) -> None:
    config = configure(tmp_path, feeds, harbour=rss())
    code, _, err = await wirewatch(
        "run",
        "--config",
        config,
        cwd=tmp_path,
        SLACK_BOT_TOKEN="xoxb-wrong",
        SLACK_APP_TOKEN="xapp-test",
        SLACK_API_URL=slack,
    )
    assert code == 78
    assert len(err.splitlines()) == 1
    assert "SLACK_BOT_TOKEN" in err
    assert "xoxb-wrong" not in err


async def test_a_wrong_discord_token_ends_with_78_and_one_sentence(
    tmp_path: Path, feeds: SampleServer, discord: str
) -> None:
    config = configure(tmp_path, feeds, harbour=rss())
    code, _, err = await wirewatch(
        "run",
        "--config",
        config,
        cwd=tmp_path,
        DISCORD_TOKEN="wrong-token",
        DISCORD_API_URL=f"{discord}api/v10",
        DISCORD_GATEWAY_URL=f"{discord}gateway".replace("http", "ws", 1),
    )
    assert code == 78
    assert len(err.splitlines()) == 1
    assert "DISCORD_TOKEN" in err
    assert "wrong-token" not in err


async def test_one_slack_token_without_the_other_says_which_is_missing(
    tmp_path: Path, feeds: SampleServer
) -> None:
    config = configure(tmp_path, feeds, harbour=rss())
    code, _, err = await wirewatch("run", "--config", config, cwd=tmp_path, SLACK_BOT_TOKEN="xoxb-test")
    assert code == 78
    assert "SLACK_APP_TOKEN" in err


async def test_a_port_in_use_is_said_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, err = await wirewatch("demo", "--once", "--port", str(port), cwd=_ROOT)
    assert code == 1
    assert f"http://127.0.0.1:{port}" in err
    assert "already in use" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_in_order(number: signal.Signals) -> None:
    process = command("demo", "--port", "0", cwd=_ROOT)
    try:
        assert process.stdout is not None
        while line := process.stdout.readline():
            if "[Why this?]" in line:  # the first alert is out: everything is at work
                break
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, err) == (0, "")
    assert out.endswith("Ended. Nothing is left running.\n")


def wait_for(lines: Iterator[str], words: str) -> str:
    """The next line with the words; the test's own time limit ends it where none comes."""
    return next(line for line in lines if words in line)


async def test_an_edit_is_taken_over_by_the_running_bot_and_a_mistake_is_not(
    tmp_path: Path, feeds: SampleServer
) -> None:
    config = configure(tmp_path, feeds, harbour=rss())
    path = Path(config) / "watchlists" / "diplomacy.yaml"
    good = path.read_text("utf-8")
    process = command("run", "--config", config, cwd=tmp_path)
    try:
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "")

        def edit_and_hang_up() -> tuple[str, str, str]:
            wait_for(lines, "at work: feeds polled: 1")
            path.write_text(good.replace("entity: india", "entity: indai"), encoding="utf-8")
            refused = wait_for(lines, "stays in force")
            path.write_text(good.replace("severity: high", "severity: low"), encoding="utf-8")
            reloaded = wait_for(lines, "configuration reloaded")
            process.send_signal(signal.SIGHUP)
            return refused, reloaded, wait_for(lines, "configuration reloaded")

        refused, reloaded, again = await to_thread.run_sync(edit_and_hang_up)
        process.send_signal(signal.SIGTERM)
        await to_thread.run_sync(process.communicate)
    finally:
        process.kill()
        process.wait()
    assert "diplomacy.yaml:5:" in refused
    assert "1 watch changed" in reloaded
    assert "nothing that feeds or watches depend on" in again
    assert process.returncode == 0


async def test_extract_gives_facts_with_their_sentences_as_json(tmp_path: Path) -> None:
    article = tmp_path / "article.html"
    article.write_text(_SUMMIT, encoding="utf-8")
    config = str(_ROOT / "config")
    args = ("extract", str(article), "--published", "2025-11-19", "--json", "--config", config)
    code, out, _ = await wirewatch(*args, cwd=tmp_path)
    extracted = json.loads(out)
    facts = {fact["slot"]: fact for fact in extracted["facts"]}
    assert code == 0
    assert facts["edition"]["value"] == "23"
    assert facts["date"]["first_day"] <= "2025-12-05" <= facts["date"]["last_day"]
    assert all(fact["evidence"] in fact["sentence"] for fact in extracted["facts"])


@pytest.mark.parametrize(
    "args",
    [
        ("extract", "missing.txt"),
        ("extract", "LICENSE", "--published", "soon"),
        ("nonsense",),
        ("run", "--port", "99999"),
        ("schema", "nonsense"),
    ],
    ids=" ".join,
)
async def test_a_command_that_cannot_be_used_ends_with_2_and_a_sentence(args: tuple[str, ...]) -> None:
    code, out, err = await wirewatch(*args, cwd=_ROOT)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert err


async def test_the_seed_article_is_one_alert_with_its_facts(shared_data: Path, tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (article,) = (shared_data / "seed").glob("*.txt")
    paragraphs = "".join(f"<p>{line}</p>" for line in article.read_text("utf-8").splitlines())
    item = (
        "<item><title>Report</title><guid>1</guid><pubDate>Wed, 19 Nov 2025 09:00:00 GMT</pubDate>"
        f"<description><![CDATA[{paragraphs}]]></description></item>"
    )
    (tmp_path / "feeds" / "seed.xml").write_text(
        f'<rss version="2.0"><channel><title>S</title>{item}</channel></rss>', encoding="utf-8"
    )
    args = ("demo", "--feeds", str(tmp_path), "--once", "--json", "--port", "0")
    code, out, _ = await wirewatch(*args, cwd=_ROOT)
    (alert,) = map(json.loads, out.splitlines())
    assert code == 0
    assert "India–Russia annual summit" in alert["kicker"]
    known = next(row["text"] for row in alert["facts"] if row["label"] == "Known")
    assert known.startswith("Edition 23rd · Date around 5 December 2025 · Host India · Parties India, Russia")


def test_a_platform_that_ends_the_connection_for_good_ends_the_bot(tmp_path: Path) -> None:
    config = write_configuration(tmp_path, {}, database=tmp_path / "news.db")
    with running("fakes.discord_server") as discord:
        environ = {
            "DISCORD_TOKEN": "discord-test",
            "DISCORD_API_URL": f"{discord}api/v10",
            "DISCORD_GATEWAY_URL": f"{discord}gateway".replace("http", "ws", 1),
        }
        process = command("-v", "run", "--config", str(config), environ=environ, cwd=tmp_path)
        try:
            assert process.stderr is not None
            wait_for(iter(process.stderr.readline, ""), "at work")
            drop = Request(f"{discord}_fake/gateway", data=b'{"drop": 4004}')  # noqa: S310 - our own fake
            urlopen(drop, timeout=10).close()  # noqa: S310 - as above
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == 78
    assert "4004" in err


async def test_a_token_that_is_revoked_later_ends_the_bot_and_loses_nothing(
    feeds: SampleServer, tmp_path: Path
) -> None:
    """R18: exit 78 and a sentence; the alert that it could not tell is told after the next start."""
    config = configure(tmp_path, feeds, one=rss(("India-Russia summit", _SUMMIT)))
    with running("fakes.slack_server") as slack:
        environ = {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test", "SLACK_API_URL": slack}
        fault = {"method": "chat.postMessage", "mode": "error", "error": "token_revoked", "times": 1}

        order = Request(f"{slack}_fake/faults", data=json.dumps(fault).encode())  # noqa: S310 - our own fake
        (await to_thread.run_sync(urlopen, order)).close()
        ended = await to_thread.run_sync(
            lambda: run("run", "--config", config, environ=environ, cwd=tmp_path)
        )
        assert ended.returncode == 78
        assert "takes the bot's token no more (" in ended.stderr
        assert "Traceback" not in ended.stderr
        code, _, _ = await wirewatch("run", "--config", config, "--once", cwd=tmp_path, **environ)
        assert code == 0
        with await to_thread.run_sync(lambda: urlopen(f"{slack}_fake/messages", timeout=60)) as answer:  # noqa: S310
            assert len(json.load(answer)) == 1
