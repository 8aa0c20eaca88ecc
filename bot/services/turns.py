"""Who is asked next: feeds wait in a line for each host, and no host is asked too often at once."""

from collections import Counter, deque

from bot.core.feeds import FeedForUpdate


class Turns:
    """A line for each host; hosts take turns, so that one with a thousand feeds holds up no other."""

    def __init__(self, per_host: int) -> None:
        self._per_host = per_host
        self._lines: dict[str, deque[FeedForUpdate]] = {}
        self._ready: deque[str] = deque()
        """Hosts that may be asked for one feed more and have one waiting, each once."""
        self._asked: Counter[str] = Counter()
        self._waiting = 0

    def __len__(self) -> int:
        """Feeds that wait."""
        return self._waiting

    def join(self, due: FeedForUpdate, host: str) -> None:
        """Wait at the end of the host's line."""
        line = self._lines.setdefault(host, deque())
        line.append(due)
        self._waiting += 1
        if len(line) == 1 and self._asked[host] < self._per_host:
            self._ready.append(host)

    def next(self) -> tuple[FeedForUpdate, str] | None:
        """The feed to ask for now, and its host; None while every host with a line is being asked."""
        if not self._ready:
            return None
        host = self._ready.popleft()
        line = self._lines[host]
        due = line.popleft()
        self._waiting -= 1
        self._asked[host] += 1
        if not line:
            del self._lines[host]
        elif self._asked[host] < self._per_host:
            self._ready.append(host)
        return due, host

    def done(self, host: str) -> None:
        """A feed of the host has been asked for."""
        was_full = self._asked[host] == self._per_host
        self._asked[host] -= 1
        if not self._asked[host]:
            del self._asked[host]
        if was_full and host in self._lines:
            self._ready.append(host)
