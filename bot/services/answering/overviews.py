"""`list`, `feeds` and `help`."""

from bot.core.answers.overviews import help_message, list_message
from bot.core.channels import Channel
from bot.core.feed_wording import feeds_message
from bot.core.feeds import FeedForUpdate, FeedState
from bot.core.messages import Message
from bot.core.rights import MUTING
from bot.core.routes import Subject, heard
from bot.core.silences import SilenceKind
from bot.core.stories import StoryId
from bot.core.watches import Watch
from bot.services.answering.asking import Asking
from bot.services.answering.targets import here

_LOOKED_AT = 100
"""Changes, the newest, among which that of what is muted is looked for."""


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
    changes = (change for change in asking.records.audit.latest(_LOOKED_AT) if change.action in MUTING)
    return list_message(watches, channel, muted, next(changes, None))


def feeds(asking: Asking) -> Message:
    states = asking.records.feeds.states()
    polled = [FeedForUpdate(feed=feed, state=states.get(feed.id, FeedState())) for feed in asking.setup.feeds]
    return feeds_message(polled, asking.shut)


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
