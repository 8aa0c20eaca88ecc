"""The events that one watch hears of: each summit of a series, each visit to a country.

The way of an assertion: `accounts` gathers what each entry says that tells which event it means; `guests`
keeps apart what is said of different visitors, where the watch follows many; `numbers` joins what names the
same edition; `following` adds what names days only, then what names none; `sorting` brings it together, and
`naming` gives each its key and label. `developments` tells how the facts of one came about.
"""

from bot.core.occasions.developments import Development, developments
from bot.core.occasions.sorting import Occasion, find_occasion, occasion_of, occasions

__all__ = ["Development", "Occasion", "developments", "find_occasion", "occasion_of", "occasions"]
