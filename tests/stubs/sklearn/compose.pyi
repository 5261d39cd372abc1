from collections.abc import Sequence
from typing import Literal

from sklearn.base import BaseEstimator

# A single name gives the transformer a column, a list of names gives it a table.
class ColumnTransformer(BaseEstimator):
    def __init__(
        self,
        transformers: Sequence[
            tuple[str, BaseEstimator | Literal["passthrough"], str | Sequence[str]]
        ],
    ) -> None: ...
