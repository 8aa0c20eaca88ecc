"""Slack's limits as far as Wirewatch comes near them, and the caps we set ourselves. Units: see display."""

from datetime import timedelta

# What Slack refuses or cuts.
TEXT = (
    4_000  # docs.slack.dev/reference/methods/chat.postMessage: recommended; 4,041 arrived as several messages
)
BLOCKS = 50  # docs.slack.dev/reference/block-kit/blocks: blocks in a message
BLOCK_TEXT = 10_000  # undocumented: msg_blocks_too_long was seen near 13,200 characters in all blocks
ACTIONS = 25  # .../blocks/actions-block: elements
BLOCK_ID = 255  # .../blocks: block_id
BUTTON_TEXT = 75  # .../block-elements/button-element: text
BUTTON_VALUE = 2_000  # .../block-elements/button-element: value
ACTION_ID = 255  # .../block-elements/button-element: action_id
ALT = 2_000  # .../blocks/image-block: alt_text
URL = 2_000  # rich_text links have none documented; a button's is 3,000, browsers take 2,000 everywhere

# Ours: a part may not grow so long that the parts after it no longer fit into BLOCK_TEXT.
SMALL_PRINT = 600
HEADLINE = 400
PARAGRAPH = 3_000  # a section's limit; rich_text has none documented
LABEL = 75
ROW = 800
TEXT_PART = 1_000
"""Of one part in `text`, so that headline and facts find room beside a long paragraph."""

# Requests.
REQUEST_TIMEOUT = 30
"""Seconds a request may last in all: well within the 60 s after which a lost answer is looked into."""
HEAD_TIMEOUT = 10
"""Seconds for the look at a message before the reply to it."""
PICTURE_TIMEOUT = 10
"""Seconds for painting a reply's picture and bringing it to Slack; then the reply leaves, with it or without
it: 50 s in all."""
HISTORY_PAGE = 200  # docs.slack.dev/reference/methods/conversations.history: recommended at most
HISTORY_PAGES = 10
"""Pages of a channel's history read in one search; the method allows some 50 requests a minute (tier 3)."""
LIST_PAGE = 1_000  # docs.slack.dev/reference/methods/conversations.list: under 1,000 recommended
LIST_PAGES = 10  # tier 2: some 20 requests a minute
CLOCK_SKEW = timedelta(minutes=2)
"""How far our clock may be ahead of Slack's when a message is searched by the time of its dispatch."""
