"""The feeds of a site."""
