"""Whatever stands in a file, loading gives a configuration or its mistakes."""

import string
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.settings.configuration import Configuration
from bot.settings.loader import load
from bot.settings.mistakes import ConfigErrors

FILES = (
    "wirewatch.yaml",
    "feeds.yaml",
    "channels.yaml",
    "routes.yaml",
    "entities/a.yaml",
    "watchlists/a.yaml",
)
WORDS = """
    feeds watches entities channels defaults id name url match all any none event kind parties examples
    fetch timeout status_page false true null ~ 0 -1 .5 1e9 30s 2MB slack:#x console india https://a.example
    regex entity (?=x) no_match summit << &a *a !!str --- ... %YAML
    title near words query within also people min_salience feeds tags languages language extends replaces
    quiet_hours from to zone days posts_per_hour digest every on at routes severity 22:00 mon day week off UTC
    AND OR NOT NEAR/3 entity:india entity:x feed:x salience:0.3 within:title ( ) "a /x(?=y)/
""".split()  # noqa: SIM905 -- shorter than 50 quoted words
PIECES = st.sampled_from(
    [*WORDS, ": ", ":\n  ", "\n", "\n  ", "\n    ", "- ", "[", "]", "{", "}", ", ", "'", '"']
)
PIECES |= st.sampled_from(
    ["? ", "| ", "> ", "#", "\t", "\\", '"\\U', "\x85", "\u2028", "\ufeff", "\0", "\ud800"]
)
TEXT = (
    st.lists(PIECES, max_size=60).map("".join) | st.text(string.printable, max_size=80) | st.text(max_size=40)
)

LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(max_size=8)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=25,
)


def outcome(name: str, content: bytes) -> Configuration | ConfigErrors:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        try:
            return load(Path(folder))
        except ConfigErrors as error:
            return error


def check(found: Configuration | ConfigErrors) -> None:
    if isinstance(found, ConfigErrors):
        assert found.mistakes
        assert all(each.what and each.line >= 0 and str(each) for each in found.mistakes)
        str(found).encode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(FILES), text=TEXT)
def test_any_text_gives_a_configuration_or_mistakes(name, text):
    check(outcome(name, text.encode("utf-8", "surrogatepass")))


@settings(max_examples=50, deadline=None)
@given(name=st.sampled_from(FILES), content=st.binary(max_size=60))
def test_any_bytes_give_a_configuration_or_mistakes(name, content):
    check(outcome(name, content))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(FILES), value=VALUES)
def test_any_values_under_known_keys_give_a_configuration_or_mistakes(name, value):
    """JSON is YAML: values that have the right keys and the wrong sort get past the syntax."""
    check(outcome(name, as_yaml(value).encode("utf-8", "surrogatepass")))


def as_yaml(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"'{key}': {as_yaml(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_yaml, value)) + "]"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case None:
            return "null"
        case _:
            return str(value).lower()
