"""Named points at which a test kills the process, to prove that nothing is lost and nothing told twice.

A point stands before and after each write that matters. Unarmed, reaching one is a comparison with None.
"""

import os
import signal
from enum import StrEnum


class FaultPoint(StrEnum):
    POLL_FETCHED = "poll.fetched"  # a feed arrived, nothing is stored
    INGEST_BEFORE_COMMIT = "ingest.before_commit"  # entries, alert and deliveries written, not committed
    INGEST_COMMITTED = "ingest.committed"
    DELIVER_BEFORE_CLAIM = "deliver.before_claim"  # the delivery is marked `sending`, not committed
    DELIVER_CLAIMED = "deliver.claimed"  # committed as `sending`, the request has not left
    DELIVER_ANSWERED = "deliver.answered"  # the platform accepted it, no receipt is stored
    DELIVER_BEFORE_RECEIPT = "deliver.before_receipt"  # the receipt is written, not committed
    DELIVER_RECORDED = "deliver.recorded"
    RECOVER_SUSPECTED = "recover.suspected"  # interrupted deliveries are marked ambiguous
    RECOVER_SEARCHED = "recover.searched"  # the channel was searched, the finding is not stored


class _Trap:
    """Which point kills, and at which passing; set once at start, from the environment of a test."""

    point: FaultPoint | None = None
    passings_left = 0


def arm(text: str) -> None:
    """Arm `name` or `name:n` (kill at the n-th passing). Raises `ValueError` for a point that is not here."""
    name, _, passing = text.partition(":")
    _Trap.point = FaultPoint(name)
    _Trap.passings_left = int(passing or "1")


def reach(point: FaultPoint) -> None:
    """Die here by SIGKILL, as a power cut would have it, if this point is armed and its time has come."""
    if _Trap.point is not point:
        return
    _Trap.passings_left -= 1
    if _Trap.passings_left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
