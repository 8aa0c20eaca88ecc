"""Messages on Slack: complete, within every limit, and nothing a feed wrote can act."""

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from adapters.slack.pictures import Uploaded
from adapters.slack.plain import escaped
from adapters.slack.renderer import render
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
    Span,
    Style,
    Table,
    Text,
    Time,
)
from fakes.slack_rules import complaint, flaws, strings, units

NOON = datetime(2025, 11, 28, 12, tzinfo=UTC)
INJECTIONS = [
    "<!channel>",
    "<!here|here>",
    "<!subteam^S012345|@desk>",
    "<!date^1700000000^{date}|x>",
    "<@U012345>",
    "<#C012345|general>",
    "<https://evil.example|bank.example>",
    "&lt;!channel&gt;",
    "&amp;lt;!everyone&amp;gt;",
    "@channel @here @everyone",
    "```code``` `code`",
    "*bold* _italic_ ~struck~",
    "> quote\n- list",
    ":rotating_light: :smile:",
    "[text](https://evil.example)",
    "\u202etxet desrever\u202c",
    '"}],"text":"x',
]
ALERT = Message(
    severity=Severity.HIGH,
    blocks=(
        Kicker(spans=(Text(text="India–Russia annual summit · 2 outlets · first seen "), Time(at=NOON))),
        Headline(spans=(Link(text="Putin to visit India", url="https://www.ndtv.example/putin"),)),
        Paragraph(spans=(Text(text="The visit was announced on Friday."),)),
        Table(
            rows=(
                Row(
                    label="Date",
                    spans=(
                        Text(text="around 5 December", style=Style.STRUCK),
                        Text(text=" → "),
                        Text(text="4–5 December 2025", style=Style.STRONG),
                        Text(text=" (Kremlin)", style=Style.QUIET),
                    ),
                ),
                Row(label="Host", spans=(Text(text="New Delhi, India"),)),
            )
        ),
        Footnote(
            spans=(
                Text(text="Sources "),
                Link(text="ndtv.example", url="https://ndtv.example/putin"),
                Text(text=" · "),
                Link(text="The Hindu", url="https://thehindu.example/a"),
            )
        ),
    ),
    buttons=(Button(label="Why this?", verb="why", target="s1"),),
)


def of_text(text: str) -> list[Message]:
    """Messages with `text` wherever a message may hold text."""
    link = Link(text=text, url="https://news.example/x")
    styled = [Text(text=text, style=style) for style in Style]
    spans: tuple[Span, ...] = (*styled, link, Link(text="here", url=f"https://news.example/{text}"))
    return [
        Message(blocks=(Kicker(spans=spans),), severity=Severity.LOW),
        Message(blocks=(Headline(spans=spans),)),
        Message(blocks=(Paragraph(spans=spans),)),
        Message(blocks=(Table(rows=(Row(label=text, spans=spans),)),)),
        Message(blocks=(Footnote(spans=spans),)),
        Message(blocks=(), buttons=(Button(label=text, verb="why", target="s1"),)),
    ]


def elements(json: object) -> Iterator[dict]:
    """Every object of a payload."""
    if isinstance(json, list):
        for item in json:
            yield from elements(item)
    elif isinstance(json, dict):
        yield json
        for value in json.values():
            yield from elements(value)


class TestAlert:
    def test_text_alone_tells_severity_headline_facts_and_sources(self):
        assert render(ALERT).text == (
            "▲ HIGH India–Russia annual summit · 2 outlets · first seen 28 Nov 2025, 12:00 UTC\n"
            "Putin to visit India (ndtv.example)\n"
            "The visit was announced on Friday.\n"
            "Date: was around 5 December → 4–5 December 2025 (Kremlin)\n"
            "Host: New Delhi, India\n"
            "Sources ndtv.example · The Hindu (thehindu.example)"
        )

    def test_a_headline_is_bold_and_its_link_shows_where_it_leads(self):
        headline = render(ALERT).blocks[1]["elements"][0]["elements"]
        assert headline == [
            {
                "type": "link",
                "url": "https://www.ndtv.example/putin",
                "text": "Putin to visit India",
                "style": {"bold": True},
            },
            {"type": "text", "text": " (ndtv.example)"},
        ]

    def test_an_old_value_is_struck_through(self):
        assert {"type": "text", "text": "around 5 December", "style": {"strike": True}} in elements(
            render(ALERT).blocks
        )

    def test_a_moment_is_shown_in_the_readers_zone_with_utc_to_fall_back_on(self):
        dates = [element for element in elements(render(ALERT).blocks) if element.get("type") == "date"]
        assert dates == [
            {
                "type": "date",
                "timestamp": 1764331200,
                "format": "{date_short_pretty} {time}",
                "fallback": "28 Nov 2025, 12:00 UTC",
            }
        ]

    def test_rows_stand_on_lines_of_their_own_behind_their_labels(self):
        table = render(ALERT).blocks[3]["elements"][0]["elements"]
        line = "".join(element["text"] for element in table)
        assert line == ("Date  around 5 December → 4–5 December 2025 (Kremlin)\nHost  New Delhi, India")

    def test_a_button_carries_what_comes_back_when_it_is_pressed(self):
        assert render(ALERT).blocks[-1] == {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "text": {"type": "plain_text", "text": "Why this?", "emoji": False},
                    "action_id": "v1:why:s1",
                    "value": "s1",
                }
            ],
        }

    def test_severity_is_told_where_there_is_no_kicker(self):
        message = Message(blocks=(Headline(spans=(Text(text="News"),)),), severity=Severity.NORMAL)
        assert render(message).text == "● NORMAL\nNews"

    def test_an_empty_message_has_text_nevertheless(self):
        assert render(Message(blocks=())).text


