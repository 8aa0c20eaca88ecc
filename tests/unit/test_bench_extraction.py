"""`wirewatch bench extraction`: its figures by name, on its own articles and on a set."""

import json

import pytest

from bot.bench import extraction
from bot.bench.articles import OTHER, SUMMIT, SUMMIT_TITLE
from bot.errors import UsageError
from bot.extraction.lexicon import Lexicon
from bot.extraction.reading import Reader
from bot.extraction.rules import PhraseTerm, Rule

READER = Reader(Lexicon(()), {"summits": Rule(all=(PhraseTerm(phrase="summit"),))}, {})


def test_both_articles_that_come_with_it_have_400_words_and_one_is_matched():
    for article in (SUMMIT, OTHER):
        assert 390 <= len(article.split()) <= 450
    documents = extraction.documents_of(None)
    assert [READER.read(document) is not None for document in documents] == [True, False]


def test_its_figures_are_of_the_articles_of_a_set_cut_to_400_words(tmp_path):
    file = tmp_path / "articles.jsonl"
    items = [{"title": SUMMIT_TITLE, "text": f"{SUMMIT}\n\n{OTHER}"}, {"text": "Too short to count."}]
    file.write_text("\n".join(map(json.dumps, items)))
    figures = extraction.measure(READER, extraction.documents_of(file))
    assert figures["documents"] == 1
    assert 400 <= figures["words"] <= 520
    assert figures["ms_per_unmatched_document"] > 0
    assert figures["ms_per_matched_document"] > 0


def test_growth_has_a_figure_for_each_hostile_text(monkeypatch):
    monkeypatch.setattr(extraction, "SMALL", 200)
    assert extraction.growth(READER).keys() == extraction.HOSTILE.keys()


def test_a_folder_without_a_set_is_named(tmp_path):
    with pytest.raises(UsageError, match=str(tmp_path)):
        extraction.documents_of(tmp_path)
