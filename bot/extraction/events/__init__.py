"""Facts of an event of interest, each with the sentence that states it.

The way of a fact: `sentences` lays out the text with its entities; `phrases` finds the words that name an
event
("the 23rd annual India–Russia summit") and says whose event it is; `editions`, `times`, `places`,
`parties` and
`statuses` each read one slot around such a phrase; `gathering` puts them together and keeps the best of
equals.
"""

from bot.extraction.events.gathering import extract_facts

__all__ = ["extract_facts"]
