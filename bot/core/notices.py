"""Notices: what operators are told about a feed, once when it starts and once when it is over."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bot.core.feeds import FeedId
from bot.core.reasons import Reason

NoticeId = NewType("NoticeId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message for operators about one feed."""

    id: NoticeId
    """The same for the same feed, reason and moment, so that it can be derived again."""
    feed: FeedId
    name: str
    """The feed's, as readers see it."""
    reason: Reason
    """What happened; `WELL_AGAIN` when it is over."""
    detail: str
    """One line, in our words: what is wrong, since when, and the way out."""
    at: datetime
    told_with: NoticeId | None = None
    """The earlier notice whose message tells of this one too."""


def notice_id(feed: FeedId, reason: Reason, at: datetime) -> NoticeId:
    """Deterministic, 20 characters of [0-9a-f]."""
    digest = hashlib.blake2b(f"{feed}\0{reason}\0{at.isoformat()}".encode(), digest_size=10)
    return NoticeId(digest.hexdigest())
