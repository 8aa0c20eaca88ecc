"""Rendering for Discord: what strangers wrote reads as they wrote it, acts never, and always fits."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord import limits, markdown
from adapters.discord.layout import stamp
from adapters.discord.looks import Look
from adapters.discord.renderer import Card, EmbedCard, render, render_embed
from bot.core.deliveries import DeliveryKey
from bot.core.messages import (
    Block,
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
from bot.settings.configuration import DiscordStyle
from fakes.discord_markdown import read

ATTACKS = (
    "@everyone", "@here", "@EveryOne now", "a@everyone", "<@700>", "<@!700>", "<@&5>", "<#1002>",
    "@\x00everyone",
    "@\u200beveryone", "<\u202e@700>", "</watch latest:901>", "<:kappa:123>", "<a:dance:123>", "<id:guide>",
    "<id:customize>", "<t:1700000000:R>", "<t:0>", "[click](https://evil.example)", "[a\nb](https://evil.example)",
    "see[this](https://evil.example)", "https://ok.example[x](https://evil.example)", "[x](<https://evil.example>)",
    "<https://evil.example>", "https://evil.example/a", "HTTP://evil.example", "steam://run/1",
    "<mailto:a@b.example>",
    "<a@b.example>", "<+15551234567>", "# heading", "### heading", "-# small", "> quote", ">>> quote",
    "- item",
    "* item", "+ item", "  - item", "\t- item", "1. one", "  12. twelve", "text\n# heading", "text\n> quote",
    "text\n1. one", "||spoiler||", "**strong**", "*em*", "_em_", "__under__", "~~gone~~", "`code`", "``a`b``",
    "```py\nx\n```", "\\*not\\*", "\\\\**x**", "\\", "a\\", "**", "*", "~~", "||", "[", "](", "![x](https://e.example/i)",
    "¯\\_(ツ)_/¯", "[[a]](https://e.example)", "[a](https://e.example 'title')",
)  # fmt: skip
MARKUP = "*_~|`[]()<>#:@\\/-+.1! \n\tahtpsevryon\u200b\u202e😀é"
FEED_TEXT = st.one_of(st.text(max_size=60), st.text(alphabet=MARKUP, max_size=60), st.sampled_from(ATTACKS))
OURS = frozenset({"small", "heading", "strong", "struck", "link", "time"})


def shown(text: str) -> str:
    """What a reader should see of a feed's text: cleaned, in one line, with no help from the escaper."""
    return markdown.plain(text, limits.DISPLAY).strip()


def seen(text: str) -> str:
    return text.replace("\u200b", "").strip()


def paragraph(*spans: Span) -> Message:
    return Message(blocks=(Paragraph(spans=spans),))


