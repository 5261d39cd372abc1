from sklearn.base import BaseEstimator

class TfidfVectorizer(BaseEstimator):
    def __init__(
        self,
        *,
        ngram_range: tuple[int, int] = ...,
        min_df: int | float = ...,
        token_pattern: str = ...,
    ) -> None: ...
