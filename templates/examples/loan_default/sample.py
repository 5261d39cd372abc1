"""Made-up loan applications: `make demo` trains on some and scores others.

They have the columns that train.py wants, and no other likeness to anybody's loans.
"""

import numpy
import pandas

from samples import Here

RUN_DATE = "2026-01-05"
TRAINED_ON, SCORED = 400, 60
ROWS_PER_FILE = 10

# Column: lowest and highest whole number.
NUMBERS = {
    "duration_in_month": (6, 60),
    "credit_amount": (500, 15_000),
    "installment_rate_in_percentage_of_disposable_income": (1, 4),
    "present_residence_since": (1, 4),
    "number_of_existing_credits_at_this_bank": (1, 4),
    "number_of_people_being_liable_to_provide_maintenance_for": (1, 2),
}
CATEGORIES = {
    "status_of_existing_checking_account": ["overdrawn", "little", "plenty", "none"],
    "credit_history": ["paid back duly", "delayed before", "no credits before"],
    "purpose": ["car", "furniture", "education", "business"],
    "savings_account_and_bonds": ["little", "some", "plenty", "unknown"],
    "present_employment_since": ["unemployed", "1 year", "4 years", "longer"],
    "other_debtors_or_guarantors": ["none", "guarantor"],
    "property": ["real estate", "savings", "car", "none"],
    "other_installment_plans": ["none", "bank", "stores"],
    "housing": ["own", "rent", "for free"],
    "job": ["unskilled", "skilled", "management"],
    "telephone": ["none", "yes"],
}


def prepare(here: Here) -> list[str]:
    """Lay applications and a model where the job finds them; gives how to run it."""
    loans = made_up(TRAINED_ON + SCORED)
    known, new = loans[:TRAINED_ON], loans[TRAINED_ON:].drop(columns="default")
    folder = here.data("applications", run_date=RUN_DATE)
    for start in range(0, len(new), ROWS_PER_FILE):
        file = folder / f"made_up_{start // ROWS_PER_FILE + 1:02d}.csv"
        here.write(file, new[start : start + ROWS_PER_FILE].to_csv(index=False))
    train = here.write(here.folder / "made_up_loans.csv", known.to_csv(index=False))
    here.train("--data", train, "--model", here.model)
    return ["--param", f"run_date={RUN_DATE}"]


def made_up(count: int) -> pandas.DataFrame:
    """Loans with `default`, which long loans and overdrawn accounts make likelier."""
    draw = numpy.random.default_rng(seed=1)
    loans = pandas.DataFrame(
        {"application_id": [f"made-up-{number:04d}" for number in range(1, count + 1)]}
    )
    for name, (low, high) in NUMBERS.items():
        loans[name] = draw.integers(low, high, count, endpoint=True)
    for name, values in CATEGORIES.items():
        loans[name] = draw.choice(values, count)
    risk = loans["duration_in_month"] / 20 - 2.5
    risk += 1.5 * (loans["status_of_existing_checking_account"] == "overdrawn")
    loans["default"] = (draw.random(count) < 1 / (1 + numpy.exp(-risk))).astype(int)
    return loans
