"""Patterns that are compiled when first used do what compiled ones do."""

import re

import pytest

from bot.extraction.lazily import lazy

TEXT = "Mori met Garnier in Tokyo, and Garnier met Mori in Paris."


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@pytest.mark.parametrize("pattern", [r"\bmet (\w+)", r"MORI", r"(?P<place>Tokyo|Paris)", r"nobody"])
def test_it_finds_what_the_compiled_pattern_finds(pattern, flags):
    ours, theirs = lazy(pattern, flags), re.compile(pattern, flags)
    for _ in range(2):
        assert [m.span() for m in ours.finditer(TEXT)] == [m.span() for m in theirs.finditer(TEXT)]
        assert ours.findall(TEXT) == theirs.findall(TEXT)
        assert ours.sub("-", TEXT) == theirs.sub("-", TEXT)
        assert (ours.search(TEXT, 5) is None) is (theirs.search(TEXT, 5) is None)
    assert ours.pattern == pattern


def test_a_mistake_is_told_at_the_first_use():
    broken = lazy("(")
    with pytest.raises(re.error):
        broken.search(TEXT)
