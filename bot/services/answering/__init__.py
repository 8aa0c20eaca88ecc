"""The verbs that team members ask with: one module for each kind of question."""
