from typing import Self

import pandas
from sklearn.base import BaseEstimator

class Pipeline(BaseEstimator):
    def fit(self, X: pandas.DataFrame, y: pandas.Series) -> Self: ...

def make_pipeline(*steps: BaseEstimator) -> Pipeline: ...
