"""Events that a document tells of, each fact with the sentence that states it.

The way of a fact: `names` says who and what is named, `sentences` lays out the text with names and dates;
`summits`, `meetings`, `visiting`, `agreements` and `sanctions` each see one kind of event where the text
tells of it, `asides` what is said of one in passing; `grouping` puts together what is told of the same event;
and `interest` picks the events that a watch asks for.
"""

from bot.extraction.events.finding import find_events
from bot.extraction.events.interest import facts_for

__all__ = ["facts_for", "find_events"]
