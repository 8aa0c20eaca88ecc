"""A small fingerprint of a document, by which reports of one happening are recognised.

    tokens (stems, names, what they are weighed by) -> making (the sketch) <- days (the calendar days and ages
    that it names), shingles (runs of words, by which reprints are known)

A sketch says nothing by itself and is made outside of any transaction; how telling its terms are depends on
what else is in the news, which only the store knows (`bot.core.weighing`).
"""

from bot.extraction.sketch.making import KEPT, Kind, Sketch, Term, sketch
from bot.extraction.sketch.shingles import resemblance

__all__ = ["KEPT", "Kind", "Sketch", "Term", "resemblance", "sketch"]
