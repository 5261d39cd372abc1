from typing import Literal

from sklearn.base import BaseEstimator

class LogisticRegression(BaseEstimator):
    def __init__(
        self, *, C: float = ..., max_iter: int = ..., solver: Literal["lbfgs", "liblinear"] = ...
    ) -> None: ...
