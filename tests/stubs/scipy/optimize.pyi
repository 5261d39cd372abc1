from collections.abc import Callable, Mapping

import numpy
from numpy.typing import NDArray

class OptimizeResult:
    x: NDArray[numpy.float64]
    success: bool
    message: str

def minimize(
    fun: Callable[[NDArray[numpy.float64]], float],
    x0: NDArray[numpy.float64],
    *,
    method: str | None = None,
    options: Mapping[str, float] | None = None,
) -> OptimizeResult: ...
