"""The text of an article's own page, where its site allows it."""
