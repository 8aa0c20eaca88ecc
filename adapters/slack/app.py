"""The app as Slack knows it: what its manifest describes, and what the bot then relies on."""

API_URL = "https://slack.com/api/"
COMMAND = "/watch"
WHY = "why_message"
"""The callback id of the message shortcut."""
PATH = "/slack/events"
"""Where the bot takes what Slack sends over HTTP."""

NEEDED = ("chat:write", "commands")
HISTORY = ("channels:history", "groups:history")
"""Of public and of private channels: with them a message whose answer was lost can be looked for."""
PICTURES = "files:write"
GROUPS = "usergroups:read"

TOKEN_HINTS = {
    "SLACK_BOT_TOKEN": "Copy the bot token (xoxb-...) from the app's page, under OAuth & Permissions",
    "SLACK_APP_TOKEN": "Create an app-level token (xapp-...) with connections:write on the app's page",
}
"""Where each token is found."""
