"""A time that somebody gives."""

from datetime import UTC, datetime

from generator.cli.running.wrong import Wrong


def moment(text: str | None) -> datetime | None:
    """The time that `--at` gives, in UTC, as which it is read where it does not say otherwise.

    Raises:
        Wrong: it is none.
    """
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Wrong(f"--at: no time: {text!r}", "write it as 2026-01-05T06:00Z") from None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
