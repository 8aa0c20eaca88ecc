"""Sanctions: who imposes, extends or lifts what on whom, and when.

`phrases` finds the words that name them, `imposing` the deeds done with such words, `listing` those whose
object is the target; `deeds` is what both share; `targets` and `measures` read whom they hit and with what;
`sighting` puts them together. Subjects are read as those of agreements are.
"""

from bot.extraction.events.sanctions.sighting import sight_sanctions

__all__ = ["sight_sanctions"]
