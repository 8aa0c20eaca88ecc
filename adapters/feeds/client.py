"""Feeds over HTTP: asked conditionally, and parsed only where their bytes are new."""

from contextlib import AsyncExitStack
from urllib.parse import urlsplit

from adapters.feeds.fetching.http import Answer, Failure, GuardedHttp, Request
from adapters.feeds.parsing.parsed import Body, FeedParser, Unparsed, digest
from bot.core.feeds import FeedData, FeedForUpdate, FetchFailed, FetchOutcome, NotModified, Validators

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)


class HttpFeedSource:
    """Implements `FeedSource`, while `http` is open."""

    def __init__(self, http: GuardedHttp, parser: FeedParser) -> None:
        self._http = http
        self._parser = parser

    async def open(self) -> None:
        """Make the parser ready, so that the first feed does not pay for it."""
        await self._parser.start()

    async def fetch(self, feed: FeedForUpdate) -> FetchOutcome:
        """See `FeedSource`. Relative links are resolved against the address that answered in the end."""
        headers = _conditions(feed.state.validators)
        request = Request(url=feed.url, accept=_ACCEPT, headers=headers)
        async with AsyncExitStack() as held:  # a large body has its room until it has been parsed
            return await self._judge(feed, await self._http.get(request, held))

    async def _judge(self, feed: FeedForUpdate, answer: Answer | Failure) -> FetchOutcome:
        if isinstance(answer, Failure):
            return FetchFailed(reason=answer.reason, detail=answer.detail, terms=answer.terms)
        if answer.status == 304 or digest(answer.body) == feed.state.seen.body:
            return NotModified(validators=answer.validators, terms=answer.terms)
        return await self._read(feed, answer)

    async def _read(self, feed: FeedForUpdate, answer: Answer) -> FeedData | FetchFailed:
        body = Body(
            content=answer.body,
            content_type=answer.content_type,
            url=answer.url,
            seen=feed.state.seen,
            only_identities=feed.only_identities,
        )
        parsed = await self._parser.parse(body)
        if isinstance(parsed, Unparsed):
            detail = f"{urlsplit(answer.url).hostname}: {parsed.detail}"
            return FetchFailed(reason=parsed.reason, detail=detail, terms=answer.terms)
        return FeedData(
            entries=parsed.entries,
            known=parsed.known,
            validators=answer.validators,
            title=parsed.title,
            repaired=parsed.repaired,
            terms=answer.terms,
            wishes=parsed.wishes,
            seen=parsed.seen,
        )


def _conditions(validators: Validators) -> dict[str, str]:
    given = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in given.items() if value}
