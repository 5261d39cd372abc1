"""What goes wrong in a run: the document is no good, or an activity fails as it may in Azure."""

from collections.abc import Iterable

from generator.diagnostics import Diagnostic
from generator.expression.values import Json


class Refused(Exception):
    """The run cannot begin, or cannot go on honestly; `diagnostics` say why, all at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(each.message for each in self.diagnostics))


class ActivityFailed(Exception):
    """An activity fails, which its pipeline may handle.

    `code` and `kind` are what Data Factory calls `errorCode` and `failureType` ("UserError" or
    "SystemError"). `output` is what the activity gives all the same, None if nothing.
    `diagnostic` is the place in a document, if that is to blame.
    """

    def __init__(
        self,
        message: str,
        code: str = "",
        *,
        kind: str = "UserError",
        output: Json = None,
        diagnostic: Diagnostic | None = None,
    ) -> None:
        super().__init__(message)
        self.message, self.code, self.kind = message, code, kind
        self.output, self.diagnostic = output, diagnostic


def timed_out(what: str, limit: str) -> ActivityFailed:
    """The failure of what was not done in time; its code is documented nowhere."""
    return ActivityFailed(f"The {what} was not done after {limit}, its timeout", "Timeout")


class NotReachable(Exception):
    """What a request is addressed to does not exist here; the message says what was asked for."""
