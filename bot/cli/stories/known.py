"""Stories and a configuration as the operator names them, inside of a change."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from adapters.storage.database import open_store
from bot.app.parts import make_setup
from bot.cli.options import operator
from bot.core.stories import Story, StoryId
from bot.errors import UsageError
from bot.records import Records
from bot.services.curating import NotDone
from bot.services.setup import Setup
from bot.settings.loader import load
from bot.settings.mistakes import did_you_mean

_RECENT = 200
"""Stories, told last, among which a misspelt id is looked for."""

Change = Callable[[Records, Setup, str, datetime], Story | NotDone]
"""Takes the records, the setup, who asks for it, and when."""


def known_story(records: Records, subject: str, typed: str) -> Story:
    """The story of that id. Raises `UsageError`, with what may have been meant, where there is none."""
    if found := records.stories.find(StoryId(typed)):
        return found
    recent = [story.id for story in records.stories.latest(_RECENT)]
    hint = did_you_mean(typed, recent) or "`wirewatch stories list` shows the ids"
    raise UsageError(subject, f"no story has the id {typed}" if typed else "which story?", hint=hint)


async def change(folder: Path, subject: str, wanted: Change) -> Story:
    """Do it in one transaction, beside a bot that runs. Raises `UsageError` where it cannot be done."""
    configuration = load(folder)
    setup = make_setup(configuration, ())  # curating names no platform: it goes by what was delivered
    store = open_store(configuration.options.database, alone=False)
    try:
        author, now = operator(), datetime.now(UTC)
        done = await store.transact(lambda records: wanted(records, setup, author, now))
    finally:
        await store.close()
    if isinstance(done, NotDone):
        raise UsageError(subject, done.problem, hint=done.hint)
    return done
