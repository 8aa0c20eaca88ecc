"""What a summary is: whole sentences, and why these."""

from dataclasses import dataclass
from enum import StrEnum

from bot.extraction.text import Span


class SummaryReason(StrEnum):
    """Why these sentences, or why none."""

    FOCUS = "focus"  # at least one was chosen because it states what the reader watches
    LEAD = "lead"  # the first ones that can stand by themselves
    NO_TEXT = "no_text"  # the entry has a title at most
    TOO_SHORT = "too_short"  # there is a body, but no sentence in it that tells something


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    sentences: tuple[Span, ...]
    """Whole sentences of the body, in the order of the document, each less the dateline or label it opens
    with; empty with NO_TEXT and TOO_SHORT."""
    reason: SummaryReason
