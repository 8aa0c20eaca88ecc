"""What was said of alerts, in memory."""

from bot.core.answers.feedback import Feedback
from bot.core.deliveries import DeliveryKey


class MemoryFeedback:
    def __init__(self) -> None:
        self._said: dict[tuple[DeliveryKey, str], Feedback] = {}

    def save(self, feedback: Feedback) -> None:
        self._said[feedback.key, feedback.actor] = feedback

    def all(self) -> tuple[Feedback, ...]:
        return tuple(sorted(self._said.values(), key=lambda said: (said.at, said.key, said.actor)))
