"""Dates in newswire English: an expression in the text, the calendar days that it names, its EDTF form.

The way of an expression: `finder` walks the text from one word that can start a date to the next, takes off
what stands before a date (by, around, early), and asks each family of expressions, a
module with its table of `KINDS`, for the date itself; `tense` says on which side of the reference an
incomplete date lies; `days` does the calendar's arithmetic.
"""

from bot.extraction.dates.finder import find_dates
from bot.extraction.dates.values import DateExpression, Granularity, Part, Relation

__all__ = ["DateExpression", "Granularity", "Part", "Relation", "find_dates"]
