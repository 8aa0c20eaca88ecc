"""Who changed what, in memory."""

from bot.core.rights import Audited


class MemoryAudit:
    def __init__(self) -> None:
        self._changes: list[Audited] = []

    def add(self, change: Audited) -> None:
        self._changes.append(change)

    def latest(self, limit: int) -> tuple[Audited, ...]:
        newest_added_first = self._changes[::-1]
        return tuple(sorted(newest_added_first, key=lambda change: change.at, reverse=True)[:limit])
