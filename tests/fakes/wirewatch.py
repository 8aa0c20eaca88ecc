"""The real command as a process, with a configuration of the test's own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_PATIENCE = 120.0
"""Seconds for one run to end by itself; far beyond what any needs."""

WIREWATCH = """\
database: {database}
status_page: false
fetch: {{allow_private: [127.0.0.0/8]}}
alerts: {{group_wait: 0s, group_wait_high: 0s, group_interval: 1s, pictures: {pictures}}}
delivery: {{settle: {settle}}}
"""
CHANNELS = """\
defaults: {posts_per_hour: unlimited}
channels: {"slack:#diplomacy": C00000001, "discord:diplomacy": null}
"""
CAPPED = """\
defaults: {posts_per_hour: 1, zone: UTC}
channels:
  "slack:#diplomacy": C00000001
  "discord:diplomacy": {posts_per_hour: 2, quiet_hours: {from: "22:00", to: "01:00"}}
"""
"""One message or two an hour, of which one may be a digest of what else there was; none early at night."""
ENTITIES = """\
entities:
  - {id: india, name: India, kind: country, demonyms: [Indian]}
  - {id: russia, name: Russia, kind: country, demonyms: [Russian]}
"""
WATCHES = """\
watches:
  - id: india-russia-summit
    name: India–Russia annual summit
    event: {kind: summit, parties: [india, russia], series: India–Russia Annual Summit}
    match: {all: [entity: india, entity: russia], any: [summit], within: paragraph}
    severity: high
    channels: ["slack:#diplomacy", "discord:diplomacy"]
    examples: {match: [India and Russia prepare their summit], no_match: [India and Russia play chess]}
"""


def write_configuration(
    folder: Path,
    feeds: Mapping[str, str],
    *,
    database: Path,
    settle: str = "1s",
    channels: str = CHANNELS,
    pictures: bool = False,
) -> Path:
    """A configuration that polls `feeds` (id to URL) each second; returns its folder."""
    config = folder / "config"
    for name in ("entities", "watchlists"):
        (config / name).mkdir(parents=True, exist_ok=True)
    lines = "".join(f"  - {{id: {name}, name: {name}, url: '{url}'}}\n" for name, url in feeds.items())
    (config / "wirewatch.yaml").write_text(
        WIREWATCH.format(database=database, settle=settle, pictures=str(pictures).lower()),
        encoding="utf-8",
    )
    (config / "feeds.yaml").write_text(f"defaults: {{interval: 1s}}\nfeeds:\n{lines}", encoding="utf-8")
    (config / "channels.yaml").write_text(channels, encoding="utf-8")
    (config / "entities" / "countries.yaml").write_text(ENTITIES, encoding="utf-8")
    (config / "watchlists" / "diplomacy.yaml").write_text(WATCHES, encoding="utf-8")
    return config


def clean_environ() -> dict[str, str]:
    """The environment without tokens, faults and addresses."""
    ours = ("SLACK_", "DISCORD_", "WIREWATCH_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"PYTHONUNBUFFERED": "1"}


def command(*args: str, environ: Mapping[str, str] | None = None, cwd: Path) -> subprocess.Popen[str]:
    """`wirewatch args` under way, with no tokens but those of `environ`; both its streams are text."""
    return subprocess.Popen(  # noqa: S603 - our own command
        [str(Path(sys.executable).with_name("wirewatch")), *args],
        cwd=cwd,
        env=clean_environ() | dict(environ or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*args: str, environ: Mapping[str, str] | None = None, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`wirewatch args` to its end."""
    process = command(*args, environ=environ, cwd=cwd)
    try:
        out, err = process.communicate(timeout=_PATIENCE)
    finally:
        process.kill()
        process.wait()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
