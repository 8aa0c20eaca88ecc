"""Alerts in a terminal: what a feed wrote is shown as text, whatever it holds."""

import io
import json
import unicodedata
from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console

from adapters.console.notifier import ConsoleNotifier, as_json, render
from bot.core.channels import CONSOLE
from bot.core.deliveries import DeliveryKey, Receipt, Sent, Unreadable
from bot.core.messages import (
    Button,
    Footnote,
    Headline,
    Kicker,
    Link,
    Message,
    Paragraph,
    Row,
    Severity,
    Style,
    Table,
    Text,
    Time,
)
from bot.ports import Outgoing, Wanted

AT = datetime(2025, 11, 28, 9, 2, tzinfo=UTC)
KEY = DeliveryKey("k")
RECEIPT = Receipt(channel_id="console", message_id="1")


def message(text: str) -> Message:
    """`text` in every place that a feed can reach."""
    return Message(
        severity=Severity.HIGH,
        blocks=(
            Kicker(spans=(Text(text=text), Time(at=AT))),
            Headline(spans=(Link(text=text, url="https://harbour.example/a"),)),
            Paragraph(spans=(Text(text=text),)),
            Table(rows=(Row(label="Known", spans=(Text(text=text, style=Style.STRUCK),)),)),
            Footnote(spans=(Text(text=text),)),
        ),
        buttons=(Button(label="Why this?", verb="why", target="k"),),
    )


def shown(text: str) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(render(message(text)))
    return out.getvalue()


def test_every_part_is_shown_and_times_have_a_zone() -> None:
    text = shown("Leaders meet")
    assert text.count("Leaders meet") == 5
    assert "28 Nov 2025, 09:02 UTC" in text
    assert text.startswith("▲ HIGH Leaders meet")
    assert "[Why this?]" in text


def test_what_looks_like_markup_is_shown_as_it_reads() -> None:
    assert "[bold red]x[/] :smile: [link=file:///etc]" in shown("[bold red]x[/] :smile: [link=file:///etc]")


@given(st.text(max_size=60))
@example("\x1f")  # a space to Python's strip(), a control to a terminal
def test_no_text_of_a_feed_reaches_the_terminal_as_a_control(text: str) -> None:
    controls = {c for c in shown(text) if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"}
    assert controls == set()


@given(st.text(max_size=60))
def test_as_json_is_one_line_with_the_links(text: str) -> None:
    line = json.dumps(as_json(message(text)), ensure_ascii=True)
    assert "\n" not in line
    assert json.loads(line)["links"] == ["https://harbour.example/a"]


async def test_an_edit_that_nobody_need_notice_prints_nothing() -> None:
    out = io.StringIO()
    notifier = ConsoleNotifier(Console(file=out))
    outgoing = Outgoing(key=KEY, channel=CONSOLE, message=message("x"), announce=False)
    assert await notifier.edit(outgoing, RECEIPT) == Sent(receipt=RECEIPT)
    assert out.getvalue() == ""


async def test_a_terminal_cannot_be_searched_and_says_so() -> None:
    wanted = Wanted(keys=None, channel=CONSOLE, since=AT)
    found = await ConsoleNotifier(Console(file=io.StringIO())).find(wanted)
    assert isinstance(found, Unreadable)


async def told(*, as_json: bool) -> list[str]:
    """An alert and a reply to it, as they are printed."""
    out = io.StringIO()
    notifier = ConsoleNotifier(Console(file=out, width=80), as_json=as_json)
    head = await notifier.post(Outgoing(key=KEY, channel=CONSOLE, message=message("Leaders meet")))
    assert isinstance(head, Sent)
    reply = Outgoing(key=DeliveryKey("r"), channel=CONSOLE, message=message("Postponed"), thread=head.receipt)
    assert isinstance(await notifier.post(reply), Sent)
    return out.getvalue().splitlines()


async def test_a_reply_is_set_in_below_the_key_of_its_message_and_has_no_buttons() -> None:
    lines = await told(as_json=False)
    start = lines.index(next(line for line in lines if line.startswith("↳")))
    assert lines[start].rstrip() == "↳ k"
    assert lines[start + 1].startswith("  ▲ HIGH Postponed")
    assert all(line.startswith("  ") or not line.strip() for line in lines[start + 1 :])
    assert [line.strip() for line in lines].count("[Why this?]") == 1


async def test_as_json_a_reply_names_the_key_of_its_message_and_an_alert_names_none() -> None:
    alert, reply = map(json.loads, await told(as_json=True))
    assert (alert["key"], alert.get("thread")) == ("k", None)
    assert (reply["key"], reply["thread"]) == ("r", "k")
