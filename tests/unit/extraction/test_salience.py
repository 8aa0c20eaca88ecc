"""Salience: how central to a document the thing mentioned at some places is."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.salience import salience
from bot.extraction.text import Document, Span, make_document

PUBLISHED = datetime(2026, 4, 15, 8, tzinfo=UTC)
OTHER = "The harbour was quiet on Monday and the boats stayed in."
FILLER = (OTHER, "Prices at the market did not move.", "A ferry left for the islands at noon.")


def read(*body: str, title: str = "Boats stay in") -> Document:
    return make_document(title=title, body="\n\n".join(body), published=PUBLISHED, plain=True)


def of(name: str, document: Document) -> float:
    found = re.finditer(name, document.text, re.IGNORECASE)
    return salience(document, [Span(start=m.start(), end=m.end()) for m in found])


def test_what_is_never_mentioned_is_not_central_at_all():
    assert salience(read(OTHER), ()) == 0


def test_the_title_counts_more_than_the_opening_and_the_opening_more_than_the_rest():
    in_title = read(*FILLER, title="Arvik closes its port")
    in_opening = read("Arvik closed its port.", *FILLER)
    later = read(*FILLER, "The port of Arvik is closed.")
    assert of("Arvik", in_title) > of("Arvik", in_opening) > of("Arvik", later) > 0


def test_the_second_sentence_is_no_opening():
    opening = read(f"Arvik closed its port. {OTHER}", *FILLER)
    second = read(f"{OTHER} Arvik closed its port.", *FILLER)
    assert of("Arvik", opening) > of("Arvik", second) + 0.1


def test_where_there_is_no_title_the_opening_is_one():
    body = ("Arvik closed its port.", *FILLER)
    assert of("Arvik", read(*body, title="")) > of("Arvik", read(*body))


def test_the_sooner_it_is_mentioned_the_more_central():
    sooner = read(OTHER, "Arvik is closed.", *FILLER)
    later = read(OTHER, *FILLER, "Arvik is closed.")
    assert of("Arvik", sooner) > of("Arvik", later)


def test_mentions_all_over_the_document_count_more_than_as_many_in_one_place():
    spread = read(OTHER, "Arvik is closed.", "Arvik is calm.", "Arvik waits.")
    together = read(OTHER, "Arvik is closed. Arvik is calm. Arvik waits.", "So it is.", "So it was.")
    assert of("Arvik", spread) > of("Arvik", together)


def test_one_mention_at_the_end_of_a_long_document_is_hardly_central():
    assert of("Arvik", read(*FILLER * 20, "Arvik is closed.")) < 0.3


def test_title_opening_and_every_paragraph_together_are_nearly_certain():
    body = ["Arvik closed its port."] * 5
    assert of("Arvik", read(*body, title="Arvik closes its port, fishermen say")) > 0.9


def test_a_document_that_is_a_title_alone_is_about_what_it_names():
    assert of("Arvik", read(title="Arvik closes its port")) > 0.8


@pytest.mark.parametrize(
    "dateline",
    [
        "ARVIK, March 3 (Reuters) - ",
        "ARVIK (AP) — ",
        "ARVIK, Norland (AP) -- ",
        "Arvik, Dec 4 (PTI) ",
        "Arvik, Norland (AP) — ",
        "ARVIK/OSTHAVEN, Sept. 1 (XYZ) – ",
        "PORT ARVIK: ",
        "Port Arvik: ",
        "ST. ARVIK — ",
    ],
)
def test_a_place_in_the_dateline_alone_says_only_where_the_reporter_sat(dateline: str):
    assert of("Arvik", read(f"{dateline}{OTHER}", *FILLER)) == pytest.approx(0.1)


@pytest.mark.parametrize("start", ["Arvik closed its port - for a day. ", "Arvik (pop. 900) is closed. "])
def test_an_opening_that_is_no_dateline_counts(start: str):
    assert of("Arvik", read(f"{start}{OTHER}", *FILLER)) > 0.4


def test_a_dateline_adds_nothing_to_the_mentions_in_the_text():
    with_dateline = read(f"ARVIK (AP) — {OTHER}", *FILLER, "Arvik is closed.")
    told = [Span(start=m.start(), end=m.end()) for m in re.finditer("Arvik", with_dateline.text)]
    assert of("Arvik", with_dateline) == salience(with_dateline, told)


def test_a_long_table_without_a_full_stop_is_no_opening_sentence():
    table = " ".join(["cod 12 14 haddock 9 11"] * 40)
    assert of("Arvik", read(f"{table} arvik 3 4", *FILLER)) < 0.4


WORDS = st.lists(st.sampled_from(["arvik", "boats", "stay.", "In", "MOSCOW", "(AP)", "—", "3"]), max_size=30)


@given(title=WORDS, body=st.lists(WORDS, max_size=4), data=st.data())
def test_it_lies_between_nothing_and_certain_and_no_mention_makes_it_less(
    title: list[str], body: list[list[str]], data: st.DataObject
):
    document = read(*map(" ".join, body), title=" ".join(title))
    spans = [Span(start=m.start(), end=m.end()) for m in re.finditer(r"[\w(]+", document.text)]
    kept = [span for span in spans if data.draw(st.booleans())]
    assert 0 <= salience(document, kept) <= salience(document, spans) <= 1
