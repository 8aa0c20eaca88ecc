"""The pages as HTML. What a feed wrote stays text, whatever it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, select_autoescape

from bot.core.display import clean_text, domain_of, edges, safe_url, utc
from bot.core.messages import Button, Headline, Link, Message, Paragraph, Table, Time, with_severity
from bot.services.status import Status

_LONGEST_URL = 2_000
_MOST_FEEDS = 500
"""On the page, those in trouble first; thousands would be slow to load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    label: str
    value: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Asks again, by GET."""

    action: str
    button: str
    fields: tuple[Field, ...]


class Pages:
    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape(), trim_blocks=True
        )
        self._environment.filters |= {
            "moment": _moment,
            "link": _link,
            "words": _words,
            "beside": _beside,
            "segment": _segment,
        }
        tests: Mapping[str, type] = {"table": Table, "headline": Headline, "paragraph": Paragraph}
        self._environment.tests |= {name: _is_a(kind) for name, kind in tests.items()}
        self._environment.tests |= {"time": _is_a(Time), "link": _is_a(Link)}

    def status(self, status: Status) -> str:
        return self._environment.get_template("page.html").render(status=status, most=_MOST_FEEDS)

    def answer(self, message: Message | None, *, form: Form | None = None, rows_lead_to: str = "") -> str:
        """The message, below a form if there is one; `rows_lead_to` is where the labels of its rows lead."""
        return self._environment.get_template("answer.html").render(
            title=_title(message),
            blocks=with_severity(message) if message else (),
            offers=tuple(_offers(message.buttons)) if message and not rows_lead_to else (),
            form=form,
            rows_lead_to=rows_lead_to,
        )


def address_of(button: Button) -> str | None:
    """The page that answers what the button asks; None for what no page may do: nobody logs in here."""
    target = _segment(button.target)
    match button.verb:
        case "latest":
            return f"/watches/{target}"
        case "timeline":
            watch, _, page = button.target.rpartition(" ")
            return (
                f"/watches/{_segment(watch)}/timeline?page={page}" if watch else f"/watches/{target}/timeline"
            )
        case "why":
            return f"/stories/{target}"
        case "search":
            return f"/search?q={target}"
        case _:
            return None


def _offers(buttons: Iterable[Button]) -> Iterable[tuple[str, str]]:
    return ((button.label, address) for button in buttons if (address := address_of(button)))


def _title(message: Message | None) -> str:
    headlines = (block for block in message.blocks if isinstance(block, Headline)) if message else ()
    spans = next((headline.spans for headline in headlines), ())
    return "".join(clean_text(span.text) for span in spans if not isinstance(span, Time)) or "Answer"


def _is_a(kind: type) -> Any:
    return lambda value: isinstance(value, kind)


def _moment(at: datetime | None) -> str:
    return utc(at) if at else "–"


def _link(url: str) -> str | None:
    return safe_url(url, _LONGEST_URL)


def _segment(text: str) -> str:
    """`text` as one part of a path."""
    return quote(text, safe="")


def _words(text: str) -> str:
    lead, bare, tail = edges(text)
    return f"{lead}{clean_text(bare)}{tail}"


def _beside(link: Link) -> str:
    """What is printed after a link, so that it cannot hide where it leads."""
    domain = domain_of(link.url)
    return f" ({domain})" if domain and domain != link.text.strip() else ""
