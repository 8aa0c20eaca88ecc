from bot.bench.made_up import MadeUpNews
from bot.bench.match import measure
from bot.extraction.matching import Matcher


def test_the_figures_are_there_for_every_size():
    figures = measure(sizes=(10, 40), aliases=50, rules=8, documents=3)
    assert set(figures) == {
        "documents_per_second",
        "ahocorasick_alone",
        "aliases_50_rules_8",
        "peak_rss_mb",
        "redos_ms",
    }
    assert set(figures["documents_per_second"]) == set(figures["ahocorasick_alone"]) == {"10", "40"}


def test_the_same_news_is_made_every_time():
    assert MadeUpNews(50).documents(3) == MadeUpNews(50).documents(3)


def test_watches_on_what_is_made_up_find_something_and_not_everything():
    """Else the figures would be those of a matcher with nothing, or with everything, to do."""
    news = MadeUpNews(500)
    documents = news.documents(100)
    matcher = Matcher(news.lexicon(500), news.entity_rules(50, 500))
    matched = sum(bool(matcher.match(document)) for document in documents)
    assert 0 < matched < len(documents)
