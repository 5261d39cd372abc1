from typing import Literal

from sklearn.base import BaseEstimator

class SimpleImputer(BaseEstimator):
    def __init__(self, *, strategy: Literal["mean", "median", "most_frequent"] = ...) -> None: ...
