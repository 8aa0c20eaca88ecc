"""`list`, `feeds` and `help`."""

from bot.core.answers.overviews import help_message, list_message
from bot.core.channels import Channel
from bot.core.feed_wording import feeds_message
from bot.core.feeds import FeedForUpdate, FeedState
from bot.core.messages import Message
from bot.core.routes import Subject, heard
from bot.core.silences import SilenceKind
from bot.core.stories import StoryId
from bot.core.watches import Watch
from bot.services.answering.asking import Asking
from bot.services.answering.targets import here


def listed(asking: Asking) -> Message:
    """The watches of the channel where it is asked; all where it is asked in none."""
    channel = asking.question.channel
    watches = tuple(w for w in asking.setup.watches.values() if channel is None or _leads(asking, w, channel))
    silenced = {
        silence.target
        for silence in asking.records.silences.active(asking.now)
        if silence.kind is SilenceKind.WATCH and silence.channel in (None, here(asking))
    }
    muted = {watch.id for watch in watches if watch.id in silenced}
    return list_message(watches, channel, muted, next(iter(asking.records.audit.latest(1)), None))


def feeds(asking: Asking) -> Message:
    states = asking.records.feeds.states()
    return feeds_message(
        [FeedForUpdate(feed=feed, state=states.get(feed.id, FeedState())) for feed in asking.setup.feeds]
    )


def helped(asking: Asking) -> Message:
    return help_message(watch for watch in asking.setup.watches.values() if watch.event)


def _leads(asking: Asking, watch: Watch, channel: Channel) -> bool:
    """Whether the channel would hear of a story of the watch, if its feeds had what routes ask for."""
    feeds = asking.setup.feeds
    subject = Subject(
        story=StoryId(""),
        watches=(watch,),
        tags=frozenset(tag for feed in feeds for tag in feed.tags),
        languages=frozenset(feed.language for feed in feeds),
        sources=(),
    )
    return bool(heard(subject, channel, asking.setup.routes))
