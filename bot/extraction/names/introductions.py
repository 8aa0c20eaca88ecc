"""The persons of one document, read in order: full names first, then what stands for them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.extraction.lazily import lazy
from bot.extraction.lexicon import EntityId
from bot.extraction.names.appositions import office_after
from bot.extraction.names.delegations import Row
from bot.extraction.names.descriptions import Bearers, chosen, descriptions
from bot.extraction.names.evidence import Evidence, begins_at
from bot.extraction.names.groups import groups_in, own_words
from bot.extraction.names.office_words import WEAK_TITLES
from bot.extraction.names.offices import Office, office_before
from bot.extraction.names.parting import Group
from bot.extraction.names.people import Acquaintance, People
from bot.extraction.names.runs import (
    BREAK,
    FAMILY,
    GIVEN,
    HONORIFIC,
    MODIFIER,
    OFFICE,
    PARTICLES,
    PLACE,
    STOP,
    SUFFIX,
    THING,
    TITLE,
    look_up,
)
from bot.extraction.names.speakers import Speakers
from bot.extraction.names.values import Named
from bot.extraction.text import Document, Span
from bot.extraction.wordlists import words

_FACILITIES = words(
    """
    stadium tower towers airport foundation university institute prize award street avenue boulevard bridge
    center centre hospital school library cup memorial museum square trust hotel
    """
)
_FOREIGN_MINISTERS = dict.fromkeys(
    ("secretary of state", "foreign secretary", "external affairs minister", "eam", "fm"), "Foreign Minister"
)
"""What the counterpart of one of these is called elsewhere."""
_APPOSED = (", ", " (", " – ", " — ")
_PARTICLES_BEFORE = lazy(rf"\b(?:(?:{PARTICLES}) )+$")


class Introductions:
    """Reads one document; what it has found stands in `meant`."""

    def __init__(self, document: Document, named: Sequence[Named], people: People) -> None:
        self._text = document.text
        self._title_end = document.title.end
        self._named = named
        self._speakers = Speakers(document.text, named)
        self._people = people
        self._latest: Acquaintance | None = None
        self.meant: list[tuple[Span, Acquaintance]] = []
        """Words that stand for a person, and which."""
        self.hidden: set[Span] = set()
        """Mentions of the lexicon's persons that are of something called after them."""

    def read(self) -> None:
        groups = list(groups_in(self._text, self._named))
        evidence = Evidence(self._text, groups, self._speakers)
        later = self._read_full_names(groups, evidence)
        self._latest = None
        for group, office in later:
            who = self._stood_for(group, office, evidence)
            if who is not None:
                self._meet(who, group, office)
        self.meant.sort(key=lambda one: one[0].start)
        self.meant = [(self._with_particles(span, who), who) for span, who in self.meant]
        self._read_descriptions()

    def _read_full_names(
        self, groups: Sequence[Group], evidence: Evidence
    ) -> list[tuple[Group, Office | None]]:
        """Takes what is a name by itself; gives back the rest, with the titles before it."""
        row = Row(self._text, self._speakers)
        later: list[tuple[Group, Office | None]] = []
        for found in groups:
            group = self._trimmed(found)
            office = row.office_of(group.start, self._office(group))
            listed = row.goes_on_at(group.start)
            person = True
            if group.known is not None:
                self._know(group, group.known, office)
            elif evidence.is_full_name(group, office, listed=listed):
                self._meet(self._people.introduced(self._cut(group), group.start), group, office)
            else:
                later.append((group, office))
                person = False
            row.ended(group.end, with_person=person and len(group.words) > 1)
        return later

    def _trimmed(self, group: Group) -> Group:
        begin = 0 if group.known is not None or len(group.words) < 2 else begins_at(group, self._text)
        if not begin:
            return group
        return replace(group, words=group.words[begin:], before=group.words[begin - 1].kind | TITLE)

    def _cut(self, group: Group) -> str:
        return self._text[group.start : group.end]

    def _office(self, group: Group) -> Office | None:
        """What stands before the name and says who it is."""
        at = group.start
        if group.known is None and len(group.words) == 1 and group.after & (BREAK & ~STOP):
            return None  # "Chief Operating Officer"
        if group.before:
            told = group.before & (TITLE | THING | MODIFIER | PLACE)
            return office_before(self._text, at, self._speakers) if told else None
        if at < 2 or self._text[at - 1] != " ":
            return None
        if self._text[at - 2] == ",":
            return self._office_and_comma(group)
        low = self._text.rfind(" ", max(0, at - 28), at - 1) + 1
        _, kind = look_up(self._text[low : at - 1].lstrip("\"“‘('\n"))
        return office_before(self._text, at, self._speakers) if kind & TITLE else None

    def _office_and_comma(self, group: Group) -> Office | None:
        """As in "the head of the agency, Osiris Luna, said"."""
        if len(group.words) < 2 or self._text[group.end : group.end + 1] not in {",", ")"}:
            return None
        return office_before(self._text, group.start - 2, self._speakers)

    def _know(self, group: Group, known: Named, office: Office | None) -> None:
        """A person of the lexicon, or somebody whose longer name holds the mention."""
        if group.after & THING and self._is_facility(group):
            self.hidden.add(known.span)
            return
        if len(group.words) > 1:
            own = own_words(group, known.entity)
            if own is None:
                self._meet(self._people.introduced(self._cut(group), group.start), group, office)
                return
            if len(own) < len(group.words):
                office = office if own[0] is group.words[0] else None
                group = replace(group, words=own)
        self._meet(self._people.known(known.entity, group.start), group, office or self._inborn(group))

    def _is_facility(self, group: Group) -> bool:
        return self._text[group.end + 1 : group.end + 20].split(" ")[0].lower() in _FACILITIES

    def _inborn(self, group: Group) -> Office | None:
        """The office that the lexicon's own name tells: "King Abdullah"."""
        first = group.words[0]
        if len(group.words) < 2 or not first.kind & (OFFICE | HONORIFIC):
            return None
        span = Span(start=first.start, end=first.end)
        return (
            Office(role=self._text[first.start : first.end], span=span, noun=first.text)
            if first.kind & OFFICE
            else None
        )

    def _meet(self, who: Acquaintance, group: Group, office: Office | None) -> None:
        """Notes that the words of the group stand for `who`, with the office beside them."""
        if (office is None or not office.role) and self._text.startswith(_APPOSED, group.end):
            office = office_after(self._text, group.end, self._speakers) or office
        who.learn(self._matched(office), self._country(group, office))
        self._latest = who
        self.meant.append((Span(start=group.start, end=group.end), who))

    def _matched(self, office: Office | None) -> Office | None:
        """Of "his Egyptian counterpart" the office of the person named before."""
        other = self._latest.office if self._latest is not None else None
        if office is None or office.noun != "counterpart" or other is None or not other.role:
            return office
        role = _FOREIGN_MINISTERS.get(other.role.lower(), other.role)
        return replace(office, role=role, noun=role.lower().split()[-1])

    def _country(self, group: Group, office: Office | None) -> EntityId | None:
        if office is not None and office.countries:
            return office.countries[0]
        if office is not None and office.role:
            of = self._text.startswith(" of ", group.end)
            return self._speakers.named_from(group.end + len(" of ")) if of else None
        return self._speakers.owning(group.start) if office is None else None

    def _stood_for(self, group: Group, office: Office | None, evidence: Evidence) -> Acquaintance | None:
        """Whom a surname, a given name, or a title with a name stands for."""
        kind = group.words[0].kind
        if group.after & THING or len(group.words) > 3:
            return None
        if office is None and (
            kind & PLACE or (kind & BREAK and not kind & GIVEN and not evidence.speaks(group))
        ):
            return None
        name = self._cut(group)
        who = self._people.by_surname(name)
        if who is not None and (who.at < group.start or group.start < self._title_end or office is not None):
            return who
        return self._by_one_word(name, group, office, evidence) if len(group.words) == 1 else None

    def _by_one_word(
        self, name: str, group: Group, office: Office | None, evidence: Evidence
    ) -> Acquaintance | None:
        if office is not None:
            return self._titled(name, group, office)
        if self._people.is_borne(name):
            return None
        given = self._people.by_given(name)
        if given is not None:
            return given if given.at < group.start else None
        return self._people.introduced(name, group.start) if evidence.is_given_name(group) else None

    def _titled(self, name: str, group: Group, office: Office) -> Acquaintance | None:
        weak = self._people.weakly(name)
        if weak is not None and (not office.countries or weak.country in office.countries):
            return self._people.known(weak, group.start)
        if self._people.is_shared(name):
            return self._people.bearing(name, office)
        kind = group.words[0].kind
        given = self._people.by_given(name)
        if given is not None or kind & (STOP | PLACE | SUFFIX):
            return given
        sure = office.strong and office.title and (office.title not in WEAK_TITLES or kind & (FAMILY | GIVEN))
        return self._people.introduced(name, group.start) if sure else None

    def _with_particles(self, span: Span, who: Acquaintance) -> Span:
        """With the particles before the last word where the full name has them: "von der Leyen"."""
        if self._text[span.start - 1 : span.start] != " " or not self._text[span.start - 2].islower():
            return span
        before = _PARTICLES_BEFORE.search(self._text, max(0, span.start - 12), span.start)
        if before is None or f" {before[0]}{self._text[span.start : span.end]}" not in who.name:
            return span
        return Span(start=before.start(), end=span.end)

    def _read_descriptions(self) -> None:
        """Adds "the Russian leader" for whoever is that."""
        found = list(descriptions(self._text, self._speakers)) if self.meant else []
        if not found:
            return
        first_seen: dict[int, int] = {}
        for span, who in self.meant:
            first_seen.setdefault(id(who), span.start)
        begins = {(span.start, id(who)) for span, who in self.meant}
        bearers = Bearers(self._people, first_seen)
        for one in list(chosen(found, [span for span, _ in self.meant])):
            who_else = bearers.meant_by(one)
            if who_else is not None and (one.span.end + len(", "), id(who_else)) not in begins:
                self.meant.append((one.span, who_else))
