"""Agreements of states: who signs, agrees on or ratifies what, when and where.

`words` lays the sentence out; `actors` and `groups` say who can act; `clauses` and `subjects` whose verb it
is; `titles` reads what is agreed, `acts` and `passives` the deed, `parties` whose it is, `circumstances` its
day and place; `sighting` puts them together.
"""

from bot.extraction.events.agreements.sighting import sight_agreements

__all__ = ["sight_agreements"]
