"""The answer to `search`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.answers.sorry import buttons
from bot.core.display import domain_of
from bot.core.links import link
from bot.core.messages import (
    Block,
    Button,
    Headline,
    Kicker,
    Message,
    Paragraph,
    Span,
    Style,
    Text,
    Time,
)
from bot.core.stories import StoryId
from bot.core.watches import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What was searched for."""

    words: str
    sources: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundReport:
    title: str
    url: str
    feed: str
    """Stands for the outlet where there is no link."""
    published: datetime
    snippet: tuple[tuple[str, bool], ...]
    """Stretches of the text; True for the words that were searched for."""
    story: StoryId | None = None
    outlets: int = 0
    """Of its story; 0 where it is in none."""


def hits_message(sought: Sought, found: Sequence[FoundReport], *, limit: int) -> Message:
    """The reports, the newest first; at least one."""
    count = ("the newest " if len(found) >= limit else "") + _count(len(found), "report")
    blocks: tuple[Block, ...] = (
        _kicker(sought),
        Headline(spans=(Text(text=f"Found: {count}"),)),
        *map(_hit, found),
    )
    stories = dict.fromkeys(report.story for report in found if report.story)
    first = next(iter(stories), None)
    return Message(blocks=blocks, buttons=buttons([("Why the first?", "why", first)] if first else []))


def nothing_message(
    sought: Sought, words: Sequence[str], watches: Sequence[Watch], sources: Sequence[str]
) -> Message:
    """Nothing was found: `words` to try alone, `watches` that speak of them, `sources` that may be meant."""
    tries = [f"fewer words: {' or '.join(words)}"] if words else []
    tries += [f"another source: {', '.join(sources)}"] if sources else []
    tries += ["other days"] if sought.since or sought.until else []
    tries += [f"the watch {' or '.join(watch.id for watch in watches)}"] if watches else []
    hint = f" Try {'; or '.join(tries)}." if tries else ""
    words_ = "No stored report holds all of this."
    return Message(
        blocks=(_kicker(sought), Paragraph(spans=(Text(text=f"{words_}{hint}"),))),
        buttons=_offers(words, watches),
    )


def _offers(words: Sequence[str], watches: Sequence[Watch]) -> tuple[Button, ...]:
    return buttons(
        [
            *((f"Search {word}", "search", word) for word in words),
            *((watch.name, "latest", watch.id) for watch in watches),
        ]
    )


def _kicker(sought: Sought) -> Kicker:
    return Kicker(spans=tuple(_filters(sought)))


def _filters(sought: Sought) -> Iterator[Span]:
    yield Text(text=f"Search  {sought.words}")
    if sought.sources:
        yield Text(text=f" · from {', '.join(sought.sources)}")
    for word, moment in (("since", sought.since), ("until", sought.until)):
        if moment:
            yield Text(text=f" · {word} ")
            yield Time(at=moment)


def _hit(found: FoundReport) -> Paragraph:
    outlet = domain_of(found.url)
    spans: list[Span] = [
        Text(text=found.title or "(no title)", style=Style.STRONG),
        Text(text="  "),
        link(outlet, found.url) if outlet else Text(text=found.feed),
        Text(text=" · "),
        Time(at=found.published),
    ]
    if found.outlets > 1:
        spans.append(Text(text=f" · {found.outlets} outlets"))
    if found.snippet:
        spans.append(Text(text="\n"))
        spans += (_stretch(text, sought=sought) for text, sought in found.snippet)
    return Paragraph(spans=tuple(spans))


def _stretch(text: str, *, sought: bool) -> Text:
    return Text(text=text, style=Style.STRONG if sought else Style.PLAIN)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
