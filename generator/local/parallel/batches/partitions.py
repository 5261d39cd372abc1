"""Partitions by the folders that files stand in."""

from collections.abc import Iterable, Mapping, Sequence

from generator.local.parallel.batches.files import Found
from generator.local.parallel.step import StepFailed

Values = tuple[str, ...]


def by_folder(files: Iterable[Found], keys: Sequence[str]) -> Mapping[Values, tuple[Found, ...]]:
    """Return the files of each partition, by the values of its keys, in the order of the files.

    A key's value is what follows `key=` in a folder's name; where no folder has such a name, the
    first folders are the values, in the order of the keys.

    Raises:
        StepFailed: a file stands in too few folders.
    """
    partitions: dict[Values, list[Found]] = {}
    for file in files:
        partitions.setdefault(_values(file, keys), []).append(file)
    return {values: tuple(found) for values, found in partitions.items()}


def _values(file: Found, keys: Sequence[str]) -> Values:
    folders = file.inside[:-1]
    named = dict(folder.split("=", 1) for folder in folders if "=" in folder)
    if all(key in named for key in keys):
        return tuple(named[key] for key in keys)
    if named or len(folders) < len(keys):
        expected = "/".join(f"{key}=..." for key in keys)
        raise StepFailed(
            f"partition_keys: {file.path} stands in no folder for each of {', '.join(keys)}; "
            f"expected {expected}, or the values alone"
        )
    return folders[: len(keys)]
