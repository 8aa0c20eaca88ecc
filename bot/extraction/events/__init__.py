"""Facts of an event of interest, each with the sentence that states it.

The way of a fact: `sentences` lays out the text with its entities; `naming` finds the words that name an
event of the kind ("the 14th annual Japan–France summit") and `phrases` says whose event it is; `editions`,
`times`, `places`, `parties`, `statuses` and `visits` each read one slot around such a phrase; `gathering`
puts them together and keeps the best of equals.
"""

from bot.extraction.events.gathering import extract_facts

__all__ = ["extract_facts"]