def size(card: Card) -> int:
    return sum(len(text.encode("utf-16-le")) // 2 for text in card.texts)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("style", Style)
def test_no_attack_is_live_and_each_reads_as_written(attack: str, style: Style) -> None:
    (text,) = render(paragraph(Text(text=attack, style=style))).texts
    reading = read(text)
    expected = {style: 1} if style in {Style.STRONG, Style.STRUCK} and shown(attack) else {}
    assert reading.kinds == expected
    assert seen(reading.text) == shown(attack)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_a_links_text_leads_nowhere_else(attack: str) -> None:
    (text,) = render(paragraph(Link(text=attack, url="https://ndtv.example/a"))).texts
    reading = read(text)
    assert reading.kinds == {"link": 1}
    assert reading.targets == ["https://ndtv.example/a"]
    assert reading.text.endswith("(ndtv.example)")


@given(st.lists(st.tuples(FEED_TEXT, st.sampled_from(Style)), max_size=5))
@settings(max_examples=300)
def test_any_texts_side_by_side_are_plain_but_for_their_styles(parts: list[tuple[str, Style]]) -> None:
    spans = tuple(Text(text=text, style=style) for text, style in parts)
    for text in render(paragraph(*spans)).texts:
        kinds = read(text).kinds
        assert set(kinds) <= {"strong", "struck"}
        assert kinds.total() <= sum(style in {Style.STRONG, Style.STRUCK} for _, style in parts)


@pytest.mark.parametrize(
    "parts",
    [
        ("1", ". item"),
        ("-", " item"),
        (" ", "- item"),
        ("http:", "//evil.example"),
        ("http", "://evil.example"),
        ("@", "everyone"),
        ("<@", "700>"),
        ("[a]", "(https://evil.example)"),
        ("*", "*a**"),
        ("`", "a`"),
    ],
    ids=" + ".join,
)
def test_a_construct_cut_into_two_texts_does_not_come_alive_when_they_meet(parts: tuple[str, str]) -> None:
    (text,) = render(paragraph(*(Text(text=part) for part in parts))).texts
    reading = read(text)
    assert reading.kinds == {}
    assert seen(reading.text) == "".join(parts).strip()


@pytest.mark.parametrize("style", [Style.STRONG, Style.STRUCK])
def test_two_styled_texts_that_meet_are_both_styled(style: Style) -> None:
    (text,) = render(paragraph(Text(text="one", style=style), Text(text="two", style=style))).texts
    reading = read(text)
    assert reading.kinds == {style: 2}
    assert seen(reading.text) == "onetwo"


def test_the_space_around_a_styled_text_stays_outside_its_marks() -> None:
    message = paragraph(Text(text="was"), Text(text=" old  ", style=Style.STRUCK), Text(text="new"))
    assert render(message).texts == ("was ~~old~~ new",)


@given(FEED_TEXT, st.one_of(FEED_TEXT, st.sampled_from(["https://a.example/(x)", "http://b.example/>|<"])))
@settings(max_examples=200)
def test_any_link_is_one_link_or_none_and_never_elsewhere(text: str, url: str) -> None:
    (rendered,) = render(paragraph(Link(text=text, url=url))).texts
    reading = read(rendered)
    assert set(reading.kinds) <= {"link"}
    assert all(target.startswith(("https://", "http://")) for target in reading.targets)


def spans() -> st.SearchStrategy[tuple[Span, ...]]:
    text = st.builds(Text, text=FEED_TEXT, style=st.sampled_from(Style))
    link = st.builds(
        Link, text=FEED_TEXT, url=st.sampled_from(["https://a.example/x", "javascript:alert(1)"])
    )
    time = st.builds(Time, at=st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC)))
    return st.lists(st.one_of(text, link, time), max_size=4).map(tuple)


def blocks() -> st.SearchStrategy[Block]:
    rows = st.lists(st.builds(Row, label=FEED_TEXT, spans=spans()), max_size=5).map(tuple)
    plain = [st.builds(kind, spans=spans()) for kind in (Kicker, Headline, Paragraph, Footnote)]
    return st.one_of(*plain, st.builds(Table, rows=rows))


def messages() -> st.SearchStrategy[Message]:
    return st.builds(
        Message,
        blocks=st.lists(blocks(), max_size=6).map(tuple),
        severity=st.one_of(st.none(), st.sampled_from(Severity)),
    )


@given(messages())
@settings(max_examples=200)
def test_any_message_holds_no_markup_but_ours(message: Message) -> None:
    for text in render(message).texts:
        assert set(read(text).kinds) <= OURS


