"""Reading YAML into a tree, with the mistakes of form.

ruamel.yaml scans and parses what an operator wrote, and the tree is built from its events: by its C parser
first, which is ten times as fast, and where that finds a mistake by the one in Python, which explains it.
"""

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

from bot.settings.mistakes import Mistake, Place, mistake, shown
from bot.settings.tree import Broken, Builder, Node


def read_tree(text: str, file: str) -> tuple[Node | None, tuple[Mistake, ...]]:
    """The tree of one file and its mistakes of form. None where the text cannot be read, or holds nothing.

    Plain scalars are those of YAML 1.2: `no` is a word.
    """
    try:
        return _parsed(text, file, pure=False)
    except (YAMLError, ValueError, OverflowError):
        return read_slowly(text, file)


def read_slowly(text: str, file: str) -> tuple[Node | None, tuple[Mistake, ...]]:
    """What `read_tree` gives, by the parser whose errors can be explained."""
    try:
        return _parsed(text, file, pure=True)
    except ReaderError as error:
        found = _unreadable(text, file, error)
    except MarkedYAMLError as error:
        found = _malformed(file, error)
    except (YAMLError, ValueError, OverflowError) as error:
        # A numeric escape beyond Unicode or a strange directive: ruamel gives no place for these.
        found = mistake(Place(file=file), f"this file is not YAML: {shown(error)}")
    return None, (found,)


def _parsed(text: str, file: str, *, pure: bool) -> tuple[Node | None, tuple[Mistake, ...]]:
    builder = Builder(file)
    try:
        for event in YAML(typ="safe", pure=pure).parse(text):
            _take(event, builder)
    except Broken as broken:
        return None, (*builder.mistakes, broken.mistake)
    return builder.root, tuple(builder.mistakes)


def _take(event: Any, builder: Builder) -> None:
    if isinstance(event, ScalarEvent):
        place = _checked_place(event, builder)
        builder.scalar(place, event.value, plain=not event.style, anchor=event.anchor)
    elif isinstance(event, CollectionStartEvent):
        mapping = isinstance(event, MappingStartEvent)
        builder.begin(_checked_place(event, builder), mapping=mapping, anchor=event.anchor)
    elif isinstance(event, CollectionEndEvent):
        builder.end()
    elif isinstance(event, AliasEvent):
        builder.alias(_place(event, builder), event.anchor)
    elif isinstance(event, DocumentStartEvent) and builder.root is not None:
        hint = 'Remove the line "---" or split the file.'
        raise Broken(mistake(_place(event, builder), "a second document begins here", hint=hint))


def _place(event: Any, builder: Builder) -> Place:
    mark = event.start_mark
    return Place(file=builder.file, line=mark.line + 1, column=mark.column + 1)


def _checked_place(event: Any, builder: Builder) -> Place:
    """The event's place; a tag there is refused, because no setting has one."""
    place = _place(event, builder)
    if event.tag is not None and str(event.tag) != "!":
        hint = "Remove it, or put the value in quotes."
        builder.say(place, "tags (words that begin with !) are not read", hint)
    return place


def _unreadable(text: str, file: str, error: ReaderError) -> Mistake:
    before = text[: error.position]
    place = Place(file=file, line=before.count("\n") + 1, column=error.position - before.rfind("\n"))
    what = f"the character U+{ord(text[error.position]):04X} cannot stand in a YAML file"
    return mistake(place, what, hint="Delete it and type the line again.")


def _malformed(file: str, error: MarkedYAMLError) -> Mistake:
    problem = " ".join(str(error.problem or error.context or "it cannot be read").split())
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    why = ""
    if begun is not None and any(sign in problem for sign in _NOTICED_LATE):
        mark = begun
    elif begun is not None and error.problem:
        why = f"It came {error.context} that begins in line {begun.line + 1}."
    place = Place(file=file, line=mark.line + 1, column=mark.column + 1) if mark else Place(file=file)
    return mistake(place, f"this is not YAML: {problem}", why=why, hint=_way_out(problem))


_NOTICED_LATE = ("could not find expected ':'", "end of stream", "<stream end>")
"""Where the parser complains far behind the mistake, the place where it began is the better one."""

_WAYS_OUT = (
    ("\\t", "YAML is indented with spaces: replace the tab character."),
    ("mapping values are not allowed", 'Put a text that holds ": " in quotes, or check the indentation.'),
    ("expected <block end>", "Check that this line is indented like the ones it belongs to."),
    ("could not find expected ':'", 'A key needs a colon and a space after it: "name: value".'),
    ("quoted scalar", "Close the quotation mark."),
    ("unexpected end of stream", "Close the quotation mark that stands here."),
    ("expected ',' or", "Close the bracket that stands open, or put a comma between two items."),
    ("cannot start any token", "Put the text in quotes: this character means something else in YAML."),
    ("unknown escape character", "Use single quotes around a text that holds a backslash."),
)


def _way_out(problem: str) -> str:
    return next((hint for sign, hint in _WAYS_OUT if sign in problem), "")
