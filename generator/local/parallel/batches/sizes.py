"""The size of a mini-batch, from the text that SDKs take."""

import re

DEFAULT_FILES = 10
DEFAULT_BYTES = 1024**2
_SIZE = re.compile(r"(\d+)([kmg]b)?", re.IGNORECASE)
_UNITS = {"": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}


def size_of(text: str | None, tabular: bool) -> int:
    """Return how many files or, for tables, bytes there are to a mini-batch.

    Source: page how-to-debug-parallel-run-step; the units are those of azure-ai-ml's Parallel.

    Raises:
        ValueError: it is no such size; the message says what one is.
    """
    if text is None:
        return DEFAULT_BYTES if tabular else DEFAULT_FILES
    match = _SIZE.fullmatch(text.strip())
    if match is None or int(match[1]) < 1:
        raise ValueError(f"mini_batch_size: expected {_expected(tabular)}, got {text!r}")
    if match[2] and not tabular:
        raise ValueError(
            f"mini_batch_size: {text!r} is a size of tables; files are counted, as in '10'"
        )
    return int(match[1]) * _UNITS[(match[2] or "").lower()]


def _expected(tabular: bool) -> str:
    if tabular:
        return "a size, such as '1024', '10kb' or '1MB'"
    return "a number of files, such as '10'"
