"""`useful` and `not-useful`: the buttons under an alert. What is said is kept and changes no rule."""

from collections.abc import Mapping

from bot.core.answers.feedback import NOT_USEFUL, USEFUL, Feedback, feedback_message
from bot.core.answers.sorry import Sorry, short
from bot.core.deliveries import Delivery, DeliveryKey
from bot.core.display import shorten
from bot.core.messages import Message
from bot.core.stories import Story
from bot.services.answering.asking import Asking, Verb
from bot.services.answering.stories import standing
from bot.services.composing import watches_for

_TITLE = 300
"""Characters of a headline that are kept: feeds may send a book."""


def useful(asking: Asking) -> Message | Sorry:
    return _noted(asking, useful=True)


def not_useful(asking: Asking) -> Message | Sorry:
    return _noted(asking, useful=False)


def _noted(asking: Asking, *, useful: bool) -> Message | Sorry:
    found = _alert(asking, DeliveryKey(asking.question.text.strip()))
    if found is None:
        problem = f"No alert has that id: “{short(asking.question.text)}”. Press the button under an alert."
        return Sorry(problem=problem)
    story, delivery = found
    feedback = Feedback(
        key=delivery.thread,
        actor=asking.question.actor,
        useful=useful,
        at=asking.now,
        story=story.id,
        headline=_headline(story),
        watches=tuple(watch.id for watch in watches_for(story, delivery.channel, asking.setup)),
        channel=delivery.channel,
    )
    asking.records.feedback.save(feedback)
    return feedback_message(feedback)


def _alert(asking: Asking, key: DeliveryKey) -> tuple[Story, Delivery] | None:
    """The story that the alert tells of now, and a delivery of its thread."""
    told = asking.records.deliveries.story_of(key)
    rows = asking.records.deliveries.of_story(told) if told else ()
    row = next((row for row in rows if key in {row.thread, row.key}), None)
    story = standing(asking.records, told) if told else None
    return (story, row) if story and row else None


def _headline(story: Story) -> str:
    title = next((report.title for report in story.reports if report.title), "(no title)")
    return shorten(title, _TITLE)


BUTTONS: Mapping[str, Verb] = {USEFUL: useful, NOT_USEFUL: not_useful}
