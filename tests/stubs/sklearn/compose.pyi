from collections.abc import Sequence

from sklearn.base import BaseEstimator

class ColumnTransformer(BaseEstimator):
    def __init__(
        self, transformers: Sequence[tuple[str, BaseEstimator, Sequence[str]]]
    ) -> None: ...
