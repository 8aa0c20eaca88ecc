"""Adding feeds to the settings folder's feeds.yaml, which stays right or stays as it was."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.errors import UsageError
from bot.settings.checks import ID_LENGTH, id_of
from bot.settings.feeds_lines import NewFeed, with_feeds
from bot.settings.loader import load
from bot.settings.mistakes import ConfigErrors
from bot.settings.sources import shown_path, top_file

_ROOM = len("-99999")


class NewIds:
    """Makes ids that no feed has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._numbers: Counter[str] = Counter()

    def make(self, *names: str) -> str:
        """The id that the first fit one of `names` makes, with a number behind it where it is taken."""
        first = found = next(filter(None, map(id_of, names)), "feed")
        while found in self._taken:
            self._numbers[first] += 1
            found = f"{id_of(first, ID_LENGTH - _ROOM)}-{self._numbers[first] + 1}"
        self._taken.add(found)
        return found


def add_feeds(folder: Path, feeds: Sequence[NewFeed]) -> str:
    """Write `feeds` into the file of that settings folder, which must load; gives the file's name as shown.

    Raises `UsageError` where the file cannot be written or would not load any more; it is then as it was.
    """
    path = top_file(folder, "feeds")
    shown = shown_path(path)
    try:
        before = path.read_bytes() if path.exists() else None
        _replace(path, with_feeds((before or b"").decode(), feeds).encode())
    except OSError as error:
        raise UsageError(shown, f"cannot be written: {error.strerror}", hint="Check its rights") from error
    try:
        load(folder)
    except ConfigErrors as error:
        _restore(path, before)
        problem = f"it would not be right any more: {error.mistakes[0].what}"
        raise UsageError(
            shown, problem, hint="Nothing was changed; write the feed into it by hand"
        ) from error
    return shown


def _replace(path: Path, content: bytes) -> None:
    """In one step: a bot that runs reads the old file or the new one."""
    path = path.resolve()
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(content)
    if path.exists():
        draft.chmod(path.stat().st_mode)
    draft.replace(path)


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        _replace(path, content)
