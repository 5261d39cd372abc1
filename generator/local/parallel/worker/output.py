"""What run() returned, as lines of the output file."""

import sys
from collections.abc import Sequence

from msgspec import Struct

# As the service puts it; see microsoft/MLOpsPython, issue 328.
WRONG_TYPE = (
    "The run() method in the entry script should return a list, a tuple or a pandas DataFrame, "
    "with one element for each item that succeeded. The actual type of output is {}."
)


class WrongType(Exception):
    """run() returned what cannot be counted."""


class Rows(Struct, frozen=True):
    """Lines, with their ends; `count` is how many elements they are, only tables have a header."""

    count: int
    text: str = ""
    header: str = ""


def rows_of(returned: object, append: bool) -> Rows:
    """Return the lines of append_row, or with `append` false only their number.

    A list's or tuple's elements are written as str() has them. A DataFrame's rows are separated by
    spaces; whether its header is written is `append_row_dataframe_header`'s to say.

    Raises:
        WrongType: it is something else, as None.
    """
    if _is_table(returned):
        return _table_rows(returned, append)
    if not isinstance(returned, list | tuple):
        raise WrongType(WRONG_TYPE.format(type(returned).__name__))
    return Rows(len(returned), _text(returned) if append else "")


def _is_table(returned: object) -> bool:
    # Whoever returns one has imported pandas; for others it would only cost time.
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(returned, pandas.DataFrame)


def _table_rows(returned: object, append: bool) -> Rows:
    import pandas

    assert isinstance(returned, pandas.DataFrame)
    if not append:
        return Rows(len(returned))
    header = returned.head(0).to_csv(sep=" ", index=False, lineterminator="\n")
    text = returned.to_csv(sep=" ", index=False, header=False, lineterminator="\n")
    return Rows(len(returned), text, header)


def _text(elements: Sequence[object]) -> str:
    return "".join(f"{element}\n" for element in elements)
