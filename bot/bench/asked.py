"""Commands sent to a bot that is measured: when each left, and how often it was acknowledged and answered."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from time import perf_counter

PATIENCE = 30.0
"""Seconds for what a bot is waited for; Slack waits 3 for an acknowledgement."""
_LOOK = 0.02
_SORRY = ("(ref ", "could not answer")
"""One of them stands in every answer that says what is wrong instead."""


class Asked:
    """Commands by names of their own."""

    def __init__(self) -> None:
        self._sent: dict[str, float] = {}
        self._until_ack: dict[str, float] = {}
        self._until_answer: dict[str, float] = {}
        self._acks: Counter[str] = Counter()
        self._answers: Counter[str] = Counter()
        self._sorry = 0

    def send(self, name: str) -> None:
        """It leaves now."""
        self._sent[name] = perf_counter()

    def acknowledge(self, name: str) -> None:
        """Of what was asked before, elsewhere, nothing is counted."""
        if name in self._sent:
            self._acks[name] += 1
            self._until_ack.setdefault(name, self._since(name))

    def answer(self, name: str, text: str) -> None:
        if name in self._sent:
            self._answers[name] += 1
            self._until_answer.setdefault(name, self._since(name))
            self._sorry += any(words in text for words in _SORRY)

    async def settled(self) -> None:
        """Return when all are acknowledged and answered, or when that has taken too long."""
        await happened(lambda: self._sent.keys() <= self._acks.keys() & self._answers.keys())

    def figures(self) -> Mapping[str, object]:
        """Counts, and milliseconds until what came of each first."""
        return {
            "asked": len(self._sent),
            "acked": len(self._acks),
            "acked_twice": _repeated(self._acks),
            "answered": len(self._answers),
            "answered_twice": _repeated(self._answers),
            "answered_with_sorry": self._sorry,
            "ack_ms": _spread(self._until_ack.values()),
            "answer_ms": _spread(self._until_answer.values()),
        }

    def _since(self, name: str) -> float:
        return perf_counter() - self._sent[name]


async def paced(count: int, every: float, act: Callable[[int], Awaitable[None]]) -> None:
    """Act `count` times, `every` so many seconds; an act that takes longer makes the next one late."""
    clock = asyncio.get_running_loop().time
    began = clock()
    for number in range(count):
        await asyncio.sleep(began + number * every - clock())
        await act(number)


async def happened(condition: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Whether the condition came true in time."""
    deadline = perf_counter() + patience
    while not condition() and perf_counter() < deadline:  # noqa: ASYNC110 - many small conditions, all of ours
        await asyncio.sleep(_LOOK)
    return condition()


def _repeated(counted: Counter[str]) -> int:
    return sum(times > 1 for times in counted.values())


def _spread(seconds: Iterable[float]) -> Mapping[str, float]:
    """Milliseconds; nothing where there are none."""
    ms = [round(1_000 * one, 1) for one in sorted(seconds)]
    return {"p50": ms[len(ms) // 2], "p99": ms[len(ms) * 99 // 100], "max": ms[-1]} if ms else {}