def fits(card: EmbedCard) -> bool:
    """Description and footer within their limits, and neither a text of spaces, which Discord refuses."""
    description, footer = (len(text.encode("utf-16-le")) // 2 for text in (card.description, card.footer))
    within = description <= limits.EMBED_DESCRIPTION and footer <= limits.EMBED_FOOTER
    seen = bool(card.description.strip()) and card.footer == card.footer.strip()
    return within and seen and description + footer <= limits.EMBED_TOTAL


@given(messages())
@settings(max_examples=200)
def test_any_message_is_an_embed_within_the_limits_with_no_markup_but_ours(message: Message) -> None:
    card = render_embed(message)
    assert fits(card)
    assert set(read(card.description).kinds) <= OURS


@given(st.lists(FEED_TEXT, min_size=1, max_size=4))
@settings(max_examples=200)
def test_an_embeds_footer_reads_as_written_for_nothing_in_it_is_markup(texts: list[str]) -> None:
    notes = tuple(Footnote(spans=(Text(text=text),)) for text in texts)
    card = render_embed(Message(blocks=(Headline(spans=(Text(text="News"),)), *notes)))
    assert card.footer.split("\n") == ([shown(text) for text in texts if shown(text)] or [""])
    assert card.description == "### News"


@pytest.mark.parametrize("unit", ["a", "*", "😀", "漢", "e\u0301", "👨‍👩‍👧 ", "<@1> ", "\u0635"])
@pytest.mark.parametrize("rows", [1, 12, 400])
def test_an_embed_of_any_length_fits(unit: str, rows: int) -> None:
    huge = unit * (200_000 // rows)
    table = Table(rows=tuple(Row(label=f"{n}", spans=(Text(text=huge),)) for n in range(rows)))
    headline = Headline(spans=(Link(text=huge, url="https://a.example"),))
    card = render_embed(Message(blocks=(headline, table, Footnote(spans=(Text(text=huge),)))))
    assert fits(card)
    assert "…" in card.description
    assert card.footer, "the footnote keeps its place"


def test_what_an_operator_may_write_are_the_looks_that_there_are() -> None:
    assert {*DiscordStyle} == {*Look}


def test_a_footer_has_times_in_utc_and_links_as_words_with_their_domain() -> None:
    spans = (
        Text(text="as of "),
        Time(at=datetime(2025, 11, 28, 9, 2, tzinfo=UTC)),
        Text(text=", "),
        Link(text="report", url="https://www.ndtv.example/a"),
    )
    card = render_embed(Message(blocks=(Footnote(spans=spans),)))
    assert card.footer == "as of 28 Nov 2025, 09:02 UTC, report (ndtv.example)"
    assert card.description == "…", "what is there is never empty"


@pytest.mark.parametrize("unit", ["a", "*", "😀", "漢", "e\u0301", "👨‍👩‍👧 ", "<@1> ", "\u0635"])
@pytest.mark.parametrize("rows", [1, 12, 400])
def test_any_length_fits_the_display_limit(unit: str, rows: int) -> None:
    huge = unit * (200_000 // rows)
    table = Table(rows=tuple(Row(label=f"{n}", spans=(Text(text=huge),)) for n in range(rows)))
    note = Footnote(spans=(Text(text=huge),))
    card = render(Message(blocks=(Headline(spans=(Link(text=huge, url="https://a.example"),)), table, note)))
    assert size(card) <= limits.DISPLAY
    assert "…" in card.texts[0]
    assert len(card.texts) == 2, "the footnote keeps its place"


def test_what_must_be_cut_is_cut_between_characters_as_a_reader_sees_them() -> None:
    family = "👨‍👩‍👧"
    (text,) = render(paragraph(Text(text=family * 2_000))).texts
    kept = text.removesuffix("…")
    assert kept == family * (len(kept) // len(family))


def test_many_rows_lose_words_before_they_lose_a_row() -> None:
    rows = tuple(Row(label=f"row-{n}", spans=(Text(text="word " * 100),)) for n in range(30))
    (text,) = render(Message(blocks=(Table(rows=rows),))).texts
    assert all(f"row-{n}" in text.replace("\\", "") for n in range(30))


@pytest.mark.parametrize("width", range(1, 61))
def test_the_sign_that_something_was_cut_fits_too(width: int) -> None:
    lines = tuple(Paragraph(spans=(Text(text="x" * width),)) for _ in range(4_000 // width + 1))
    (text,) = render(Message(blocks=lines)).texts
    assert len(text) <= limits.DISPLAY
    assert text.endswith("…")


def test_one_line_of_more_spans_than_fit_is_cut_and_says_so() -> None:
    (text,) = render(paragraph(*(Text(text=f"{n} " + "x" * 100) for n in range(500)))).texts
    assert len(text) <= limits.DISPLAY
    assert text.endswith("…")


def test_an_alert_reads_as_the_product_shows_it() -> None:
    at = datetime(2025, 11, 28, 9, 2, tzinfo=UTC)
    message = Message(
        severity=Severity.HIGH,
        blocks=(
            Kicker(spans=(Text(text="India–Russia annual summit · first seen "), Time(at=at))),
            Headline(spans=(Link(text="Putin to visit India", url="https://www.ndtv.example/a"),)),
            Table(
                rows=(
                    Row(
                        label="Date",
                        spans=(
                            Text(text="around 5 December", style=Style.STRUCK),
                            Text(text=" → 4–5 December 2025 "),
                            Text(text="(Kremlin)", style=Style.QUIET),
                        ),
                    ),
                )
            ),
            Footnote(spans=(Text(text="Why this: watch india-russia-summit"),)),
        ),
        buttons=(Button(label="Why this?", verb="why", target="s-1"),),
    )
    card = render(message)
    above, below = card.texts
    assert above == (
        "-# **▲ HIGH** India–Russia annual summit · first seen <t:1764320520:f>\n"
        "### [Putin to visit India](https://www.ndtv.example/a) \\(ndtv.example\\)\n"
        "**Date** ~~around 5 December~~ → 4–5 December 2025 \\(Kremlin\\)"
    )
    assert below == "-# Why this: watch india-russia-summit"
    assert [button.custom_id for button in card.buttons] == ["v1:why:s-1"]


@pytest.mark.parametrize("severity", Severity)
def test_severity_is_said_in_words_once_with_or_without_a_kicker(severity: Severity) -> None:
    headline = Headline(spans=(Text(text="News"),))
    for first in ((), (Kicker(spans=(Text(text="watch"),)),)):
        card = render(Message(severity=severity, blocks=(*first, headline)))
        assert card.texts[0].count(severity.label) == 1
        assert card.texts[0].startswith("-# ")
        assert card.accent is not None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("javascript:alert(1)", "News"),
        ("https://user:pw@a.example/x", r"[News](https://a.example/x) \(a.example\)"),
        ("https://a.example/(x)", r"[News](https://a.example/%28x%29) \(a.example\)"),
        (f"https://a.example/{'x' * 600}", r"News \(a.example\)"),
    ],
    ids=["scheme", "credentials", "brackets", "too-long"],
)
def test_a_link_shows_where_it_leads_and_only_web_addresses_are_links(url: str, expected: str) -> None:
    assert render(paragraph(Link(text="News", url=url))).texts == (expected,)


def test_a_link_whose_text_is_its_domain_does_not_say_it_twice() -> None:
    card = render(paragraph(Link(text="ndtv.example", url="https://www.ndtv.example/a")))
    assert card.texts == ("[ndtv.example](https://www.ndtv.example/a)",)


def test_buttons_that_discord_would_refuse_the_message_for_are_left_out() -> None:
    buttons = (
        Button(label="W" * 200, verb="why", target="s-1"),
        Button(label="again", verb="why", target="s-1"),
        Button(label="long", verb="why", target="s" * 100),
        *(Button(label="", verb="mute", target=str(n)) for n in range(40)),
    )
    card = render(Message(blocks=(), buttons=buttons))
    ids = [button.custom_id for button in card.buttons]
    assert len(ids) == len(set(ids)) == 25
    assert all(1 <= len(button.label) <= limits.BUTTON_LABEL for button in card.buttons)
    assert all(len(custom_id) <= limits.CUSTOM_ID for custom_id in ids)


def test_a_message_of_nothing_is_still_one_that_discord_takes() -> None:
    assert render(Message(blocks=())).texts == ("…",)
    assert render(paragraph(Text(text=" \u200b\n"))).texts == ("…",)


@given(st.text(alphabet="0123456789abcdef", min_size=20, max_size=20))
def test_a_keys_stamp_is_two_component_ids_clear_of_those_that_discord_gives(key: str) -> None:
    outer, inner = stamp(DeliveryKey(key))
    assert outer != inner
    assert all(limits.COMPONENTS < number < 2**31 for number in (outer, inner))
    assert stamp(DeliveryKey(key)) == (outer, inner)


def test_near_keys_have_different_stamps() -> None:
    stamps = [stamp(DeliveryKey(f"{number:020x}")) for number in range(1_000)]
    assert all(one != other for one, other in pairwise(sorted(stamps)))


def test_the_address_of_a_link_holds_no_mention_and_leads_to_the_same_place() -> None:
    (text,) = render(paragraph(Link(text="News", url="https://a.example/@Everyone/@me"))).texts
    assert read(text).targets == ["https://a.example/%40Everyone/@me"]


def test_an_id_is_measured_as_discord_may_measure_it() -> None:
    """Seven characters and 47 of two code units each are 101."""
    buttons = tuple(Button(label="Why?", verb="why", target="😀" * count) for count in (46, 47))
    (kept,) = render(Message(blocks=(), buttons=buttons)).buttons
    assert kept.custom_id == buttons[0].action
