"""Whether a fetched entry is one that is known: addresses, titles, and their vote."""
