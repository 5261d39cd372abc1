"""Durations as .NET writes them."""

import re

_SPAN = re.compile(r"(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?")


def seconds(text: str) -> float | None:
    """The seconds of a duration `[d.]hh:mm:ss[.fff]`; None if the text is none."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    days, hours, minutes, whole, fraction = found.groups(default="0")
    return int(days) * 86400 + int(hours) * 3600 + int(minutes) * 60 + float(f"{whole}.{fraction}")


def spelled(duration: float) -> str:
    """A number of seconds as such a duration, to seven digits."""
    ticks = round(duration * 10_000_000)
    whole, fraction = divmod(ticks, 10_000_000)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours:02}:{minutes:02}:{rest:02}"
    return f"{text}.{fraction:07}" if fraction else text
