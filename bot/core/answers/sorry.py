"""Answers that cannot be given."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.messages import Button, Headline, Message, Paragraph, Text

_LONGEST_ACTION = 100
"""Discord's custom_id (R40): a button whose action is longer could not be shown everywhere."""
_BUTTONS = 5
"""One row of buttons on Discord."""
_SHORT = 60
FAILED = Message(
    blocks=(
        Headline(spans=(Text(text="Wirewatch could not answer"),)),
        Paragraph(spans=(Text(text="The error is in its log. Ask again in a moment."),)),
    ),
    private=True,
)
"""Said where answering broke: that is a fault of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorry:
    """No answer: said to the person who asked, with the way on."""

    problem: str
    """What is wrong, as whole sentences; the next step among them, unless the suggestions are it."""
    suggestions: tuple[str, ...] = ()
    """What could be meant instead, best first."""
    verb: str = ""
    """With which each suggestion is a question; empty where they are not."""
    options: str = ""
    """What else was asked, as typed behind each suggestion."""


def sorry_message(sorry: Sorry, reference: str) -> Message:
    """What is wrong, what to try, and `reference` to find it in the log."""
    tries = ", ".join(sorry.suggestions)
    hint = f" Did you mean: {tries}?" if tries else ""
    asked = ((one, f"{one} {sorry.options}".rstrip()) for one in sorry.suggestions if sorry.verb)
    return Message(
        blocks=(Paragraph(spans=(Text(text=f"{sorry.problem}{hint} (ref {reference})"),)),),
        buttons=buttons((label, sorry.verb, question) for label, question in asked),
        private=True,
    )


def buttons(offered: Iterable[tuple[str, str, str]]) -> tuple[Button, ...]:
    """Those of label, verb and target that every platform can show."""
    made = (Button(label=label, verb=verb, target=target) for label, verb, target in offered)
    return tuple(button for button in made if len(button.action) <= _LONGEST_ACTION)[:_BUTTONS]


def short(typed: str) -> str:
    """What somebody typed, as an answer repeats it."""
    return typed if len(typed) <= _SHORT else typed[: _SHORT - 1] + "…"
