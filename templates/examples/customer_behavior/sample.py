"""Made-up purchases: `make demo` fits the model to them and expects what comes next.

They are drawn from the very model that is fitted, so that it does better on them than on a shop's.
"""

from datetime import date, timedelta

import numpy
import pandas

from samples import Here

WINDOW_END = date(2026, 1, 5)
HORIZON = 13
CUSTOMERS = 400
WEEKS = 40
"""How far back the first purchases are."""


def prepare(here: Here) -> list[str]:
    """Lay purchases and a model where the job finds them; gives how to run it."""
    folder = here.data("transactions")
    purchases = made_up()
    for month, rows in purchases.groupby(purchases["date"].str[:7]):
        here.write(folder / f"made_up_{month}.csv", rows.to_csv(index=False))
    here.train(
        *("--transactions", folder, "--window-end", str(WINDOW_END)),
        *("--model", here.model),
    )
    given = {"window_end": str(WINDOW_END), "horizon": str(HORIZON)}
    return [f"--param={name}={value}" for name, value in given.items()]


def made_up() -> pandas.DataFrame:
    """What all customers bought, in the order of the days."""
    draw = numpy.random.default_rng(seed=1)
    rows = []
    for number in range(1, CUSTOMERS + 1):
        for day in bought(draw):
            quantity = int(draw.integers(1, 4))
            value = f"{quantity * draw.uniform(5, 25):.2f}"
            rows.append((f"made-up-{number:04d}", str(day), quantity, value))
    rows.sort(key=lambda row: row[1])
    return pandas.DataFrame(rows, columns=["customer_id", "date", "quantity", "value"])


def bought(draw: numpy.random.Generator) -> list[date]:
    """The days on which one customer bought, before the window's end."""
    rate = draw.gamma(1.0, 0.25)  # purchases a week, while she is a customer
    leaving = draw.beta(1.0, 4.0)  # the chance that a later purchase was her last
    week = draw.uniform(0, WEEKS * 0.6)
    weeks = [week]
    while week < WEEKS and (len(weeks) == 1 or draw.random() > leaving):
        week += draw.exponential(1 / rate)
        weeks.append(week)
    start = WINDOW_END - timedelta(weeks=WEEKS)
    days = {start + timedelta(days=int(week * 7)) for week in weeks}
    return sorted(day for day in days if day < WINDOW_END)
