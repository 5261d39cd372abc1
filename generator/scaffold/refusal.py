"""What cannot be done, and why: nothing was written then."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic


class Refused(Exception):
    """Something is asked for that cannot be. Says why, and what to do instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class WouldNotCompile(Exception):
    """What would be written does not compile.

    `diagnostics` are the errors; they stand in `texts`, of which some are only on the way.
    """

    def __init__(
        self, diagnostics: Sequence[Diagnostic], texts: Mapping[PurePosixPath, str]
    ) -> None:
        super().__init__(f"{len(diagnostics)} errors")
        self.diagnostics, self.texts = tuple(diagnostics), texts
