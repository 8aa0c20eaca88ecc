import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.extraction.text import make_document, sentences

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def document(body="", title="", *, plain=False):
    return make_document(title=title, body=body, published=NOW, plain=plain)


def paragraphs(body, title="", *, plain=False):
    made = document(body, title, plain=plain)
    return [made.cut(span) for span in made.paragraphs]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            "<p>Talks began.</p><p>They ended.</p>", ["Talks began.", "They ended."], id="paragraphs part"
        ),
        pytest.param(
            "Oslo<br>Nairobi<div>Lima</div>Quito", ["Oslo", "Nairobi", "Lima", "Quito"], id="no glued blocks"
        ),
        pytest.param("<ul><li>one<li>two</ul>", ["one", "two"], id="list items part"),
        pytest.param("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"], id="cells part"),
        pytest.param(
            "Ken<b>ya</b> <i>and</i> Peru", ["Kenya and Peru"], id="inline markup keeps words whole"
        ),
        pytest.param("a<script>b</script><style>c</style><noscript>d</noscript>", ["a"], id="no code"),
        pytest.param("<figure><img><figcaption>Photo</figcaption></figure><p>a</p>", ["a"], id="no captions"),
        pytest.param('<p class="wp-caption-text">Photo</p><p>a</p>', ["a"], id="no captions by class"),
        pytest.param("Fish &amp; chips&nbsp;&#8217;", ["Fish & chips ’"], id="entities are decoded"),
        pytest.param("Minister&amp;#8217;s", ["Minister’s"], id="doubly escaped entities are decoded"),
        pytest.param(
            "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", ["One.", "Two."], id="escaped body is markup"
        ),
        pytest.param("one\nline\n\nnext", ["one line", "next"], id="text without tags is wrapped at lines"),
        pytest.param("a &#8238;b\u202e c\u200b\x00\x07\U000e0041", ["a b c"], id="unseen characters vanish"),
        pytest.param("a \ud800 b", ["a \ufffd b"], id="lone surrogates are replaced"),
        pytest.param("&#" + "9" * 5000 + ";", ["&#" + "9" * 5000 + ";"], id="an absurd entity stays"),
        pytest.param("5 < 6 <3", ["5 < 6 <3"], id="a less-than sign is text"),
    ],
)
def test_html_to_paragraphs(html, expected):
    assert paragraphs(html) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("one\ntwo", ["one", "two"], id="lines are paragraphs where no line is blank"),
        pytest.param("one\nline\n \ntwo", ["one line", "two"], id="blank lines are stronger than lines"),
        pytest.param("1 < 2 &amp; <b>", ["1 < 2 &amp; <b>"], id="markup is text"),
    ],
)
def test_plain_text_to_paragraphs(text, expected):
    assert paragraphs(text, plain=True) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Ministers &amp;#8217; talks", "Ministers ’ talks", id="escaped twice"),
        pytest.param("R&amp;amp;D <b>rises</b>", "R&D rises", id="markup and entities"),
        pytest.param(" Two\n lines ", "Two lines", id="one line"),
        pytest.param("Five < six", "Five < six", id="a less-than sign is text"),
    ],
)
def test_titles_are_one_clean_line(title, expected):
    made = document(title=title)
    assert made.cut(made.title) == expected == made.text


@pytest.mark.parametrize(
    "ending",
    [
        "<p>The post <a>Talks. Again</a> appeared first on <a>The Paper</a>.</p>",
        "<p>Read more</p>",
        "<p>Read more at paper.example/a.html</p><p>Continue reading →</p>",
        "<p>Click here to read the story</p>",
        " [&#8230;]",
        " [&#8230;] <a>Continue reading Talks again</a>",
    ],
)
def test_what_publishing_software_appends_is_dropped(ending):
    assert paragraphs(f"Talks went on.{ending}") == ["Talks went on."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Read more at paper.example. The talks go on.",
        "Ministers read more reports.",
        "The post was first in line.",
    ],
)
def test_sentences_that_only_look_like_boilerplate_stay(sentence):
    assert paragraphs(sentence) == [sentence]


def test_a_first_paragraph_that_repeats_the_title_is_dropped():
    assert paragraphs("<p>Talks begin!</p><p>In Oslo.</p>", "Talks begin") == ["In Oslo."]


