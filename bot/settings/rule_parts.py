"""What an operator may write as the rule of a watch, and as the parts of one. Strict, as all settings."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from bot.extraction.rules import Also, Rule, Scope
from bot.settings.checks import Id, Language, Many, NotEmpty, OrEmpty, Phrase, between
from bot.settings.mistakes import closest
from bot.settings.part import Lax, Part
from bot.settings.patterns import Regex
from bot.settings.queries import InnerQuery, Query
from bot.settings.references import EntityRef, FeedRef
from bot.settings.refusal import NO_SORT, refuse
from bot.settings.stretches import MOST_WORDS, Stretch

_SORTS: Mapping[str, str] = {
    "entity": "EntityPart",
    "regex": "RegexPart",
    "title": "TitlePart",
    "near": "NearPart",
    "query": "QueryPart",
    "all": "GroupPart",
    "any": "GroupPart",
    "none": "GroupPart",
    "also": "EntityPart",
    "words": "NearPart",
    "within": "GroupPart",
}
"""What a mapping is, by the first of these keys that it has."""
_ALONE = ("entity", "regex", "title", "near", "query", "all", "any", "none")


def _sort_of_item(value: Any) -> str | None:
    """The member of `Item` that `value` is meant as, if any; a misspelt key counts too."""
    if not isinstance(value, Mapping):
        return None if isinstance(value, list) else "phrase"
    key = next((key for key in _SORTS if key in value), "")
    return _SORTS.get(key or next(filter(None, (closest(str(each), _SORTS) for each in value)), ""))


class ItemPart(Part):
    """A part of a rule that is more than a phrase: one thing each."""

    subject: ClassVar[str] = "an item"

    @model_validator(mode="before")
    @classmethod
    def _is_one_thing(cls, value: Any) -> Any:
        keys = [key for key in _ALONE if key in value] if isinstance(value, Mapping) else []
        if len({_SORTS[key] for key in keys}) < 2:
            return value
        what = f"this item has the keys {' and '.join(keys)}, and only one of them can be what it looks for"
        raise refuse(what, hint="Make two items of it, or a group: {all: [..]} or {any: [..]}.")


class EntityPart(ItemPart):
    subject: ClassVar[str] = "an item with entity"

    entity: EntityRef = Field(description="The id of an entity, meant by any of its names.")
    also: Annotated[Many[Annotated[Also, Lax]], OrEmpty] = Field(
        default=(),
        description="What else may stand for it: its metonyms, its weak names, people who speak for it, "
        "cities that lie in it.",
    )


class RegexPart(ItemPart):
    subject: ClassVar[str] = "an item with regex"

    regex: Regex = Field(description="An RE2 regular expression.")


class QueryPart(ItemPart):
    subject: ClassVar[str] = "an item with query"

    query: InnerQuery = Field(description="One line of search syntax.")


Item = Annotated[
    Annotated[Phrase, Tag("phrase")]
    | Annotated["EntityPart", Tag("EntityPart")]
    | Annotated["RegexPart", Tag("RegexPart")]
    | Annotated["TitlePart", Tag("TitlePart")]
    | Annotated["NearPart", Tag("NearPart")]
    | Annotated["QueryPart", Tag("QueryPart")]
    | Annotated["GroupPart", Tag("GroupPart")],
    Discriminator(_sort_of_item, custom_error_type=NO_SORT, custom_error_message="no sort of item"),
]
"""One thing to look for: text is a phrase."""


def _one_or_many(value: Any) -> str:
    return "many" if isinstance(value, list | tuple) else "one"


class TitlePart(ItemPart):
    subject: ClassVar[str] = "an item with title"

    title: Annotated[
        Annotated[Item, Tag("one")] | Annotated[Annotated[Many[Item], NotEmpty], Tag("many")],
        Discriminator(_one_or_many),
    ] = Field(description="What the title must hold: one item, or all of several.")


class NearPart(ItemPart):
    subject: ClassVar[str] = "an item with near"

    near: Annotated[Many[Item], NotEmpty] = Field(
        description="All of these within so many words, in any order."
    )
    words: Annotated[int, between(2, MOST_WORDS, str)] = Field(
        default=20, description="The longest stretch that may hold them, in words."
    )


class _Together(Part):
    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["all"]}, {"required": ["any"]}]})
    all: Annotated[Many[Item], OrEmpty] = Field(default=(), description="Each of these must be there.")
    any: Annotated[Many[Item], OrEmpty] = Field(
        default=(), description="At least one of these must be there."
    )
    none: Annotated[Many[Item], OrEmpty] = Field(
        default=(), description="None of these may be anywhere in the text that is looked at."
    )
    within: Stretch = Field(
        default=Scope.DOCUMENT,
        description="What must hold all of it together: document, paragraph, sentence, title or a number "
        "of words, as 20 words. The title counts as a paragraph.",
    )

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if self.all or self.any:
            return self
        hint = "Write items into all or any."
        raise refuse(f"this {self.noun} asks for nothing, so it never matches", hint=hint)

    noun: ClassVar[str] = "rule"


class GroupPart(_Together, ItemPart):
    """Several items that count as one."""

    subject: ClassVar[str] = "a group"
    noun: ClassVar[str] = "group"


class MatchPart(_Together):
    subject: ClassVar[str] = "match"

    min_salience: Annotated[float, between(0.0, 1.0, "{:g}".format)] = Field(
        default=0.0,
        description="How central to a document the matched things must be, 0 (mentioned) to 1 (its subject).",
    )
    feeds: Annotated[Many[FeedRef], OrEmpty] = Field(default=(), description="Only entries of these feeds.")
    tags: Annotated[Many[Id], OrEmpty] = Field(
        default=(), description="Only entries of feeds that have one of these tags."
    )
    languages: Annotated[Many[Language], OrEmpty] = Field(
        default=(), description="Only entries of feeds in one of these languages."
    )


def _line_or_mapping(value: Any) -> str:
    return "line" if isinstance(value, str | Rule) else "MatchPart"


Match = Annotated[
    Annotated[Query, Tag("line")] | Annotated[MatchPart, Tag("MatchPart")], Discriminator(_line_or_mapping)
]
"""The rule of a watch: a mapping, or one line of search syntax."""

for _part in (TitlePart, NearPart, GroupPart, MatchPart):
    _part.model_rebuild()
