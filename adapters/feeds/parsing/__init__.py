"""Bytes of a feed to entries, in processes that can be killed."""
