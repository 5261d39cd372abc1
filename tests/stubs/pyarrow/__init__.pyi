from collections.abc import Sequence

class Array:
    def to_pylist(self) -> list[object]: ...

class RecordBatch:
    @property
    def columns(self) -> Sequence[Array]: ...

class Schema:
    @property
    def names(self) -> list[str]: ...
