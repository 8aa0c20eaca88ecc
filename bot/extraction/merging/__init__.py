"""What holds of an event, of all that many outlets state of it over time.

The way of a claim: `reprints` leaves out what is said in words printed before; `contests` lets the claims on
one slot come in by time, keeps the latest word of each outlet, and counts; `rules` say how claims count on
most slots, `postponing` on dates and `stages` on statuses, where one report may be enough; `merge` brings it
together.
"""

from bot.extraction.merging.claims import CONFIDENT, Claim, SlotKey, slot_key
from bot.extraction.merging.merge import Merged, Turn, merge

__all__ = ["CONFIDENT", "Claim", "Merged", "SlotKey", "Turn", "merge", "slot_key"]
