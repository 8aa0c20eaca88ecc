"""What the matcher finds in a document, and what it can say about it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.extraction.rules import Part, Term
from bot.extraction.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words in the document that a term or an entity stands for."""

    span: Span
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A watch that a document satisfied, with the evidence: at least one mention for each thing asked."""

    watch: str
    evidence: tuple[Mention, ...]
    """In order; up to three mentions of each term that stands where the rule, or its part, first holds."""
    in_title: bool
    """Whether any of the evidence stands in the title."""
    salience: float = 0.0
    """0 to 1: how central to the document is the least central of the parts that had to be there."""


class Role(StrEnum):
    """In which list of its rule or group a part stands."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


class Note(StrEnum):
    """Why a part does not hold."""

    NOT_SEEN = "not seen"
    WEAK = "only seen by names that do not count alone"
    APART = "its parts never stand together in one place"
    INCOMPLETE = "not all of its parts are there"
    FORBIDDEN = "something that it forbids is there"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartExplanation:
    """One part of a rule against one document."""

    part: Part
    role: Role
    held: bool
    """Whether it is there. For a part of `none` that is what keeps the rule or group from holding."""
    mentions: tuple[Mention, ...] = ()
    """Of a term up to three, those of weak names too; of a group that held, its evidence."""
    parts: "tuple[PartExplanation, ...]" = ()
    """Of a group: its own parts, looked for in the place where it first holds, or wherever it might."""
    note: Note | None = None
    """Only where it does not hold."""


class Filter(StrEnum):
    """What a rule may ask of the place a document comes from."""

    FEED = "feed"
    TAG = "tag"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a watch holds or does not. It holds exactly where `match` is there."""

    watch: str
    match: Match | None
    seen: tuple[Mention, ...]
    """Up to three mentions of each term of `all` and `any`, wherever they stand, weak ones too."""
    missing: tuple[Part, ...]
    """Parts of `all` that hold nowhere in the document; those of `any` where none does."""
    blocked: tuple[Mention, ...]
    """Mentions of the parts of `none` that are there."""
    apart: bool
    """All that is asked for is there, but never together in one `within`."""
    parts: tuple[PartExplanation, ...] = ()
    """One for each part of the rule: those of `all`, then of `any`, then of `none`."""
    filtered: tuple[Filter, ...] = ()
    """What the document's feed does not satisfy."""
    salience: float | None = None
    """0 to 1, against the rule's `min_salience`; None where the words of the rule do not hold together."""
    too_slight: bool = False
    """The words hold, but what they name is not central enough to the document."""
