"""Train the model that the loan default job scores with.

    python train.py --data train.csv --model model.joblib

The data has one loan a row, with `default` (1: not repaid as agreed). The model is a logistic
regression: on 700 loans boosted trees rank no better. Sex, marital status, age and whether somebody
is a foreign worker are in the data and not in the model: they are no ground to refuse a loan. That
alone does not make it fair, since what remains may stand in for them.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import joblib
import pandas
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

OUTCOME = "default"
NUMBERS = [
    "duration_in_month",
    "credit_amount",
    "installment_rate_in_percentage_of_disposable_income",
    "present_residence_since",
    "number_of_existing_credits_at_this_bank",
    "number_of_people_being_liable_to_provide_maintenance_for",
]
CATEGORIES = [
    "status_of_existing_checking_account",
    "credit_history",
    "purpose",
    "savings_account_and_bonds",
    "present_employment_since",
    "other_debtors_or_guarantors",
    "property",
    "other_installment_plans",
    "housing",
    "job",
    "telephone",
]


def build() -> Pipeline:
    """Return the untrained model: fill gaps, scale numbers, spread categories, then regress."""
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    # A category that training never saw counts as none of the known ones.
    categories = make_pipeline(
        SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")
    )
    columns = ColumnTransformer(
        [("numbers", numbers, NUMBERS), ("categories", categories, CATEGORIES)]
    )
    # C is not finely tuned: from 0.03 to 1 the cross-validated AUC moves by less than 0.01.
    return make_pipeline(columns, LogisticRegression(C=0.1, max_iter=1000))


def train(loans: pandas.DataFrame) -> Pipeline:
    """Return the model trained on all loans, having printed what to expect of it on others."""
    rows, outcome = loans[NUMBERS + CATEGORIES], loans[OUTCOME]
    folds = RepeatedStratifiedKFold(n_splits=5, n_repeats=10, random_state=0)
    scores = cross_val_score(build(), rows, outcome, cv=folds, scoring="roc_auc")
    print(
        f"cross-validated AUC {scores.mean():.3f} on {len(loans)} loans "
        f"(standard deviation between folds {scores.std():.3f})"
    )
    return build().fit(rows, outcome)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the loans, train, write the model."""
    parser = argparse.ArgumentParser(description="Train the loan default model.")
    parser.add_argument(
        "--data", type=Path, required=True, help="CSV of loans with their outcome"
    )
    parser.add_argument("--model", type=Path, required=True, help="the file to write")
    given = parser.parse_args(arguments)
    joblib.dump(train(pandas.read_csv(given.data)), given.model)


if __name__ == "__main__":
    main()
