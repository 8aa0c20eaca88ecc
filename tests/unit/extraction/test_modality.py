"""Modality: how the words around a verb or noun put the happening that it tells."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.events.modality import hypothetical, modality_of, stated_modality, status_draft
from bot.extraction.events.sentences import Sentence, lay_out
from bot.extraction.facts import Modality, Slot
from bot.extraction.names import Names
from bot.extraction.text import Span, make_document

PUBLISHED = datetime(2026, 4, 15, 8, tzinfo=UTC)
NOBODY = Names(named=(), people={})


def marked(text: str) -> tuple[Sentence, Span]:
    """The sentence without its asterisks, and the words between them."""
    before, words, after = text.split("*")
    document = make_document(title="", body=before + words + after, published=PUBLISHED, plain=True)
    (sentence,) = lay_out(document, NOBODY)
    start = sentence.span.start + len(before)
    return sentence, Span(start=start, end=start + len(words))


def put(text: str) -> Modality | None:
    return stated_modality(*marked(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mori *met* Garnier in Tokyo.",
        "Mori flew to Paris and *met* Garnier.",
        "Mori has *signed* the treaty.",
        "Mori is *visiting* Tokyo.",
        "Mori, Garnier *meet* in Tokyo",
        "Britain has already *sanctioned* 44 tankers.",
        "The treaty was *signed* in May.",
        "Mori held a second round of *talks* with Garnier.",
        "Japan and France concluded their *talks* on Friday.",
        "After *talks* with Garnier, Mori flew home.",
        "The *talks* took place in Paris.",
        "Mori paid a *visit* to Paris.",
        "Mori is on a three-day *visit* to Paris.",
        "Mori is in Paris on a state *visit*.",
        "Mori became the first premier to *visit* Paris.",
        "Mori not only *met* Garnier but dined with him.",
    ],
)
def test_what_is_told_in_the_past_or_as_going_on_is_held(text):
    assert put(text) is Modality.HELD


@pytest.mark.parametrize(
    "text",
    [
        "Mori will *meet* Garnier.",
        "Mori to *visit* Paris",
        "Mori will fly to Paris and *meet* Garnier.",
        "Mori is set to *visit* Paris.",
        "Mori, Garnier due to *hold talks* on Friday",
        "Mori plans to *visit* Tokyo.",
        "Mori said she would *visit* Tokyo.",
        "Mori will on 5 May *sign* the deal.",
        "The treaty will be *signed* in May.",
        "The leaders agreed to *meet* again in May.",
        "She flew to Paris to *meet* Garnier.",
        "The *talks* between Japan and France will be held in May.",
        "Mori will pay a *visit* to Paris.",
        "Ahead of *talks* with Garnier, Mori flew home.",
        "Mori arrived in Paris for *talks* with Garnier.",
        "Paris announced *talks* with Japan for May.",
        "If the vote fails, Mori will *visit* Paris.",
    ],
)
def test_a_plain_future_is_scheduled(text):
    assert put(text) is Modality.SCHEDULED


@pytest.mark.parametrize(
    "text",
    [
        "Mori is expected to *visit* Paris.",
        "Mori is likely to *visit* Paris.",
        "Mori will likely *meet* Garnier.",
        "Mori should *arrive* on Tuesday.",
        "Mori is expected to pay a state *visit* to Paris.",
        "The *talks* are tentatively scheduled for May.",
    ],
)
def test_what_is_likely_is_expected(text):
    assert put(text) is Modality.EXPECTED


@pytest.mark.parametrize(
    "text",
    [
        "Mori invited Garnier to *visit* Tokyo.",
        "Garnier was invited to *visit* Tokyo.",
        "Mori invited the leaders of Kenya, Brazil and Chile to *meet* in Tokyo.",
        "Mori offered to *host* talks.",
        "France called on Japan to *sign* the treaty.",
        "Garnier proposed that both sides *meet* in May.",
        "Mori wants to *meet* Garnier.",
        "Mori called for *talks* with France.",
        "France proposed a *meeting* with Mori.",
        "London threatened to *impose* sanctions.",
    ],
)
def test_what_somebody_wants_is_proposed(text):
    assert put(text) is Modality.PROPOSED


@pytest.mark.parametrize(
    "text",
    [
        "Mori could *meet* Garnier.",
        "Mori is considering *visiting* Paris.",
        "There were reports that Mori will *visit* Paris.",
        "It is unclear whether Mori will *visit* Paris.",
        "Mori would *meet* Garnier if he came.",
        "Mori to *visit* Paris next month: report",
        "Will Mori *visit* Paris?",
        "Mori is said to have *met* Garnier.",
        "A possible *meeting* between Mori and Garnier is discussed.",
        "Mori has not ruled out *meeting* Garnier.",
    ],
)
def test_what_is_only_thought_of_is_rumoured(text):
    assert put(text) is Modality.RUMOURED


@pytest.mark.parametrize(
    "text",
    [
        "Paris denied that Mori will *visit* France.",
        "Tokyo denied on Monday reports that Mori *met* Garnier.",
        "Mori has no plans to *visit* France.",
        "Mori did not *meet* Garnier.",
        "Mori won’t *meet* Garnier.",
        "Mori refused to *sign* the deal.",
        "Mori is not expected to *visit* Paris.",
        "Tokyo ruled out *talks* with Paris.",
        "Paris denied that Mori had sought a *meeting* with Garnier.",
        "There will be no *meeting* between Mori and Garnier.",
        "The *talks* were not held.",
    ],
)
def test_what_is_negated_is_denied(text):
    assert put(text) is Modality.DENIED


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Mori postponed her *visit* to Paris.", Modality.POSTPONED),
        ("The *talks* between Japan and France were postponed.", Modality.POSTPONED),
        ("Mori's *visit* to Paris has been put off.", Modality.POSTPONED),
        ("The *talks*, due on Friday in Paris, were called off.", Modality.CANCELLED),
        ("Mori cancelled a planned *visit* to Paris.", Modality.CANCELLED),
        ("Mori scrapped plans to *visit* Paris.", Modality.CANCELLED),
    ],
)
def test_a_change_of_plan_beats_the_plan(text, modality):
    assert put(text) is modality


@pytest.mark.parametrize("text", ["Mori's *visit* to Paris drew crowds.", "The *talks* in Paris"])
def test_of_a_noun_by_itself_nothing_is_stated_and_it_is_taken_as_held(text):
    assert put(text) is None
    assert modality_of(*marked(text)) is Modality.HELD


@pytest.mark.parametrize(
    "text",
    [
        "If Mori *meets* Garnier, they will talk.",
        "Nobody knows whether Mori will *meet* Garnier.",
        "No date is fixed for a *meeting* of Mori and Garnier.",
        "When will Mori *visit* Paris?",
        "Mori has never *visited* Paris.",
    ],
)
def test_a_condition_a_question_and_a_missing_date_are_hypothetical(text):
    assert hypothetical(*marked(text))


@pytest.mark.parametrize(
    "text",
    ["Mori *met* Garnier.", "If the vote fails, Mori will *visit* Paris.", "Mori could *meet* Garnier."],
)
def test_a_plain_statement_is_not_hypothetical(text):
    assert not hypothetical(*marked(text))


@pytest.mark.parametrize(
    ("modality", "value"),
    [
        (Modality.HELD, "held"),
        (Modality.SCHEDULED, "scheduled"),
        (Modality.EXPECTED, "scheduled"),
        (Modality.POSTPONED, "postponed"),
        (Modality.RUMOURED, "rumoured"),
    ],
)
def test_the_status_of_what_is_expected_is_scheduled_and_keeps_its_modality(modality, value):
    draft = status_draft(modality, Span(start=0, end=3), "meeting.met.status/1", 0.9)
    assert (draft.slot, draft.value, draft.modality) == (Slot.STATUS, value, modality)


WORDS = "Mori will not to be meet met visit talks a the if denied that called off on 5 May , . ( ’ ? hold for"


@settings(deadline=None, max_examples=150)
@given(
    text=st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join) | st.text(max_size=60),
    data=st.data(),
)
def test_any_words_of_any_text_have_a_modality(text, data):
    document = make_document(title="", body=text, published=PUBLISHED, plain=True)
    for sentence in lay_out(document, NOBODY):
        start = data.draw(st.integers(sentence.span.start, sentence.span.end - 1))
        end = data.draw(st.integers(start + 1, sentence.span.end))
        assert modality_of(sentence, Span(start=start, end=end)) in Modality