class TestInjection:
    @pytest.mark.parametrize("text", INJECTIONS)
    def test_nothing_in_text_can_be_a_mention_or_a_link(self, text: str):
        for message in of_text(text):
            shown = render(message).text
            assert not set(shown) & set("<>")
            assert not re.search("&(?!amp;|lt;|gt;)", shown)

    @pytest.mark.parametrize("text", INJECTIONS)
    def test_blocks_hold_it_only_where_slack_reads_no_markup(self, text: str):
        for message in of_text(text):
            for element in elements(render(message).blocks):
                assert element.get("type") not in {
                    "mrkdwn",
                    "user",
                    "usergroup",
                    "channel",
                    "broadcast",
                    "emoji",
                }
                assert element.get("emoji") in {None, False}

    @pytest.mark.parametrize("text", [t for t in INJECTIONS if "\u202e" not in t])
    def test_it_is_shown_as_it_was_written(self, text: str):
        blocks = render(Message(blocks=(Paragraph(spans=(Text(text=text),)),))).blocks
        assert list(strings(blocks)) == [text]

    def test_what_a_reader_cannot_see_is_shown_nowhere(self):
        for message in of_text("a\u202eb\x00c\U000e0041"):
            payload = render(message)
            shown = payload.text + "".join(strings(payload.blocks))
            assert not set(shown) & set("\u202e\x00\U000e0041")

    def test_right_to_left_text_cannot_reorder_what_stands_beside_it(self):
        message = Message(blocks=(Footnote(spans=(Text(text="שלום"), Text(text=" 12"))),))
        assert list(strings(render(message).blocks)) == ["\u2068שלום\u2069", " 12"]

    def test_text_is_escaped_exactly_once(self):
        assert escaped("&lt;!channel&gt; <b>", 100) == "&amp;lt;!channel&amp;gt; &lt;b&gt;"

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "https://news.example/" + "a" * 2_000, "slack://channel?id=C1"]
    )
    def test_what_may_not_be_linked_is_shown_as_words(self, url: str):
        blocks = render(Message(blocks=(Headline(spans=(Link(text="Read this", url=url),)),))).blocks
        assert not [element for element in elements(blocks) if element.get("type") == "link"]
        assert "Read this" in list(strings(blocks))

    def test_a_link_that_names_another_site_tells_where_it_leads(self):
        blocks = render(
            Message(blocks=(Footnote(spans=(Link(text="bank.example", url="https://evil.example/"),)),))
        ).blocks
        assert list(strings(blocks)) == ["https://evil.example/", "bank.example", " (evil.example)"]


def assert_within_limits(message: Message) -> None:
    payload = render(message)
    assert 0 < units(payload.text) <= 4_000
    assert sum(units(part) for part in strings(payload.blocks)) <= 10_000
    assert list(flaws(payload.blocks)) == []
    assert complaint(payload.text, payload.blocks) is None
    json.dumps(payload.blocks, ensure_ascii=False).encode()


