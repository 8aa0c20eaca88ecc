"""Word lists written as text: one literal, a set out of it."""


def words(text: str) -> frozenset[str]:
    """The words of `text`, parted by white space."""
    return frozenset(text.split())


SMALL_WORDS = words(
    """
    a all am an and any are as ask at be but by can did do for get go had has he her him his how i if in
    is it its let may me my no not now of off on one or our out see she so the to too up us was way we
    who why will with you
    """
)
"""In text that is all capitals these are words, not acronyms: GIVE US TIME, WHO WILL WIN."""

EVERYDAY_NAMES = words("bush chad china cook march polish quad rice swede target turkey visa")
"""Names that are everyday words too: they count only with a capital."""
