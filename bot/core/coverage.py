"""How many outlets report a story: an agency's text in many of them is one voice."""

from bot.core.stories import Story


def coverage(story: Story) -> str:
    """As "10 outlets, 8 in words of their own"; the second number only where it is another."""
    outlets, independent = len(story.outlets), len(story.independent_outlets)
    count = f"{outlets} {'outlet' if outlets == 1 else 'outlets'}"
    return count if independent == outlets else f"{count}, {independent} in words of their own"
