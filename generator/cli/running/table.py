"""The values of the parameters at every hop, as a table."""

from collections.abc import Sequence

from generator.cli.aligned import aligned
from generator.local.hops import HOPS, Row

WIDEST = 40
"""The most characters of a value that are shown; a run's folder has all of them."""
_START = 8
"""How much of its start is shown of a longer one: what tells paths apart is their end."""
NOTHING = "-"


def table(rows: Sequence[Row]) -> list[str]:
    """The lines of the table; none without a row."""
    if not rows:
        return []
    hops = [hop for hop in HOPS if any(hop in row.values for row in rows)]
    cells = [["", *hops]]
    cells += [[row.name, *(_shown(row.values.get(hop)) for hop in hops)] for row in rows]
    return aligned(cells)


def _shown(value: str | None) -> str:
    if value is None:
        return NOTHING
    text = value.replace("\n", "\\n")
    if len(text) <= WIDEST:
        return text
    return f"{text[:_START]}...{text[len(text) - WIDEST + _START + 3 :]}"
