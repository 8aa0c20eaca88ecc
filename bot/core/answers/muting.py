"""The answers to `mute` and `unmute`: what is quiet, where, until when, and who said so."""

from collections.abc import Iterable, Sequence

from bot.core.answers.sorry import buttons
from bot.core.messages import Headline, Message, Paragraph, Row, Span, Table, Text, Time
from bot.core.silences import Silence, SilenceKind

_SHOWN = 20
_WHAT = {
    SilenceKind.STORY: "the story {}",
    SilenceKind.WATCH: "the watch {}",
    SilenceKind.SOURCE: "reports of {}",
    SilenceKind.CHANNEL: "everything in {}",
}


def muted_message(silence: Silence, subject: str) -> Message:
    """The silence that was just made; `subject` is the target as people call it."""
    return Message(
        blocks=(
            Headline(spans=(Text(text=f"Muted: {_what(silence, subject)}"),)),
            Table(rows=tuple(_rows(silence))),
        ),
        buttons=buttons([("Undo", "unmute", silence.id)]),
    )


def unmuted_message(ended: Sequence[Silence]) -> Message:
    """The silences that were just ended; at least one."""
    rows = tuple(Row(label=silence.id, spans=(Text(text=_where(silence)),)) for silence in ended)
    return Message(
        blocks=(Headline(spans=(Text(text=f"No longer muted: {_what(ended[0])}"),)), Table(rows=rows))
    )


def silences_message(silences: Sequence[Silence]) -> Message:
    """All that is muted, the one that ends first in front."""
    if not silences:
        hint = "Nothing is muted. /watch mute watch <id> for 8h because <reason> makes something quiet."
        return Message(blocks=(Paragraph(spans=(Text(text=hint),)),))
    rows = tuple(Row(label=silence.id, spans=tuple(_line(silence))) for silence in silences[:_SHOWN])
    more = len(silences) - len(rows)
    blocks = (Headline(spans=(Text(text=f"Muted: {len(silences)}"),)), Table(rows=rows))
    left = (Paragraph(spans=(Text(text=f"and {more} more"),)),) if more else ()
    offers = ((f"Unmute {silence.id}", "unmute", silence.id) for silence in silences)
    return Message(blocks=(*blocks, *left), buttons=buttons(offers))


def _rows(silence: Silence) -> Iterable[Row]:
    yield Row(label="Where", spans=(Text(text=_place(silence)),))
    yield Row(label="Until", spans=(Time(at=silence.until),))
    yield Row(label="By", spans=(Text(text=silence.author or "nobody known"),))
    if silence.why:
        yield Row(label="Because", spans=(Text(text=silence.why),))
    yield Row(label="To end it", spans=(Text(text=f"/watch unmute {silence.id}"),))


def _line(silence: Silence) -> Iterable[Span]:
    yield Text(text=f"{_where(silence)} until ")
    yield Time(at=silence.until)
    yield Text(text=f" · by {silence.author or 'nobody known'}{_because(silence)}")


def _because(silence: Silence) -> str:
    return f" · “{silence.why}”" if silence.why else ""


def _what(silence: Silence, subject: str = "") -> str:
    return _WHAT[silence.kind].format(subject or silence.target)


def _where(silence: Silence) -> str:
    place = "" if silence.kind is SilenceKind.CHANNEL else f", {_place(silence)}"
    return f"{_what(silence)}{place}"


def _place(silence: Silence) -> str:
    return f"in {silence.channel}" if silence.channel else "everywhere"
