"""The answer to `timeline`: how an event's facts came about, ten a page, the newest first."""

from collections.abc import Sequence

from bot.core.answers.sorry import buttons
from bot.core.fact_rows import slot_label, turn_spans
from bot.core.ledger import Change
from bot.core.messages import Block, Headline, Kicker, Message, Paragraph, Row, Table, Text, Time
from bot.core.occasions import Development
from bot.core.watches import Watch

_A_PAGE = 10


def pages(developments: Sequence[Development]) -> int:
    """How many pages they fill; at least one."""
    return max(1, -(-len(developments) // _A_PAGE))


def timeline_message(
    watch: Watch, developments: Sequence[Development], page: int, *, label: str = ""
) -> Message:
    """Page `page`, from 1 to `pages(developments)`, of the developments, which come oldest first."""
    last = pages(developments)
    newest_first = tuple(reversed(developments))[(page - 1) * _A_PAGE : page * _A_PAGE]
    counted = f"{len(developments)} developments, the newest first · page {page} of {last}"
    body: Block = (
        Table(rows=tuple(map(development_row, newest_first)))
        if newest_first
        else Paragraph(spans=(Text(text="Nothing is known of it yet."),))
    )
    return Message(
        blocks=(
            Kicker(spans=(Text(text=" · ".join(filter(None, ("Timeline", label, counted)))),)),
            Headline(spans=(Text(text=watch.name),)),
            body,
        ),
        buttons=buttons(_offers(watch, page, last)),
    )


def development_row(development: Development) -> Row:
    """When and how a slot got its value: the old one struck through, the new one, and who says so."""
    after = development.after
    change = Change(before=development.before, after=after)
    return Row(
        label=slot_label(after.fact.slot),
        spans=(Time(at=development.at), Text(text="  "), *turn_spans(change)),
    )


def _offers(watch: Watch, page: int, last: int) -> list[tuple[str, str, str]]:
    """Newer and older pages, where there are some, and the facts now."""
    back = [("Newer", "timeline", f"{watch.id} {page - 1}")] if page > 1 else []
    on = [("Older", "timeline", f"{watch.id} {page + 1}")] if page < last else []
    return [*back, *on, ("Latest", "latest", watch.id)]
