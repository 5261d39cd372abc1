"""BG/NBD itself, on customers whose rates and chances are known because they are made up."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy
import pandas
import pytest

from tests.customers.conftest import Script

TRUTH = {"r": 0.8, "alpha": 6.0, "a": 0.7, "b": 2.5}
WEEKS, HORIZON = 60.0, 26.0


@pytest.fixture
def bgnbd(script: Script) -> ModuleType:
    return script("bgnbd")


def simulated(count: int) -> pandas.DataFrame:
    """Customers as the model says they are: their histories, and what they bought after."""
    random = numpy.random.default_rng(0)
    rates = random.gamma(TRUTH["r"], 1 / TRUTH["alpha"], count)
    chances = random.beta(TRUTH["a"], TRUTH["b"], count)
    ages = random.uniform(WEEKS / 2, WEEKS, count)
    return pandas.DataFrame(
        [one(random, *each) for each in zip(rates, chances, ages, strict=True)],
        columns=["frequency", "recency", "age", "later", "alive"],
    )


def one(random: numpy.random.Generator, rate: float, chance: float, age: float) -> list[float]:
    frequency, later, last, time = 0, 0, 0.0, 0.0
    while (time := time + random.exponential(1 / rate)) < age + HORIZON:
        if time < age:
            frequency, last = frequency + 1, time
        else:
            later += 1
        if random.random() < chance:
            break
    # If she left at the last purchase before now, the loop ended there.
    return [frequency, last, age, later, float(time >= age)]


def errors_from_zero(differences: pandas.Series) -> float:
    """How many standard errors the mean is away from nothing."""
    return float(abs(differences.mean()) / (differences.std() / len(differences) ** 0.5))


def histories(*rows: tuple[float, float, float]) -> pandas.DataFrame:
    return pandas.DataFrame(rows, columns=["frequency", "recency", "age"], dtype=float)


@pytest.fixture(scope="module")
def customers() -> pandas.DataFrame:
    return simulated(20_000)


def test_what_made_the_customers_is_found(bgnbd: ModuleType, customers: pandas.DataFrame) -> None:
    model = bgnbd.fit(customers)
    # Three standard errors: fits to 20,000 customers vary by 1 % in r and alpha, 5 % in a and b.
    assert (model.r, model.alpha) == pytest.approx((TRUTH["r"], TRUTH["alpha"]), rel=0.03)
    assert (model.a, model.b) == pytest.approx((TRUTH["a"], TRUTH["b"]), rel=0.15)


def test_what_customers_do_is_foreseen_at_all_chances_of_being_alive(
    bgnbd: ModuleType, customers: pandas.DataFrame
) -> None:
    model = bgnbd.Model(**TRUTH)
    expected, alive = model.expected_purchases(customers, HORIZON), model.alive(customers)
    for low, high in ((0, 0.3), (0.3, 0.6), (0.6, 0.9), (0.9, 1)):
        some = (alive > low) & (alive <= high)
        assert some.sum() > 900
        assert errors_from_zero(customers["later"][some] - expected[some]) < 3.5
        assert errors_from_zero(customers["alive"][some] - alive[some]) < 3.5


def test_who_never_came_again_is_alive(bgnbd: ModuleType, customers: pandas.DataFrame) -> None:
    """In the model nobody leaves but after a later purchase."""
    once = customers[customers["frequency"] == 0]
    assert (once["alive"] == 1).all()
    assert (bgnbd.Model(**TRUTH).alive(once) == 1).all()


def test_the_order_of_customers_changes_nothing(
    bgnbd: ModuleType, customers: pandas.DataFrame
) -> None:
    assert bgnbd.fit(customers[:500]) == bgnbd.fit(customers[:500][::-1])


def test_who_bought_more_and_later_is_expected_to_buy_more(bgnbd: ModuleType) -> None:
    model = bgnbd.Model(**TRUTH)
    rising = histories((5, 10, 50), (5, 30, 50), (5, 50, 50), (10, 50, 50), (20, 50, 50))
    expected = model.expected_purchases(rising, HORIZON)
    assert (numpy.diff(expected) > 0).all()
    assert (model.expected_purchases(rising, 2 * HORIZON) > expected).all()
    assert (model.expected_purchases(rising, 0) == 0).all()


@pytest.mark.filterwarnings("error")
def test_histories_at_the_edges_have_an_answer(bgnbd: ModuleType) -> None:
    model = bgnbd.Model(**TRUTH)
    edges = histories((0, 0, 0), (1, 1 / 7, 1 / 7), (5000, 800, 800), (900, 130, 800))
    expected, alive = model.expected_purchases(edges, 39), model.alive(edges)
    assert ((expected >= 0) & (expected < 300)).all()
    # She bought 5,000 times in 800 weeks: 39 weeks more of it, but for what may make her leave.
    assert expected[2] == pytest.approx(5000 / 806 * 39, rel=0.03)
    assert alive == pytest.approx([1, alive[1], 1, 0], abs=0.01)


def test_a_parameter_of_one_is_no_hole(bgnbd: ModuleType) -> None:
    customers = histories((0, 0, 30), (4, 20, 30), (40, 29, 30))
    below, at, above = (
        bgnbd.Model(**{**TRUTH, "a": a}).expected_purchases(customers, 39)
        for a in (1 - 1e-5, 1.0, 1 + 1e-5)
    )
    assert at == pytest.approx((below + above) / 2, rel=1e-5)


def test_customers_who_never_came_again_teach_nothing(bgnbd: ModuleType) -> None:
    with pytest.raises(ValueError, match="none of 2 customers bought on a second day"):
        bgnbd.fit(histories((0, 0, 30), (0, 0, 20)))


class TestFile:
    def test_what_is_saved_is_loaded(self, bgnbd: ModuleType, tmp_path: Path) -> None:
        model = bgnbd.Model(**TRUTH)
        bgnbd.save(model, tmp_path / "model.json")
        assert json.loads((tmp_path / "model.json").read_text()) == TRUTH
        assert bgnbd.load(tmp_path / "model.json") == model
        assert bgnbd.load(tmp_path / "model.json") != replace(model, r=1.0)

    @pytest.mark.parametrize(
        ("edit", "message"),
        [
            (lambda _: "{", "no JSON"),
            (lambda _: "[1, 2, 3, 4]", "expected an object with r, alpha, a, b"),
            (lambda text: text.replace("alpha", "beta"), "alpha must be .* not None"),
            (lambda text: text.replace("0.8", "-0.8"), r"r must be .* not -0\.8"),
            (lambda text: text.replace("0.8", "NaN"), "r must be .* not nan"),
            (lambda text: text.replace("0.8", "true"), "r must be .* not True"),
            (lambda text: text.replace("2.5", '"2.5"'), r"b must be .* not '2\.5'"),
        ],
    )
    def test_what_is_no_model_is_refused(
        self, bgnbd: ModuleType, tmp_path: Path, edit: Callable[[str], str], message: str
    ) -> None:
        path = tmp_path / "model.json"
        path.write_text(edit(json.dumps(TRUTH)))
        with pytest.raises(ValueError, match=rf"model\.json: {message}"):
            bgnbd.load(path)
