"""A command line that cannot be carried out."""


class Wrong(Exception):
    """What is wrong with it, and what to do instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