class TestLimits:
    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("a" * 1_000_000, id="a title of a megabyte"),
            pytest.param("<&>" * 5_000, id="every character is escaped"),
            pytest.param("😀" * 20_000, id="astral emoji"),
            pytest.param("👨‍👩‍👧" * 5_000, id="joined emoji"),
            pytest.param("e" + "\u0301" * 20_000, id="one letter with marks without end"),
            pytest.param("שלום " * 5_000, id="right to left"),
            pytest.param("\n" * 10_000, id="only newlines"),
            pytest.param("", id="empty"),
            pytest.param("\x00\u202e\u200b", id="nothing to see"),
        ],
    )
    def test_any_text_fits_wherever_it_stands(self, text: str):
        for message in of_text(text):
            assert_within_limits(message)

    def test_long_paragraphs_fit_together(self):
        paragraph = Paragraph(spans=(Text(text="word " * 700),))
        assert_within_limits(Message(blocks=(paragraph,) * 8, buttons=ALERT.buttons))

    def test_a_long_title_leaves_room_for_the_facts(self):
        long = Headline(spans=(Link(text="a" * 1_000_000, url="https://news.example/"),))
        payload = render(Message(blocks=(long, *ALERT.blocks), severity=Severity.HIGH))
        assert "Host: New Delhi, India" in payload.text
        assert "New Delhi, India" in list(strings(payload.blocks))
        assert any(part.endswith("a…") for part in strings(payload.blocks))

    def test_blocks_and_buttons_beyond_the_limits_are_left_out(self):
        message = Message(
            blocks=tuple(Paragraph(spans=(Text(text=str(number)),)) for number in range(80)),
            buttons=tuple(Button(label=f"B{n}", verb="why", target=str(n % 40)) for n in range(80)),
        )
        assert_within_limits(message)
        blocks = render(message).blocks
        assert len(blocks) == 50
        assert len(blocks[-1]["elements"]) == 25
        assert "…" in list(strings(blocks))

    @settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
    @given(st.data())
    def test_any_message_fits(self, data: st.DataObject):
        assert_within_limits(data.draw(messages))

    @settings(max_examples=100)
    @given(st.text(st.sampled_from("ab&<>😀é\u0301")), st.integers(min_value=1, max_value=40))
    def test_escaped_text_fits_and_no_escape_is_cut(self, text: str, limit: int):
        result = escaped(text, limit)
        assert units(result) <= limit
        assert not re.search("&(?!amp;|lt;|gt;)", result)


texts = st.one_of(
    st.text(max_size=80),
    st.sampled_from(INJECTIONS),
    st.builds(lambda part, times: part * times, st.text(min_size=1, max_size=5), st.integers(1, 4_000)),
)
urls = st.one_of(
    texts,
    st.builds("https://news.example/{}".format, st.text(max_size=40)),
    st.just("https://x.example/" + "ü" * 300),
)
spans = st.lists(
    st.one_of(
        st.builds(Text, text=texts, style=st.sampled_from(Style)),
        st.builds(Link, text=texts, url=urls),
        st.builds(Time, at=st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC))),
    ),
    max_size=5,
).map(tuple)
blocks = st.one_of(
    st.builds(Kicker, spans=spans),
    st.builds(Headline, spans=spans),
    st.builds(Paragraph, spans=spans),
    st.builds(Table, rows=st.lists(st.builds(Row, label=texts, spans=spans), max_size=6).map(tuple)),
    st.builds(Footnote, spans=spans),
)
messages = st.builds(
    Message,
    blocks=st.lists(blocks, max_size=8).map(tuple),
    severity=st.one_of(st.none(), st.sampled_from(Severity)),
    buttons=st.lists(
        st.builds(Button, label=texts, verb=st.just("why"), target=st.text(max_size=90)), max_size=30
    ).map(tuple),
)

DATA = Path(os.environ.get("WIREWATCH_DATA") or Path(__file__).parents[4] / "shared" / "data")
SCHEMA = DATA / "platforms" / "slack-blocks.schema.json"


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    if not SCHEMA.exists():
        pytest.skip(f"no Block Kit schema at {SCHEMA}: set WIREWATCH_DATA to the folder that holds it")
    definitions = json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"]
    return Draft7Validator({"$ref": "#/definitions/MessageBlocks", "definitions": definitions})


PICTURE = Uploaded(file="F00000001", alt="Reports over time: <!channel> 4 & more.")


class TestPicture:
    def test_it_stands_below_the_words_and_above_the_buttons(self):
        *_, image, actions = render(ALERT, PICTURE).blocks
        assert actions["type"] == "actions"
        assert image == {
            "type": "image",
            "slack_file": {"id": "F00000001"},
            "alt_text": "Reports over time: <!channel> 4 & more.",
        }

    def test_who_hears_the_text_hears_what_it_shows(self):
        *_, last = render(ALERT, PICTURE).text.splitlines()
        assert last == "Picture: Reports over time: &lt;!channel&gt; 4 &amp; more."

    def test_it_takes_the_place_of_a_block_beyond_the_limit(self):
        many = tuple(Paragraph(spans=(Text(text=f"word {number}"),)) for number in range(80))
        payload = render(
            Message(blocks=many, buttons=ALERT.buttons), Uploaded(file="F00000001", alt="a" * 3_000)
        )
        assert len(payload.blocks) == 50
        assert complaint(payload.text, payload.blocks) is None
        assert sum(units(part) for part in strings(payload.blocks)) <= 10_000

    def test_it_is_valid_by_the_published_schema(self, schema: Draft7Validator):
        assert list(schema.iter_errors(render(ALERT, PICTURE).blocks)) == []


class TestPublishedSchema:
    def test_the_alert_is_valid(self, schema: Draft7Validator):
        assert list(schema.iter_errors(render(ALERT).blocks)) == []

    @pytest.mark.parametrize("text", INJECTIONS)
    def test_any_place_of_a_text_is_valid(self, schema: Draft7Validator, text: str):
        for message in of_text(text):
            assert list(schema.iter_errors(render(message).blocks)) == []
