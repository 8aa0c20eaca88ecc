"""The status page over real HTTP."""

import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
import pytest_asyncio

from adapters.web.server import StatusPage
from bot.core.channels import Platform, parse_channel
from bot.core.deliveries import Action, Delivery, DeliveryId, DeliveryKey, DeliveryState
from bot.core.entries import EntryId
from bot.core.reasons import Reason
from bot.core.stories import Report, Story, StoryId
from bot.errors import AddressInUse
from bot.services.status import FeedStatus, Status

NOW = datetime(2025, 11, 28, 9, 2, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"
CHANNEL = parse_channel("slack:#diplomacy")
assert CHANNEL is not None

STATUS = Status(
    at=NOW,
    platforms=(Platform.SLACK,),
    feeds=(
        FeedStatus(
            name=HOSTILE,
            url="https://harbour.example/feed",
            entries=3,
            remark="no answer in 30 s",
            failing=True,
            stopped=False,
            last_success=None,
            next_poll=NOW,
        ),
    ),
    stories=(
        Story(
            id=StoryId("s1"),
            first_seen=NOW,
            updated=NOW,
            revision=1,
            reports=(
                Report(
                    entry=EntryId(1),
                    outlet=HOSTILE,
                    title=HOSTILE,
                    url="javascript:alert(1)",
                    published=NOW,
                    summary=(),
                    evidence=(),
                ),
            ),
        ),
    ),
    deliveries={DeliveryState.PARKED: 1},
    troubled=(
        Delivery(
            id=DeliveryId("k-1"),
            key=DeliveryKey("k"),
            story=StoryId("s1"),
            channel=CHANNEL,
            revision=1,
            action=Action.POST,
            state=DeliveryState.PARKED,
            due_at=NOW,
            reason=Reason.NO_SUCH_CHANNEL,
            detail="channel_not_found",
        ),
    ),
)


async def report() -> Status:
    return STATUS


@pytest_asyncio.fixture
async def page() -> AsyncIterator[StatusPage]:
    opened = StatusPage(report, host="127.0.0.1", port=0)
    await opened.start()
    yield opened
    await opened.close()


async def get(url: str) -> tuple[str, aiohttp.typedefs.LooseHeaders]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return await response.text(), response.headers


async def test_what_needs_attention_is_said_in_words(page: StatusPage) -> None:
    text, _ = await get(page.url)
    assert "Needs attention" in text
    assert "▲ no answer in 30 s" in text
    assert "no_such_channel: channel_not_found" in text
    assert "28 Nov 2025, 09:02 UTC" in text


async def test_what_a_feed_wrote_is_text_and_never_runs(page: StatusPage) -> None:
    text, headers = await get(page.url)
    assert "<script" not in text
    assert "javascript:" not in text
    assert "default-src 'none'" in headers["Content-Security-Policy"]


async def test_a_watcher_is_told_in_json(page: StatusPage) -> None:
    text, _ = await get(f"{page.url}/healthz")
    assert text == '{"well": false, "failing_feeds": 1, "deliveries": {"parked": 1}}'


async def test_a_taken_port_is_said_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        page = StatusPage(report, host="127.0.0.1", port=port)
        with pytest.raises(AddressInUse, match=r"already in use\. Set another `status_page\.port`"):
            await page.start()
