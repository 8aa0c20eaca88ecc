"""Texts that a command is given on the command line."""

import sys
from datetime import UTC, datetime, time
from pathlib import Path

from bot.errors import UsageError
from bot.extraction.text import Document, make_document

_HTML = (".html", ".htm", ".xhtml")


def document_of(file: Path | None, *, title: str, published: str | None, html: bool = False) -> Document:
    """The text of `file` (`-`: standard input; HTML if said so or by its name) as an entry of that day.

    Raises `UsageError` where the file cannot be read or the day is none.
    """
    return make_document(
        title=title,
        body=_body(file) if file else "",
        published=_day(published),
        plain=file is None or not (html or file.suffix.lower() in _HTML),
    )


def _day(text: str | None) -> datetime:
    try:
        day = datetime.fromisoformat(text).date() if text else datetime.now(UTC).date()
    except ValueError:
        raise UsageError(f"--published {text}", "this is no date", hint="Write it as 2025-11-19") from None
    return datetime.combine(day, time(tzinfo=UTC))


def _body(file: Path) -> str:
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode("utf-8", "replace")
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(str(file), f"cannot be read: {error.strerror}") from error
