"""Answers to commands, by the bot's own wording of what the worst feeds and members may have said."""

from collections.abc import Callable
from datetime import timedelta

from bot.bench.wild_parts import CHANNEL, NOON, WildParts
from bot.bench.wild_traces import WildTraces
from bot.core.admission import ChannelPolicy
from bot.core.answers.digests import HeldStory, plan_message
from bot.core.answers.feedback import Feedback, feedback_message
from bot.core.answers.hits import FoundReport, Sought, hits_message, nothing_message
from bot.core.answers.latest import Known, latest_message
from bot.core.answers.muting import muted_message, silences_message, unmuted_message
from bot.core.answers.overviews import list_message
from bot.core.answers.sharing import shared_by, with_share
from bot.core.answers.sorry import Sorry, sorry_message
from bot.core.answers.timeline import pages, timeline_message
from bot.core.answers.why import unmatched_message, why_message
from bot.core.circuits import Shut
from bot.core.deliveries import DeliveryKey
from bot.core.feed_wording import feeds_message, notice_message
from bot.core.feeds import Feed, FeedForUpdate, FeedId, FeedState, Move
from bot.core.ledger import merged, unknown
from bot.core.messages import Message
from bot.core.notices import Notice, NoticeId
from bot.core.occasions import Development, developments
from bot.core.reasons import Reason
from bot.core.rights import Audited
from bot.core.silences import Silence, SilenceKind, make_silence
from bot.core.stories import StoryId
from bot.core.watches import WatchId

_REASONS = tuple(Reason)


class WildAnswers:
    def __init__(self, parts: WildParts) -> None:
        self._parts = parts
        self._random = parts.random
        self._traces = WildTraces(parts)

    @property
    def makers(self) -> tuple[Callable[[], Message], ...]:
        return (
            self._found,
            self._refusal,
            self._latest,
            self._timeline,
            lambda: self._shared(why_message(self._traces.trace())),
            self._unmatched,
            self._feeds,
            self._muted,
            self._overview,
        )

    def _found(self) -> Message:
        sought = Sought(words=self._text(), sources=(self._text(),))
        found = [
            FoundReport(
                title=self._text(),
                url=self._parts.texts.url(),
                feed=self._text(),
                published=self._parts.moment(),
                snippet=tuple((self._text(), bool(part % 2)) for part in range(self._random.randrange(5))),
                story=StoryId("0123456789ab"),
                outlets=self._random.randrange(4),
            )
            for _ in range(self._random.randrange(26))
        ]
        if found:
            return hits_message(sought, found, limit=25)
        return nothing_message(sought, (self._text(),), self._parts.watches(), (self._text(),))

    def _refusal(self) -> Message:
        suggestions = tuple(self._text() for _ in range(3))
        return sorry_message(Sorry(problem=self._text(), suggestions=suggestions, verb="why"), "7F3K")

    def _latest(self) -> Message:
        (watch,) = self._parts.watches()
        facts = merged(self._parts.assertions())
        known = Known(
            watch=watch,
            facts=facts,
            unknown=unknown(watch, facts),
            developments=self._developments(),
            label=self._text(),
            others=tuple(self._text() for _ in range(self._random.randrange(8))),
            last=self._parts.maybe(self._parts.story()),
            as_of=self._parts.maybe(self._parts.moment()),
        )
        return self._shared(latest_message(known, self._parts.maybe(NOON)))

    def _timeline(self) -> Message:
        (watch,) = self._parts.watches()
        course = self._developments()
        page = self._random.randint(1, pages(course))
        return self._shared(timeline_message(watch, course, page, label=self._text()))

    def _unmatched(self) -> Message:
        return unmatched_message(
            self._text(), self._parts.texts.url(), self._text(), self._traces.decisions()
        )

    def _feeds(self) -> Message:
        if self._random.random() < 0.3:
            return notice_message([self._notice(number) for number in range(self._random.randint(1, 30))])
        shut = [
            Shut(place=CHANNEL, until=self._parts.moment(), detail=self._text())
            for _ in range(self._random.randrange(3))
        ]
        return self._shared(feeds_message([self._feed() for _ in range(self._random.randrange(30))], shut))

    def _muted(self) -> Message:
        silences = [self._silence() for _ in range(self._random.randint(1, 25))]
        match self._random.randrange(3):
            case 0:
                return muted_message(silences[0], self._text())
            case 1:
                return unmuted_message(silences)
            case _:
                return silences_message(silences)

    def _overview(self) -> Message:
        match self._random.randrange(3):
            case 0:
                return self._shared(list_message(self._parts.watches(), CHANNEL, (), self._audited()))
            case 1:
                held = [
                    HeldStory(title=self._text(), reason=self._random.choice(_REASONS), detail=self._text())
                    for _ in range(self._random.randrange(9))
                ]
                return plan_message(CHANNEL, ChannelPolicy(), held, NOON)
            case _:
                return feedback_message(self._feedback())

    def _shared(self, message: Message) -> Message:
        """As it is shown to the asker, or to the whole channel."""
        if self._random.random() < 0.5:
            return with_share(message, "why", self._text())
        return shared_by(message, self._text())

    def _developments(self) -> tuple[Development, ...]:
        return tuple(
            one
            for _ in range(self._random.randrange(8))
            for one in developments(merged(self._parts.assertions()))
        )

    def _feed(self) -> FeedForUpdate:
        feed = Feed(
            id=FeedId("harbour"),
            url="https://harbour.example/rss",
            name=self._text(),
            interval=timedelta(minutes=15),
        )
        state = FeedState(
            next_poll=self._parts.moment(),
            failing_since=self._parts.maybe(NOON),
            problem=self._parts.maybe(Reason.NOT_A_FEED),
            problem_detail=self._text(),
            stopped=self._random.random() < 0.3,
            move=Move(url=self._parts.texts.url(), times=self._random.randrange(5)),
        )
        return FeedForUpdate(feed=feed, state=state)

    def _notice(self, number: int) -> Notice:
        return Notice(
            id=NoticeId(f"{number}"),
            feed=FeedId("harbour"),
            name=self._text(),
            reason=self._random.choice(_REASONS),
            detail=self._text(),
            at=self._parts.moment(),
        )

    def _silence(self) -> Silence:
        kind = self._random.choice(tuple(SilenceKind))
        channel = self._parts.maybe(CHANNEL)
        return make_silence(
            kind, self._text(), channel, "slack:U1", self._text(), NOON, self._parts.moment() + timedelta(1)
        )

    def _audited(self) -> Audited:
        return Audited(at=NOON, actor=self._text(), action="mute", target=self._text(), channel=CHANNEL)

    def _feedback(self) -> Feedback:
        return Feedback(
            key=DeliveryKey("0123456789abcdef0123"),
            actor="slack:U1",
            useful=self._random.random() < 0.5,
            at=NOON,
            story=StoryId("0123456789ab"),
            headline=self._text(),
            watches=(WatchId("grain-ports"),),
            channel=CHANNEL,
        )

    def _text(self) -> str:
        return self._parts.text()
