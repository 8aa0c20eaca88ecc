import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction.folding import fold
from bot.extraction.text import Span


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("Kenya–Norway", "kenya norway", id="an en dash between words is a space"),
        pytest.param("Kenya‑Norway", "kenya norway", id="a non-breaking hyphen is a space"),
        pytest.param("Kenya — Norway", "kenya norway", id="a spaced dash is one space"),
        pytest.param("Kenya\xa0Norway", "kenya norway", id="a no-break space is a space"),
        pytest.param(
            "Tromsø Łomża Ağrı", "tromso lomza agri", id="letters with strokes and accents are bare"
        ),
        pytest.param("Malmo\u0308", "malmo", id="combining marks vanish"),
        pytest.param("Groß ﬁrm Æsir", "gross firm aesir", id="ß, ligatures and Æ expand"),
        pytest.param("co\u00adoperate\u200b", "cooperate", id="soft hyphens and zero-width spaces vanish"),
        pytest.param("Kenya’s “talks”", 'kenya\'s "talks"', id="curly quotes are straight"),
        pytest.param("İZMİR", "izmir", id="the dotted capital I is an i"),
        pytest.param("한국 が", "한국 が", id="letters of other scripts stay whole"),
    ],
)
def test_folds(written, folded):
    assert fold(written).text == folded


@pytest.mark.parametrize(
    ("text", "folded_part", "original_part"),
    [
        pytest.param(
            "in Malmo\u0308 now", "malmo", "Malmo\u0308", id="a final combining mark belongs to its letter"
        ),
        pytest.param("die Straße hier", "strasse", "Straße", id="an expanded letter inside a word"),
        pytest.param("aß now", "as", "aß", id="half of an expanded letter is the whole letter"),
        pytest.param("a – b c", "b c", "b c", id="after a run that became one space"),
        pytest.param("x\u00ady Kenya", "kenya", "Kenya", id="after a character that vanished"),
        pytest.param("ß – é ß Kenya", "kenya", "Kenya", id="after several changes of length"),
    ],
)
def test_spans_lead_back_to_the_original(text, folded_part, original_part):
    folded = fold(text)
    start = folded.text.index(folded_part)
    span = folded.span(start, start + len(folded_part))
    assert text[span.start : span.end] == original_part


_TEXT = st.text(
    st.sampled_from("aB éßﬁ–-\u00ad\u0308\u200b’\n が한Æ1½") | st.characters(exclude_categories=["Cs"])
)


@given(_TEXT, st.data())
def test_every_span_maps_back_within_bounds_and_in_order(text, data):
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert start == end or folded.span(0, start).end <= span.end


@given(_TEXT)
def test_every_folded_character_stands_in_the_fold_of_its_original(text):
    folded = fold(text)
    for at, character in enumerate(folded.text):
        span = folded.span(at, at + 1)
        assert character in fold(text[span.start : span.end]).text


def test_ascii_offsets_are_identity():
    assert fold("Kenya and Norway").span(10, 16) == Span(start=10, end=16)
