"""What is wrong with a query, and where."""


class QueryError(ValueError):
    """A query that cannot be read."""

    def __init__(self, problem: str, position: int, hint: str = "") -> None:
        """`position` counts characters from 0; it is the length of the text where more was expected."""
        super().__init__(f"{problem}, at character {position + 1}" + (f". {hint}" if hint else ""))
        self.problem = problem
        self.position = position
        self.hint = hint
