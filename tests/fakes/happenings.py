"""A feed of summits, each told of twice, and how often a platform shows what was told."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from random import Random
from typing import Any

_SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za")
_WORDS = len(_SYLLABLES) ** 4
_SCATTER = 40_503
"""Odd, so that every word is made of one number; words of numbers that follow one another share little."""
_IN_A_ROW = 6
"""Words of a phrase."""
_PHRASES = 3
"""That a happening has."""
MOST = 72
"""That are given their days: one a year, so that the ledger keeps them apart, until 2100, where years end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    title: str
    body: str
    outlet: str
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """A summit that is announced by one outlet; of the first `MOST` another gives the days."""

    number: int

    @property
    def words(self) -> str:
        """Made up, and of no other happening; in each title, and so in the message about it."""
        return self._phrases[0]

    @property
    def days(self) -> str:
        """What only the second report says."""
        day = 1 + self.number % 27
        return f"{day}–{day + 1} December {self._year}"

    @property
    def _phrases(self) -> list[str]:
        """Their words are of none of the 3,000 happenings before it and after it."""
        first = self.number * _PHRASES
        return [_made_up(first + place) for place in range(_PHRASES)]

    @property
    def _title(self) -> str:
        return f"India and Russia: {self.words} summit"

    @property
    def _aside(self) -> str:
        """Enough words of its own that happenings that come in together are not taken for one."""
        return f"{' '.join(self._phrases)}."

    @property
    def _year(self) -> int:
        return 2027 + self.number

    @property
    def _summit(self) -> str:
        return f"The {_ordinal(25 + self.number)} India–Russia annual summit"

    @property
    def _city(self) -> str:
        return self.words.split()[0].capitalize()

    def first(self) -> Entry:
        if self.number >= MOST:
            return Entry(title=self._title, body=f"{self._aside}", outlet="harbour")
        around = f"around {1 + self.number % 27} December {self._year}"
        return Entry(
            title=self._title,
            body=f"{self._summit} is scheduled {around} in {self._city}. {self._aside}",
            outlet="harbour",
        )

    def second(self) -> Entry:
        return Entry(
            title=f"India and Russia set days for {self.words} summit",
            body=f"{self._summit} will be held on {self.days} in {self._city}. {self._aside}",
            outlet="courier",
        )


def rss(entries: Iterable[Entry]) -> str:
    items = "".join(
        f"<item><title>{entry.title}</title><description>{entry.body}</description>"
        f"<guid>{entry.title}</guid><link>https://{entry.outlet}.example/{hash_of(entry.title)}</link>"
        f"{_date(entry)}</item>"
        for entry in entries
    )
    return f'<rss version="2.0"><channel><title>Harbour</title>{items}</channel></rss>'


def _date(entry: Entry) -> str:
    return f"<pubDate>{format_datetime(entry.published)}</pubDate>" if entry.published else ""


def hash_of(title: str) -> int:
    """The same in every process."""
    return Random(title).getrandbits(48)  # noqa: S311


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message as a platform shows it."""

    id: str
    thread: str
    """Id of the message that it replies to; empty where it is no reply."""
    text: str
    at_first: str
    """Before it was edited."""


def on_slack(messages: Iterable[dict[str, Any]]) -> tuple[Shown, ...]:
    return tuple(
        Shown(id=m["ts"], thread=m.get("thread_ts", ""), text=_text(m["blocks"]), at_first=_text(m["first"]))
        for m in messages
    )


def on_discord(messages: Sequence[dict[str, Any]]) -> tuple[Shown, ...]:
    """A thread's id is that of the message it hangs on."""
    ids = {m["id"] for m in messages}
    return tuple(
        Shown(
            id=m["id"],
            thread=m["channel_id"] if m["channel_id"] in ids else "",
            text=_text(m["components"]),
            at_first=_text(m["sent"]),
        )
        for m in messages
    )


def wrong_with(
    shown: Iterable[Shown], announced: Sequence[Happening], dated: Sequence[Happening]
) -> list[str]:
    """What is lost, repeated or out of date.

    Each happening wants one message, whose last state says the days of a dated one. These were news to
    readers once: in the message as it left, or in one reply.
    """
    heads = [message for message in shown if not message.thread]
    replies = Counter(message.thread for message in shown if message.thread)
    problems = [f"{len(heads)} messages of {len(announced)} happenings"] * (len(heads) != len(announced))
    for happening in announced:
        found = [message for message in heads if happening.words in message.text]
        if len(found) != 1:
            problems.append(f"{happening}: {len(found)} messages")
            continue
        wanted = happening in dated and happening.days not in found[0].at_first
        if replies.pop(found[0].id, 0) != wanted:
            problems.append(f"{happening}: replies other than {wanted:d}")
        if (happening.days in found[0].text) != (happening in dated):
            problems.append(f"{happening}: not as it was last")
    return problems + [f"replies to {thread}: {count}" for thread, count in replies.items()]


def wrong_with_digests(shown: Iterable[Shown], announced: Iterable[Happening]) -> list[str]:
    """What is lost or repeated where each happening wants to be told once: by a message or in one digest."""
    left = {message.id: message.text for message in shown}
    problems = []
    for happening in announced:
        # A message about one happening may say its words more than once, a digest has one row for each.
        found = [
            text.count(happening.words) if is_digest(text) else 1
            for text in left.values()
            if happening.words in text
        ]
        problems += [f"{happening}: told {sum(found)} times"] * (sum(found) != 1)
    words = [happening.words for happening in announced]
    idle = (name for name, text in left.items() if not any(own in text for own in words))
    return problems + [f"{name} tells of nothing" for name in idle]


def is_digest(text: str) -> bool:
    """Whether a message's text is that of a digest."""
    return "Digest: " in text


def _text(parts: Any) -> str:
    return json.dumps(parts, ensure_ascii=False)


def _made_up(number: int) -> str:
    return " ".join(_word(number * _IN_A_ROW + place) for place in range(_IN_A_ROW))


def _word(number: int) -> str:
    left = number * _SCATTER % _WORDS
    places = (left >> 12, left >> 8 & 15, left >> 4 & 15, left & 15)
    return "".join(_SYLLABLES[place] for place in places)


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else ending}"
