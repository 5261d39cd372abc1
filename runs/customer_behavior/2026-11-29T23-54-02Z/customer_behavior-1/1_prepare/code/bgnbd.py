"""BG/NBD, the model of who buys again that train.py fits and score.py applies.

While a customer is alive she buys at random, at a rate of her own; after each purchase she may be
gone for good, with a chance of her own. Over all customers the rates are gamma distributed (r and
alpha), the chances beta distributed (a and b). By P.S. Fader, B.G.S. Hardie and K.L. Lee,
"Counting Your Customers" the Easy Way, Marketing Science 24 (2005).

Of a customer the model needs how many purchases followed her first (frequency), the time from the
first to the last (recency), and the time from the first to now (age); all times in weeks.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy
import pandas
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import betaln, expit, gammaln, hyp2f1

HISTORY = ["frequency", "recency", "age"]
DIGITS = 5

Array = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """The four parameters; rates are per week."""

    r: float
    alpha: float
    a: float
    b: float

    def alive(self, customers: pandas.DataFrame) -> Array:
        """Return the probability that each customer is still alive.

        It is 1 for who has bought only once: in this model nobody leaves but after a later
        purchase. That she may never come again is in her rate.
        """
        frequency, recency, age = columns(customers)
        again = numpy.maximum(frequency, 1)
        # In logarithms: the power of a regular customer is more than a float can hold.
        gone = numpy.log(self.a / (self.b + again - 1)) + (self.r + again) * numpy.log(
            (self.alpha + age) / (self.alpha + recency)
        )
        return numpy.where(frequency > 0, expit(-gone), 1.0)

    def expected_purchases(self, customers: pandas.DataFrame, weeks: float) -> Array:
        """Return how many purchases each customer is expected to make in the next weeks."""
        frequency, _, age = columns(customers)
        # At 1 the formula is 0/0; so close to it, it is right to five digits.
        a = self.a if abs(self.a - 1) > 1e-6 else 1 + 1e-6
        shape = a + self.b + frequency - 1
        later = weeks / (self.alpha + age + weeks)
        # The paper's formula by Euler's transformation: as printed it is infinity times zero for
        # regular customers.
        series = hyp2f1(a + self.b - 1 - self.r, a - 1, shape, later)
        if_alive = shape / (a - 1) * (1 - (1 - later) ** (a - 1) * series)
        return if_alive * self.alive(customers)

    def log_likelihood(self, customers: pandas.DataFrame) -> Array:
        """Return the log-likelihood of each customer's history."""
        frequency, recency, age = columns(customers)
        shape = self.r + frequency
        rate = gammaln(shape) - gammaln(self.r) + self.r * math.log(self.alpha)
        stays = betaln(self.a, self.b + frequency) - betaln(self.a, self.b)
        alive = stays - shape * numpy.log(self.alpha + age)
        again = numpy.maximum(frequency, 1)
        leaves = betaln(self.a + 1, self.b + again - 1) - betaln(self.a, self.b)
        gone = leaves - shape * numpy.log(self.alpha + recency)
        either = numpy.where(frequency > 0, numpy.logaddexp(alive, gone), alive)
        return numpy.asarray(rate + either)


NAMES = [field.name for field in fields(Model)]


def columns(customers: pandas.DataFrame) -> tuple[Array, Array, Array]:
    """Return frequency, recency and age as numbers."""
    frequency, recency, age = customers[HISTORY].to_numpy(dtype=numpy.float64).T
    return frequency, recency, age


def fit(customers: pandas.DataFrame) -> Model:
    """Return the model of maximum likelihood.

    Args:
        customers: A row for each, with frequency, recency and age; in any order.

    Raises:
        ValueError: nobody bought twice, so that nothing can be learned.
        RuntimeError: the search found no maximum.
    """
    if not (customers["frequency"] > 0).any():
        raise ValueError(f"none of {len(customers)} customers bought on a second day")
    # Many have the same history; and grouping makes the sum the same in any order of rows.
    histories = customers.groupby(HISTORY).size().reset_index(name="customers")
    weights = histories["customers"].to_numpy(dtype=numpy.float64) / len(customers)

    def loss(logarithms: Array) -> float:
        model = Model(*numpy.exp(logarithms).tolist())
        return -float(weights @ model.log_likelihood(histories))

    # Logarithms keep the parameters positive. The maximum is flat: a search by differences ends up
    # to 1e-4 beside it, and elsewhere from another start; this one is slower and within 1e-6.
    found = minimize(
        loss,
        numpy.zeros(4),
        method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 5000, "maxfev": 5000},
    )
    if not found.success:
        raise RuntimeError(f"no maximum of the likelihood was found: {found.message}")
    return Model(*(float(f"{value:.{DIGITS}g}") for value in numpy.exp(found.x)))


def save(model: Model, path: Path) -> None:
    """Write a model as JSON."""
    path.write_text(json.dumps(asdict(model), indent=2) + "\n", encoding="utf-8")


def load(path: Path) -> Model:
    """Read a model from JSON.

    Raises:
        ValueError: the file is no JSON, or a parameter is not there or is not positive.
    """
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: no JSON: {error}") from error
    if not isinstance(given, Mapping):
        raise ValueError(f"{path}: expected an object with {', '.join(NAMES)}")
    return Model(*(parameter(path, name, given.get(name)) for name in NAMES))


def parameter(path: Path, name: str, value: object) -> float:
    """Return a parameter's value, having made sure that it is one."""
    # To Python true is an int.
    if isinstance(value, int | float) and value is not True and 0 < value < math.inf:
        return float(value)
    raise ValueError(f"{path}: {name} must be a positive number, not {value!r}")
