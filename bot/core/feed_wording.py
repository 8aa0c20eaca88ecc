"""What is said of feeds: notices to operators, and the answer to `feeds`."""

from collections.abc import Sequence

from bot.core.feeds import FeedForUpdate
from bot.core.messages import (
    Footnote,
    Headline,
    Kicker,
    Message,
    Paragraph,
    Row,
    Severity,
    Span,
    Table,
    Text,
    Time,
)
from bot.core.notices import Notice
from bot.core.reasons import Reason

_SHOWN = 20
"""Feeds in one answer; a longer list is for the status page."""
_GOOD_NEWS = frozenset({Reason.WELL_AGAIN, Reason.MOVED})


def notice_message(notices: Sequence[Notice]) -> Message:
    """What happened to feeds since operators last heard of them; at least one."""
    worst = Severity.LOW if all(n.reason in _GOOD_NEWS for n in notices) else Severity.NORMAL
    kicker: tuple[Span, ...] = (Text(text="Feeds · "), Time(at=notices[0].at))
    rows = tuple(_noticed(notice) for notice in notices[:_SHOWN])
    return Message(
        severity=worst,
        blocks=(
            Kicker(spans=kicker),
            Headline(spans=(Text(text=_summed_up(notices)),)),
            Table(rows=rows),
            *_more(len(notices) - len(rows)),
        ),
    )


def _noticed(notice: Notice) -> Row:
    what = notice.reason.replace("_", " ").capitalize()
    return Row(label=notice.name, spans=(Text(text=f"{what}: {notice.detail}"),))


def _summed_up(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return f"{notices[0].name}: {notices[0].reason.replace('_', ' ')}"
    well = sum(1 for notice in notices if notice.reason in _GOOD_NEWS)
    return f"{len(notices) - well} feeds in trouble, {well} well again or moved"


def feeds_message(polled: Sequence[FeedForUpdate]) -> Message:
    """The feeds in trouble, each with its problem and its next check."""
    troubled = [one for one in polled if trouble(one)]
    well = len(polled) - len(troubled)
    headline = Headline(spans=(Text(text=f"{len(polled)} feeds, {len(troubled)} in trouble"),))
    if not troubled:
        return Message(blocks=(headline, Paragraph(spans=(Text(text=f"All {well} are well."),))))
    rows = tuple(Row(label=one.feed.name, spans=_trouble(one)) for one in troubled[:_SHOWN])
    return Message(blocks=(headline, Table(rows=rows), *_more(len(troubled) - len(rows))))


def _more(count: int) -> tuple[Footnote, ...]:
    return (Footnote(spans=(Text(text=f"and {count} more: wirewatch feeds list"),)),) if count else ()


def trouble(one: FeedForUpdate) -> str:
    """What is wrong with the feed, as one line for people; empty where nothing is."""
    state = one.state
    if state.problem:
        return state.problem_detail
    if one.moved:
        return f"moved to {state.move.url}: put that address into feeds.yaml"
    if state.told is Reason.FELL_QUIET:
        return "nothing new for far longer than usual"
    return ""


def _trouble(one: FeedForUpdate) -> tuple[Span, ...]:
    state = one.state
    spans: list[Span] = [Text(text=trouble(one))]
    if state.failing_since:
        spans += [Text(text=" · since "), Time(at=state.failing_since)]
    if state.stopped:
        spans.append(Text(text=f" · stopped: wirewatch feeds retry {one.feed.id}"))
    elif state.next_poll:
        spans += [Text(text=" · next check "), Time(at=state.next_poll)]
    return tuple(spans)
