"""Datastores played by folders here, or by any storage that fsspec knows."""

import re
import shutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct, field

from generator.local.aml.data_ref import DataRef

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)")
_WHOLE = re.compile(r"/?\*{1,2}$")


class Unreachable(Exception):
    """Data have no place here, or are not there; the message says what to do."""


def leads_out(path: str) -> bool:
    """Whether a path of a datastore, or of a URI, goes up."""
    return ".." in PurePosixPath(path.replace("\\", "/")).parts


class Datastores(Struct, frozen=True):
    """Where data are.

    `addresses` gives a folder here, or an address of fsspec ("memory://x", "abfs://x@y/z"), for the
    name of a datastore, or for the beginning of a URI ("https://a.blob.core.windows.net/landing").
    `unmapped` is a folder for what is written to any other datastore, if that is wanted.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)
    unmapped: Path | None = None

    def target(self, ref: DataRef) -> str:
        """The folder or file here, or the address, to write data to.

        Raises:
            Unreachable: as with `address`, unless what is not mapped has a folder.
        """
        if self.unmapped is None or ref.datastore in ("", *self.addresses):
            return self.address(ref)
        here = str(self.unmapped / ref.datastore)
        return Datastores({ref.datastore: here}).address(ref)

    def address(self, ref: DataRef) -> str:
        """The folder or file here, or the address, of a place of data.

        Raises:
            Unreachable: Nothing is known of its datastore, or the path leads out of it.
        """
        if leads_out(ref.path):
            raise Unreachable(f"{ref} leads out of its datastore")
        root, path = self._root(ref)
        path = _WHOLE.sub("", path).strip("/")
        if "*" in path:
            raise Unreachable(f"{ref}: only whole folders are read here, not patterns of files")
        return f"{root.rstrip('/')}/{path}" if path else root

    def _root(self, ref: DataRef) -> tuple[str, str]:
        if ref.datastore:
            if ref.datastore not in self.addresses:
                raise Unreachable(self._unmapped(f"the datastore {ref.datastore!r}", ref.datastore))
            return self.addresses[ref.datastore], ref.path
        starts = [one for one in self.addresses if f"{ref.path}/".startswith(f"{one.rstrip('/')}/")]
        if not starts:
            raise Unreachable(self._unmapped(ref.path, ref.path))
        start = max(starts, key=len)
        return self.addresses[start], ref.path[len(start) :]

    def _unmapped(self, what: str, key: str) -> str:
        known = ", ".join(sorted(self.addresses)) or "none"
        return (
            f"{what} has no folder here: give {key!r} one under local.datastores of the project"
            f" file (there: {known})"
        )


def is_local(address: str) -> bool:
    """Whether an address is a path of this machine."""
    return _SCHEME.match(address) is None


def exists(address: str) -> bool:
    """Whether there is a file or a folder with a file in it."""
    if is_local(address):
        return Path(address).exists()
    storage, path = _storage(address)
    return bool(storage.exists(path))


def is_file(address: str) -> bool:
    """Whether there is a file, and no folder."""
    if is_local(address):
        return Path(address).is_file()
    storage, path = _storage(address)
    return bool(storage.isfile(path))


def fetch(address: str, target: Path) -> Path:
    """Data as a folder or a file here: in their place or, if that is elsewhere, copied to a folder.

    Raises:
        Unreachable: There are none.
    """
    if not exists(address):
        raise Unreachable(f"there is nothing at {address}")
    if is_local(address):
        return Path(address).absolute()
    storage, path = _storage(address)
    if is_file(address):
        target.mkdir(parents=True, exist_ok=True)
        storage.get_file(path, str(target / PurePosixPath(path).name))
        return target / PurePosixPath(path).name
    for file in storage.find(path):
        copy = target / PurePosixPath(file).relative_to(PurePosixPath(path))
        copy.parent.mkdir(parents=True, exist_ok=True)
        storage.get_file(file, str(copy))
    return target


def put(source: Path, address: str, *, overwrite: bool) -> tuple[str, ...]:
    """Copy a file, or the files of a folder, to an address; gives those of the copies.

    Raises:
        Unreachable: A file is there already, and must not be written over.
    """
    copies = dict(_copies(source, address))
    there = [] if overwrite else [one for one in copies.values() if exists(one)]
    if there:
        raise Unreachable(f"the path already exists: {there[0]}")
    for file, target in copies.items():
        _put_file(file, target)
    return tuple(copies.values())


def files_in(path: Path) -> Iterator[str]:
    """A file here, or those of a folder."""
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    yield from (str(file) for file in files if file.is_file())


def _copies(source: Path, address: str) -> Iterator[tuple[Path, str]]:
    if source.is_file():
        yield source, address
        return
    for file in sorted(source.rglob("*")):
        if file.is_file():
            yield file, f"{address.rstrip('/')}/{file.relative_to(source).as_posix()}"


def _put_file(file: Path, address: str) -> None:
    if is_local(address):
        Path(address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, address)
        return
    storage, path = _storage(address)
    storage.makedirs(str(PurePosixPath(path).parent), exist_ok=True)
    storage.put_file(str(file), path)


def _storage(address: str) -> tuple[Any, str]:
    """A file system of fsspec, and the path in it."""
    try:
        core = import_module("fsspec.core")
    except ImportError:
        why = f"{address} is not on this machine: pip install 'scorewright[aml]'"
        raise Unreachable(why) from None
    try:
        storage, path = core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise Unreachable(f"{address}: {error}") from error
    return storage, str(path)
