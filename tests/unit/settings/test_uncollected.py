"""Loading leaves the collector of cycles as it found it."""

import gc

import pytest

from bot.settings.uncollected import uncollected


@pytest.fixture(autouse=True)
def _collecting():
    yield
    gc.enable()


def test_collection_rests_meanwhile_and_goes_on_afterwards():
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_goes_on_after_a_failure(mistakes):
    assert mistakes({"feeds.yaml": "- x"})
    assert gc.isenabled()


def test_collection_that_was_off_stays_off(loaded):
    gc.disable()
    loaded()
    assert not gc.isenabled()
