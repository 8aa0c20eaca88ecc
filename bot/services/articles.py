"""Fetch the articles of a feed's new entries, where the operator wants their text rather than the feed's."""

from anyio import to_thread

from bot.core.feeds import FeedData
from bot.ports import Article, ArticleSource, Clock, NoArticle
from bot.records import Store
from bot.services.visits import Arrival, identities_of, urls_to_read

_MOST = 20
"""Articles of one poll. A host is asked for one every few seconds, and a feed that waits for more is late."""


class FetchArticles:
    """Called with an arrival; it comes back with the texts, or as it was where nothing is to be fetched."""

    def __init__(self, *, source: ArticleSource, store: Store, clock: Clock) -> None:
        self._source = source
        self._store = store
        self._clock = clock

    async def __call__(self, arrival: Arrival) -> Arrival:
        data = arrival.outcome
        if not arrival.due.feed.article or not isinstance(data, FeedData) or not data.entries:
            return arrival
        identities = await to_thread.run_sync(identities_of, arrival)
        feed = arrival.due.feed.id
        known = await self._store.transact(lambda records: records.entries.known(feed, identities))
        now = self._clock.now()
        urls = await to_thread.run_sync(urls_to_read, arrival, identities, known, now)
        texts: dict[str, Article | NoArticle] = {}
        for url in urls[:_MOST]:
            texts[url] = await self._source.fetch(url)
        return Arrival(due=arrival.due, outcome=data, articles=texts)
