"""A settings folder of every test's own, and what loading it says."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.settings.configuration import Configuration
from bot.settings.loader import load
from bot.settings.mistakes import ConfigErrors, Mistake

SMALL = {
    "wirewatch.yaml": "database: news.db\n",
    "feeds.yaml": (
        "feeds:\n  - {id: harbour-wire, name: Harbour Wire, url: https://harbour-wire.example/rss}\n"
    ),
    "channels.yaml": 'channels:\n  "slack:#desk":\n  "discord:desk": 123456789012345678\n',
    "entities/countries.yaml": (
        "entities:\n"
        "  - {id: india, name: India, kind: country, demonyms: [Indian]}\n"
        "  - {id: russia, name: Russia, kind: country, metonyms: [Kremlin]}\n"
    ),
    "watchlists/desk.yaml": (
        "watches:\n"
        "  - id: talks\n"
        "    name: Talks of India and Russia\n"
        "    match:\n"
        "      all: [entity: india, entity: russia]\n"
        "      any: [summit, talks]\n"
        "    channels: ['slack:#desk', 'discord:desk']\n"
        "    examples:\n"
        "      match: [India and Russia open talks]\n"
        "      no_match: [India wins the cup]\n"
    ),
}
"""The smallest folder without a warning; tests replace single files of it."""


Files = Mapping[str, str | bytes]


@pytest.fixture
def small() -> dict[str, str]:
    return dict(SMALL)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Files], Path]:
    """Writes the given files into `config`, beside which the test runs."""
    monkeypatch.chdir(tmp_path)

    def write_files(files: Files) -> Path:
        for name, content in files.items():
            path = tmp_path / "config" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Path("config")

    return write_files


@pytest.fixture
def loaded(write: Callable[[Files], Path]) -> Callable[..., Configuration]:
    """SMALL with the given files in place of its own, loaded."""
    return lambda files=None: load(write({**SMALL, **(files or {})}))


@pytest.fixture
def mistakes(write: Callable[[Files], Path]) -> Callable[[Files], tuple[Mistake, ...]]:
    """The mistakes of SMALL with the given files; none at all is a failure of the test."""

    def find(files: Files) -> tuple[Mistake, ...]:
        with pytest.raises(ConfigErrors) as caught:
            load(write({**SMALL, **files}))
        return caught.value.mistakes

    return find
