"""Reads the parts of tables with pandas, which is imported only if there are tables."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.local.parallel.batches.parts import Lines, RowGroups, TablePart

if TYPE_CHECKING:
    import pandas


def read_table(parts: Sequence[TablePart], partition: Mapping[str, str]) -> "pandas.DataFrame":
    """Return the rows of a mini-batch's parts, of which only the partition's.

    A partition's key that is no column, since it is a folder's name, becomes one.
    """
    import pandas

    frames = [_of_partition(part, read_part(part), partition) for part in parts]
    if len(frames) == 1:
        return frames[0]
    return pandas.concat(frames, ignore_index=True)


def _of_partition(
    part: TablePart, frame: "pandas.DataFrame", partition: Mapping[str, str]
) -> "pandas.DataFrame":
    columns = [key for key in partition if key in frame.columns]
    if columns:
        texts = key_texts(part, columns)
        frame = frame[(texts == [partition[key] for key in columns]).all(axis=1).to_numpy()]
    folders = {key: value for key, value in partition.items() if key not in columns}
    return frame.assign(**folders).reset_index(drop=True)


def read_part(part: TablePart) -> "pandas.DataFrame":
    """Return a part's rows, with the types that pandas infers."""
    if isinstance(part, RowGroups):
        return _row_groups(part)
    return _delimited(part, {})


def key_texts(part: TablePart, keys: Sequence[str]) -> "pandas.DataFrame":
    """Return the columns of keys as text, the same for the one who cuts and the one who reads."""
    if isinstance(part, RowGroups):
        return _row_groups(part)[list(keys)].astype(str)
    as_text = {"dtype": str, "keep_default_na": False}
    return _delimited(part, as_text)[list(keys)]


def _row_groups(part: RowGroups) -> "pandas.DataFrame":
    from pyarrow import parquet

    frame: pandas.DataFrame = (
        parquet.ParquetFile(part.path).read_row_groups(list(part.groups)).to_pandas()
    )
    return frame


def _delimited(part: Lines, options: Mapping[str, Any]) -> "pandas.DataFrame":
    import pandas

    with open(part.path, "rb") as file:  # noqa: PTH123  it is text, from a message
        head = file.read(part.head)
        file.seek(part.start)
        text = head + file.read(part.stop - part.start)
    frame: pandas.DataFrame = pandas.read_csv(
        BytesIO(text),
        sep=part.delimiter,
        encoding=part.encoding,
        header=0 if part.header else None,
        **options,
    )
    if not part.header:
        frame.columns = [f"Column{number}" for number in range(1, frame.shape[1] + 1)]
    return frame
