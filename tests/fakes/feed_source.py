"""A world of feeds and articles in memory."""

from collections import defaultdict

from bot.core.entries import EntryData
from bot.core.feeds import FeedData, FeedForUpdate, FeedId, FetchOutcome
from bot.core.reasons import Reason
from bot.ports import Article, NoArticle


class FakeFeedSource:
    """Implements `bot.ports.FeedSource`: gives what was published, newest first, or what was set."""

    def __init__(self) -> None:
        self.asked: list[FeedId] = []
        self._entries: dict[str, list[EntryData]] = defaultdict(list)
        self._outcomes: dict[str, FetchOutcome] = {}

    def publish(self, feed: str, *entries: EntryData) -> None:
        self._entries[feed][:0] = entries

    def replaces(self, feed: str, *entries: EntryData) -> None:
        """It now holds these and no others."""
        self._entries[feed] = list(entries)

    def answers(self, feed: str, outcome: FetchOutcome | None) -> None:
        """From now on, until None."""
        if outcome is None:
            self._outcomes.pop(feed, None)
        else:
            self._outcomes[feed] = outcome

    async def fetch(self, feed: FeedForUpdate) -> FetchOutcome:
        self.asked.append(feed.feed.id)
        return self._outcomes.get(feed.feed.id) or FeedData(entries=tuple(self._entries[feed.feed.id]))


class FakeArticleSource:
    """Implements `bot.ports.ArticleSource`: gives the pages that were put there."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: dict[str, Article | NoArticle] = {}

    async def fetch(self, url: str) -> Article | NoArticle:
        self.asked.append(url)
        missing = NoArticle(reason=Reason.HTTP_ERROR, detail="harbour.example has no such page (404)")
        return self.pages.get(url, missing)
