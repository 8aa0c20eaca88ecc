"""Summaries of whole sentences, word for word: they cannot invent.

`summarise` chooses of one document, `summarise_story` of what was so chosen of the reports of a story.
"""

from bot.extraction.summary.choosing import summarise
from bot.extraction.summary.stories import Quote, SourceText, Statement, StorySummary, summarise_story
from bot.extraction.summary.values import Summary, SummaryReason

__all__ = [
    "Quote",
    "SourceText",
    "Statement",
    "StorySummary",
    "Summary",
    "SummaryReason",
    "summarise",
    "summarise_story",
]
