from os import PathLike
from typing import Any, Literal

def load(
    filename: str | PathLike[str],
    mmap_mode: Literal["r+", "r", "w+", "c"] | None = None,
    ensure_native_byte_order: bool | Literal["auto"] = "auto",
) -> Any: ...
def dump(
    value: object,
    filename: str | PathLike[str],
    compress: int | bool | tuple[str, int] = 0,
    protocol: int | None = None,
) -> list[str]: ...
