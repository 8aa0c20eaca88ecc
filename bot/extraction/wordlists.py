"""Word lists written as text: one literal, a set out of it."""


def words(text: str) -> frozenset[str]:
    """The words of `text`, parted by white space."""
    return frozenset(text.split())
