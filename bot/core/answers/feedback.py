"""Whether an alert was of use: what somebody said of it, and the answer to that."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.answers.sorry import buttons
from bot.core.channels import Channel
from bot.core.deliveries import DeliveryKey
from bot.core.messages import Footnote, Headline, Message, Paragraph, Text
from bot.core.stories import StoryId
from bot.core.watches import WatchId

USEFUL, NOT_USEFUL = "useful", "not-useful"
"""The verbs of the two buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What one person last said of one alert."""

    key: DeliveryKey
    """Of the alert's thread: one story in one channel."""
    actor: str
    useful: bool
    at: datetime
    story: StoryId
    headline: str
    """As the story had it then."""
    watches: tuple[WatchId, ...]
    """Those for which the channel heard of it then, the gravest first."""
    channel: Channel


def feedback_message(feedback: Feedback) -> Message:
    """What was noted, and the other button."""
    said, label, verb = (
        ("Useful", "Not useful", NOT_USEFUL) if feedback.useful else ("Not useful", "Useful", USEFUL)
    )
    return Message(
        blocks=(
            Headline(spans=(Text(text=f"Noted: {said.lower()}"),)),
            Paragraph(spans=(Text(text=f"“{feedback.headline}”"),)),
            Footnote(
                spans=(Text(text="It changes no rule by itself: the operator reads it. You may change it."),)
            ),
        ),
        buttons=buttons([(label, verb, feedback.key)]),
    )
