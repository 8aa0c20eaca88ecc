"""`wirewatch stories`: list, show, merge, split."""
