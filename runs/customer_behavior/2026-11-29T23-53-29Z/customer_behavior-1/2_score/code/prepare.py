"""Sum up what each customer bought before the window's end, in files for the parallel step.

A purchase is a day on which a customer bought: two orders on one day are one decision to buy. What
came back (a quantity of zero or less) is no purchase. Times are between days, in weeks.
"""

from datetime import date, timedelta
from pathlib import Path

import pandas

from contract import Prepare, parse

IDENTITY = "customer_id"
COLUMNS = [IDENTITY, "date", "quantity"]
ROWS_PER_FILE = 1000
FILE = "customers_{:05d}.csv"
DAYS_PER_WEEK = 7


def read(folder: Path) -> pandas.DataFrame:
    """Return the purchases in the CSV files of a folder and of the folders in it.

    Returns:
        `customer_id` (text) and `date`; each customer's days once.

    Raises:
        FileNotFoundError: there is no CSV file.
        ValueError: a file lacks columns or holds what cannot be read; the message names it.
    """
    files = sorted(folder.rglob("*.csv"))
    if not files:
        raise FileNotFoundError(f"there is no CSV file in {folder}")
    return pandas.concat([read_file(file) for file in files]).drop_duplicates()


def read_file(path: Path) -> pandas.DataFrame:
    """Return one file's purchases, each value checked."""
    try:
        # As text, so that an id keeps its leading zeros and may be NA.
        rows = pandas.read_csv(path, dtype=str, keep_default_na=False)
    except pandas.errors.EmptyDataError:
        rows = pandas.DataFrame()
    missing = [name for name in COLUMNS if name not in rows.columns]
    if missing:
        raise ValueError(f"{path}: missing columns: {', '.join(missing)}")
    days = pandas.to_datetime(rows["date"], format="%Y-%m-%d", errors="coerce")
    quantities = pandas.to_numeric(rows["quantity"], errors="coerce")
    refuse(path, rows[IDENTITY], rows[IDENTITY].str.strip() == "", "a customer's id")
    refuse(path, rows["date"], days.isna(), "a day like 1997-09-30")
    refuse(path, rows["quantity"], quantities.isna(), "a number")
    purchases = pandas.DataFrame({IDENTITY: rows[IDENTITY], "date": days})
    return purchases[quantities > 0]


def refuse(
    path: Path, values: pandas.Series, wrong: pandas.Series, wanted: str
) -> None:
    """Raise an error that names the first value that is wrong, if there is one."""
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        raise ValueError(
            f"{path}: row {row + 1}: {values.name}: {values.iloc[row]!r} is not {wanted}"
            f" ({int(wrong.sum())} such rows)"
        )


def summary(purchases: pandas.DataFrame, window_end: date) -> pandas.DataFrame:
    """Return each customer's history on the eve of the window's end.

    Only whole days before the window's end count. Nothing can follow on the day of the first
    purchase, since a day counts once; so the age is the time from that day to the last that counts,
    and who bought on the last day has a recency equal to her age. Who comes later is not there.

    Args:
        purchases: What `read` gives.
        window_end: The first day that does not count.

    Returns:
        `customer_id`, `frequency` (purchases after the first), `recency` (weeks from the first to
        the last) and `age` (weeks from the first until now), ordered by `customer_id`.

    Raises:
        ValueError: there is no purchase before the window's end.
    """
    last_day = pandas.Timestamp(window_end - timedelta(days=1))
    before = purchases[purchases["date"] <= last_day]
    if before.empty:
        first = purchases["date"].min()
        why = "none at all" if purchases.empty else f"the first is of {first:%Y-%m-%d}"
        raise ValueError(f"there is no purchase before {window_end}: {why}")
    dates = before.groupby(IDENTITY)["date"].agg(["size", "min", "max"])
    return pandas.DataFrame(
        {
            "frequency": dates["size"] - 1,
            "recency": (dates["max"] - dates["min"]).dt.days / DAYS_PER_WEEK,
            "age": (last_day - dates["min"]).dt.days / DAYS_PER_WEEK,
        }
    ).reset_index()


def write(customers: pandas.DataFrame, target: Path) -> int:
    """Write customers to files of at most ROWS_PER_FILE; gives the number of files.

    The files of an earlier run in the folder are replaced: with fewer customers some would remain
    and be scored.
    """
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob(FILE.replace("{:05d}", "*")):
        old.unlink()
    starts = range(0, len(customers), ROWS_PER_FILE)
    for number, start in enumerate(starts, start=1):
        customers[start : start + ROWS_PER_FILE].to_csv(
            target / FILE.format(number),
            index=False,
            float_format="%.6f",
            lineterminator="\n",
            encoding="utf-8",
        )
    return len(starts)


def day(given: str) -> date:
    """Return the day that a parameter names.

    Raises:
        ValueError: it names none.
    """
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise ValueError(
            f"window_end: {given!r} is not a day like 1997-10-01"
        ) from error


def main() -> None:
    """Read the purchases, write the customers."""
    given = parse(Prepare)
    customers = summary(read(given.transactions), day(given.window_end))
    files = write(customers, given.customers)
    print(f"{len(customers)} customers in {files} files")


if __name__ == "__main__":
    main()
