"""Who and what a document names: the lexicon's entities, and persons that only the text introduces."""

from bot.extraction.names.finder import find_names
from bot.extraction.names.values import Named, Names, Person

__all__ = ["Named", "Names", "Person", "find_names"]
