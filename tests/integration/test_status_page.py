"""The status page, and the answers on pages of their own, over real HTTP."""

import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
import pytest_asyncio

from adapters.web.server import StatusPage
from bot.core.answers.sorry import Sorry, sorry_message
from bot.core.channels import Platform, parse_channel
from bot.core.deliveries import Action, Delivery, DeliveryId, DeliveryKey, DeliveryState
from bot.core.entries import EntryId
from bot.core.feeds import FeedId
from bot.core.messages import (
    Button,
    Footnote,
    Headline,
    Kicker,
    Link,
    Message,
    Paragraph,
    Row,
    Style,
    Table,
    Text,
    Time,
)
from bot.core.reasons import Reason
from bot.core.stories import Evidence, Report, Story, StoryId
from bot.core.watches import WatchId
from bot.errors import AddressInUse
from bot.ports import Question
from bot.services.answer import Reply
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
                    feed=FeedId("harbour"),
                    outlet=HOSTILE,
                    title=HOSTILE,
                    url="javascript:alert(1)",
                    published=NOW,
                    summary=(),
                    evidence=(Evidence(watch=WatchId("a/b?"), words=(), in_title=True),),
                ),
            ),
        ),
    ),
    deliveries={DeliveryState.PARKED: 1},
    troubled=(
        Delivery(
            id=DeliveryId("k-1"),
            key=DeliveryKey("k"),
            thread=DeliveryKey("k"),
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


class FakeDesk:
    """Answers every question with the message it was given, and keeps the questions."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.reply = Reply(message=Message(blocks=()), answered=True)

    async def __call__(self, question: Question) -> Reply:
        self.asked.append(question)
        return self.reply


async def report() -> Status:
    return STATUS


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest_asyncio.fixture
async def page(desk: FakeDesk) -> AsyncIterator[StatusPage]:
    opened = StatusPage(report, desk, host="127.0.0.1", port=0)
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


async def test_the_status_page_leads_to_the_answers(page: StatusPage) -> None:
    text, _ = await get(page.url)
    assert 'href="/stories/s1"' in text
    assert 'href="/watches/a/b%3F"' not in text
    assert 'href="/watches/a%2Fb%3F"' in text
    assert 'href="/watches"' in text
    assert 'action="/search"' in text


@pytest.mark.parametrize(
    ("path", "verb", "text"),
    [
        ("/watches", "list", ""),
        ("/watches/oil", "latest", '"oil" '),
        ("/watches/oil?since=7d&as-of=2025-12-01", "latest", '"oil" since:"7d" as-of:"2025-12-01"'),
        ("/watches/oil/timeline", "timeline", '"oil" '),
        ("/watches/oil/timeline?page=2", "timeline", '"oil" page:"2"'),
        ("/watches/oil%22%20since:7d", "latest", '"oil since:7d" '),
        ("/stories/5f0c", "why", '"5f0c"'),
        ("/search?q=steel", "search", " steel"),
        (
            "/search?q=steel+-tea&source=a.example&from=7d&to=&limit=99",
            "search",
            'source:"a.example" from:"7d" steel -tea',
        ),
    ],
)
async def test_a_page_asks_the_desk_as_a_person_would(
    page: StatusPage, desk: FakeDesk, path: str, verb: str, text: str
) -> None:
    await get(page.url + path)
    assert desk.asked == [Question(verb=verb, text=text, actor="page")]


async def test_without_words_the_search_page_is_its_form_alone(page: StatusPage, desk: FakeDesk) -> None:
    text, _ = await get(f"{page.url}/search?q=+")
    assert 'name="source"' in text
    assert desk.asked == []


ANSWER = Message(
    blocks=(
        Kicker(spans=(Text(text="Timeline"),)),
        Headline(spans=(Text(text=HOSTILE),)),
        Paragraph(spans=(Text(text="new", style=Style.STRONG), Text(text=" old", style=Style.STRUCK))),
        Table(
            rows=(
                Row(label=HOSTILE, spans=(Link(text="A <b>title</b>", url="https://harbour.example/1"),)),
                Row(label="When", spans=(Time(at=NOW), Text(text="\u202egnp.exe", style=Style.QUIET))),
                Row(label="Bad", spans=(Link(text="press", url="javascript:alert(1)"),)),
            )
        ),
        Footnote(spans=(Text(text="and 3 more"),)),
    ),
    buttons=(
        Button(label="Older", verb="timeline", target="oil 2"),
        Button(label="Latest", verb="latest", target="a/b"),
        Button(label="Why?", verb="why", target="5f0c"),
        Button(label="Again", verb="search", target="steel & tea"),
        Button(label="Mute 8 h", verb="mute", target="watch oil"),
    ),
)


async def test_an_answer_is_text_with_its_links_times_and_styles_and_never_markup(
    page: StatusPage, desk: FakeDesk
) -> None:
    desk.reply = Reply(message=ANSWER, answered=True)
    text, headers = await get(f"{page.url}/watches/oil")
    assert "<script" not in text
    assert "javascript:" not in text
    assert "\u202e" not in text
    assert (
        '<a href="https://harbour.example/1" rel="noreferrer noopener">A &lt;b&gt;title&lt;/b&gt;</a>'
        " (harbour.example)" in text
    )
    assert '<time datetime="2025-11-28T09:02:00+00:00">28 Nov 2025, 09:02 UTC</time>' in text
    assert "<strong>new</strong><s> old</s>" in text
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "form-action 'self'" in headers["Content-Security-Policy"]


async def test_buttons_are_links_but_for_what_changes_something(page: StatusPage, desk: FakeDesk) -> None:
    """Nobody logs in to the page, so nothing is muted there."""
    desk.reply = Reply(message=ANSWER, answered=True)
    text, _ = await get(f"{page.url}/watches/oil")
    assert '<a href="/watches/oil/timeline?page=2">Older</a>' in text
    assert '<a href="/watches/a%2Fb">Latest</a>' in text
    assert '<a href="/stories/5f0c">Why?</a>' in text
    assert '<a href="/search?q=steel%20%26%20tea">Again</a>' in text
    assert "Mute 8 h" not in text


async def test_watches_are_listed_with_links_to_each(page: StatusPage, desk: FakeDesk) -> None:
    row = Row(label="a/b", spans=(Text(text="Oil"),))
    desk.reply = Reply(message=Message(blocks=(Table(rows=(row,)),)), answered=True)
    text, _ = await get(f"{page.url}/watches")
    assert '<a href="/watches/a%2Fb">a/b</a>' in text


@pytest.mark.parametrize(
    ("path", "expected"), [("/watches/oyl", 404), ("/stories/x", 404), ("/search?q=x", 400)]
)
async def test_no_answer_is_said_with_what_could_be_meant(
    page: StatusPage, desk: FakeDesk, path: str, expected: int
) -> None:
    sorry = Sorry(problem="No event matches “oyl”.", suggestions=("oil",), verb="latest")
    desk.reply = Reply(message=sorry_message(sorry, "7F3K"), answered=False)
    async with aiohttp.ClientSession() as session, session.get(page.url + path) as response:
        text = await response.text()
        assert response.status == expected
    assert "No event matches “oyl”. Did you mean: oil? (ref 7F3K)" in text
    assert '<a href="/watches/oil">oil</a>' in text


async def test_pages_are_only_read(page: StatusPage) -> None:
    async with aiohttp.ClientSession() as session, session.post(f"{page.url}/watches/oil") as response:
        assert response.status == 405


async def test_a_taken_port_is_said_with_the_way_out(desk: FakeDesk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        page = StatusPage(report, desk, host="127.0.0.1", port=port)
        with pytest.raises(AddressInUse, match=r"already in use\. Set another `status_page\.port`"):
            await page.start()
