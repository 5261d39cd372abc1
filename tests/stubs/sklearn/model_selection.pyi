import numpy
import pandas
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

class RepeatedStratifiedKFold:
    def __init__(
        self, *, n_splits: int = ..., n_repeats: int = ..., random_state: int | None = ...
    ) -> None: ...

class StratifiedKFold:
    def __init__(
        self, *, n_splits: int = ..., shuffle: bool = ..., random_state: int | None = ...
    ) -> None: ...

def cross_val_score(
    estimator: BaseEstimator,
    X: pandas.DataFrame,
    y: pandas.Series,
    *,
    cv: RepeatedStratifiedKFold | StratifiedKFold,
    scoring: str,
) -> NDArray[numpy.float64]: ...
