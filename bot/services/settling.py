"""What a platform's answer makes of a delivery, as it is recorded."""

import logging
from dataclasses import replace
from datetime import datetime

from bot.core.deliveries import (
    Action,
    Delivery,
    DeliveryState,
    FindOutcome,
    Found,
    Receipt,
    Refused,
    SendOutcome,
    Sent,
    Way,
    way_on,
)
from bot.core.planning import message_anew
from bot.core.reasons import Reason
from bot.records import Records

log = logging.getLogger(__name__)


def record_answer(
    records: Records, delivery: Delivery, outcome: SendOutcome, settled: Delivery, now: datetime
) -> None:
    """`settled` is what the answer to `delivery` made of it."""
    if isinstance(outcome, Sent):
        _keep_receipt(records, delivery, outcome.receipt, now)
    _save(records, settled)
    if isinstance(outcome, Refused) and way_on(delivery, outcome.reason) is Way.ANEW:
        _post_anew(records, settled, now)


def record_finding(
    records: Records, delivery: Delivery, outcome: FindOutcome, settled: Delivery, now: datetime
) -> None:
    """`settled` is what the search for `delivery` made of it."""
    if isinstance(outcome, Found):
        _keep_receipt(records, delivery, outcome.receipt, now)
    _save(records, settled)


def log_settled(delivery: Delivery) -> None:
    level = logging.INFO if delivery.state is DeliveryState.SENT else logging.WARNING
    log.log(
        level,
        "%s to %s: %s%s",
        delivery.action,
        delivery.channel,
        delivery.state,
        f" ({delivery.reason}: {delivery.detail})" if delivery.detail else "",
        extra={"delivery": delivery.id},
    )


def _keep_receipt(records: Records, delivery: Delivery, receipt: Receipt, now: datetime) -> None:
    """A message is also the head of its thread from now on, in place of one that it replaces."""
    records.deliveries.keep_receipt(delivery.key, receipt, now)
    if delivery.action is Action.POST and delivery.key != delivery.thread:
        records.deliveries.keep_receipt(delivery.thread, receipt, now)


def _post_anew(records: Records, failed: Delivery, now: datetime) -> None:
    if failed.story is None:
        return
    rows = records.deliveries.of_story(failed.story)
    post, over = message_anew(failed, (row for row in rows if row.thread == failed.thread), now)
    for row in (*over, post):
        records.deliveries.save(row)


def _save(records: Records, settled: Delivery) -> None:
    """Keep the row; what a digest told has ended with it."""
    if settled.state is DeliveryState.SENT and settled.digest is not None:
        records.deliveries.told_by(settled.digest)
    if settled.state is DeliveryState.SENT and settled.reason is Reason.FOUND_IN_HISTORY and settled.story:
        settled = replace(settled, tells=settled.tells or records.stories.revision(settled.story))
    records.deliveries.save(settled)
