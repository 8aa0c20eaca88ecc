"""The composition root: `parts` are made from the configuration, `running` puts them together."""
