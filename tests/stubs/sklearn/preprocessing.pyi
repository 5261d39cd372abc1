from typing import Literal

from sklearn.base import BaseEstimator

class OneHotEncoder(BaseEstimator):
    def __init__(self, *, handle_unknown: Literal["error", "ignore"] = ...) -> None: ...

class StandardScaler(BaseEstimator): ...
