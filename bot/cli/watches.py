"""The watches that a command is asked for."""

from collections.abc import Iterable

from bot.core.watches import Watch, WatchId
from bot.errors import UsageError
from bot.settings.configuration import Configuration
from bot.settings.mistakes import did_you_mean


def chosen(configuration: Configuration, wanted: Iterable[str]) -> tuple[Watch, ...]:
    """The wanted watches in the order of the files; all where none is named.

    Raises `UsageError` for one that is not configured.
    """
    known = {watch.id: watch for watch in configuration.watches}
    names = [WatchId(name) for name in wanted]
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"There are: {', '.join(known)}"
            raise UsageError(f"--watch {name}", "no watch has this id", hint=hint)
    return tuple(watch for watch in configuration.watches if not names or watch.id in names)