def split(text):
    made = document(text, plain=True)
    return [made.cut(span) for span in sentences(made)]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(["Mr. Ruto met Gen. Ogolla.", "They spoke."], id="titles stand before names"),
        pytest.param(
            ["It opens on Nov. 3 at No. 7 Harbour St. in Oslo.", "It is free."], id="months and numbers"
        ),
        pytest.param(["He said no.", "She said yes."], id="an ordinary no ends a sentence"),
        pytest.param(["The U.S. Embassy closed.", "It reopened in the U.K.", "The end."], id="initialisms"),
        pytest.param(["They met at 9 a.m. Monday.", "By 4 p.m. it was over."], id="hours before a weekday"),
        pytest.param(["It closed at 4 p.m.", "Ministers left."], id="hours before anything else"),
        pytest.param(["W. B. Otieno spoke.", "J. K. Hauge et al. agreed."], id="initials"),
        pytest.param(
            ["“We agree.”", "The rest (all ten.)", "Done!"], id="quotes and brackets close after the stop"
        ),
        pytest.param(["It waited... and waited.", "Then it rained."], id="an ellipsis before a small letter"),
        pytest.param(["It rose 2.5 percent to $3.1bn.", "Analysts cheered."], id="decimals"),
        pytest.param(["1. Trade comes first.", "2. Energy is next."], id="list numbers"),
        pytest.param(['"Why now?" Otieno asked.', "Nobody knew."], id="a question before who asked it"),
        pytest.param(["Who won?", "Nobody did!", "Why?"], id="questions and exclamations"),
        pytest.param(["Acme Inc. rose.", "Acme Corp. Chief Executive Ann Lee left."], id="companies"),
        pytest.param(["It came into force in 2024.", "12 states signed."], id="a number begins a sentence"),
        pytest.param(["Talks at www.paper.example/a.html went on.", "So did others."], id="web addresses"),
    ],
)
def test_sentences(parts):
    assert split(" ".join(parts)) == parts


def test_the_title_is_one_sentence_and_paragraphs_end_sentences():
    made = document("no stop here\nNext one", "Talks end. Or do they?", plain=True)
    assert [made.cut(s) for s in sentences(made)] == ["Talks end. Or do they?", "no stop here", "Next one"]


_TAGS = "<p> </p> <br> <b> <script> </script> <!-- --> &amp; &#8238; &#x1; &lt;p&gt; < >"
_WORDS = "Mr. U.S. Oslo Read … . ?” \ud800 \x00 \u202e"
_MARKUP = st.lists(
    st.sampled_from([*_TAGS.split(" "), *_WORDS.split(" "), "Read more", " ", "\n\n"]) | st.text(max_size=5)
).map("".join)


@given(title=_MARKUP, body=_MARKUP, plain=st.booleans())
@example(title="", body="&#128;&#129;", plain=False)
@example(title="", body="<p>" * 11_000 + "x<script>y", plain=False)
def test_any_text_becomes_a_clean_document_with_spans_in_order(title, body, plain):
    made = document(body, title, plain=plain)
    assert not {unicodedata.category(c) for c in made.text.replace("\n", "")} & {"Cc", "Cs"}
    assert made.text.count("\n") == max(len(made.paragraphs) + (made.title.end > 0) - 1, 0)
    lines = made.text.split("\n") if made.text else []
    assert [made.cut(s) for s in ((made.title,) if made.title.end else ()) + made.paragraphs] == lines
    blocks = (made.title, *made.paragraphs)
    last = 0
    for sentence in sentences(made):
        assert last <= sentence.start < sentence.end <= len(made.text)
        assert any(block.start <= sentence.start and sentence.end <= block.end for block in blocks)
        assert made.cut(sentence) == made.cut(sentence).strip()
        last = sentence.end


@given(_MARKUP)
def test_sentences_leave_no_word_out(body):
    made = document(body)
    whole = "".join(made.text.split())
    assert "".join("".join(made.cut(s).split()) for s in sentences(made)) == whole


def test_a_body_of_nothing_but_tags_keeps_its_words():
    """The parser's time grows with the square of the nesting, so such a body goes another way."""
    body = "<div>" * 20_000 + "Oslo<b>ers</b><p>met<script>x</script><!-- y --></p>again" + "<style>z"
    assert paragraphs(body) == ["Osloers", "met", "again"]


@given(title=st.text(max_size=30), body=st.text(max_size=120), length=st.integers(0, 140))
def test_the_beginning_of_a_document_has_the_same_text_in_the_same_places(title, body, length):
    whole = document(body, title, plain=True)
    beginning = whole.beginning(length)
    assert len(beginning.text) <= length
    assert whole.text.startswith(beginning.text)
    assert all(paragraph in whole.paragraphs for paragraph in beginning.paragraphs[1:])
    assert all(span.end <= len(beginning.text) for span in (beginning.title, *beginning.paragraphs))
