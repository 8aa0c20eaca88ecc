"""What Discord accepts and promises, as far as Wirewatch uses it. Lengths are UTF-16 code units.

Sources are pages under https://discord.com/developers/docs.
"""

from datetime import timedelta

DISPLAY = 4_000
"""Display characters of all texts of one message; components/reference, Text Display."""

COMPONENTS = 40
"""Components of one message, nested ones included; components/reference."""

EMBED_DESCRIPTION, EMBED_FOOTER, EMBED_TOTAL = 4_096, 2_048, 6_000
"""resources/message, Embed Limits: title, description, fields, footer and author together stay below the
last. An embed needs no field, author or content here; a field or footer that is empty would be refused."""

ALT = 1_024
"""What stands for a picture in words; components/reference, Media Gallery, and resources/message,
Attachment: description."""

ROW_BUTTONS = 5
"""Buttons of one action row; components/reference, Action Row."""

BUTTON_LABEL = 80
"""components/reference, Button: 34 to 38 are seen without being cut, 80 are taken."""

CUSTOM_ID = 100
"""What a button sends back; components/reference, Custom IDs."""

URL = 512
"""A button's link takes 512; links in a text are held to the same, as they count as display characters."""

NONCE = 25
"""resources/message, Create Message. Enforced by the platform for "the past few minutes"."""

CHOICES = 25
"""Completions of one command option; interactions/receiving-and-responding, Autocomplete."""

CHOICE_NAME = 100
"""Name and value of a completion; interactions/application-commands."""

COMMAND_CHARACTERS = 8_000
"""Names, descriptions and values of one command with all its options, each in its longest language;
interactions/application-commands."""

THREAD_NAME = 100
"""resources/channel, Start Thread from Message: 1 to 100 characters."""

HISTORY_PAGE = 100
"""Messages of one page of a channel's history; resources/message, Get Channel Messages."""

HISTORY_MESSAGES = 1_000
"""Our own bound of one search: ten requests."""

CLOCK_SKEW = timedelta(seconds=120)
"""How far our clock may be from Discord's, whose ids carry the time; our own estimate."""

FATAL_CLOSES = frozenset({4004, 4010, 4011, 4012, 4013, 4014})
"""Gateway closes after which reconnecting is pointless; topics/opcodes-and-status-codes."""
