"""What is said of feeds: notices to operators, and the answer to `feeds`."""

from collections.abc import Sequence

from bot.core.circuits import Shut
from bot.core.feeds import FeedForUpdate
from bot.core.messages import (
    Block,
    Footnote,
    Headline,
    Kicker,
    Message,
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
    return f"Feeds in trouble: {len(notices) - well} · well again or moved: {well}"


def feeds_message(polled: Sequence[FeedForUpdate], shut: Sequence[Shut] = ()) -> Message:
    """The feeds in trouble, each with its problem and its next check, and those that have moved.

    In front of them the channels and platforms that are shut.
    """
    listed = sorted((one for one in polled if remark(one)), key=lambda one: not trouble(one))
    troubled = sum(1 for one in listed if trouble(one))
    counted = f"Feeds: {len(polled)} · in trouble: {troubled or 'none'}"
    left_alone = f" · nothing is sent to: {len(shut)}" if shut else ""
    rows = tuple(Row(label=one.feed.name, spans=_told(one)) for one in listed[:_SHOWN])
    blocks: list[Block] = [Headline(spans=(Text(text=counted + left_alone),))]
    if shut:
        blocks.append(Table(rows=tuple(map(_left_alone, shut[:_SHOWN]))))
    if rows:
        blocks.append(Table(rows=rows))
    return Message(blocks=(*blocks, *_more(len(listed) - len(rows))))


def _left_alone(shut: Shut) -> Row:
    said = f"refused several times: {shut.detail} · nothing is sent there until "
    way_out = " · `wirewatch doctor` shows what to mend"
    return Row(label=str(shut.place), spans=(Text(text=said), Time(at=shut.until), Text(text=way_out)))


def _more(count: int) -> tuple[Footnote, ...]:
    return (Footnote(spans=(Text(text=f"and {count} more: wirewatch feeds list"),)),) if count else ()


def trouble(one: FeedForUpdate) -> str:
    """What is wrong with the feed, as one line for people; empty where nothing is."""
    state = one.state
    if state.problem:
        return state.problem_detail
    return "nothing new for far longer than usual" if state.told is Reason.FELL_QUIET else ""


def remark(one: FeedForUpdate) -> str:
    """What there is to say of the feed: its trouble, or else where it has moved; empty for nothing."""
    moved = f"moved to {one.state.move.url}: put that address into feeds.yaml" if one.moved else ""
    return trouble(one) or moved


def _told(one: FeedForUpdate) -> tuple[Span, ...]:
    state = one.state
    spans: list[Span] = [Text(text=remark(one))]
    if state.failing_since:
        spans += [Text(text=" · since "), Time(at=state.failing_since)]
    if state.stopped:
        spans.append(Text(text=f" · stopped: wirewatch feeds retry {one.feed.id}"))
    elif state.next_poll:
        spans += [Text(text=" · next check "), Time(at=state.next_poll)]
    return tuple(spans)
