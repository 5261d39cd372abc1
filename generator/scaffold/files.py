"""The files that people own: read with every byte, and written all or none."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.diagnostics import Code
from generator.scaffold.checking import Texts
from generator.scaffold.refusal import Refused
from generator.spec.files import PROJECT
from generator.workspace.files import fault, utf8, write_text


class Owned(Struct, frozen=True):
    """A file of somebody's, with its line ends and its byte order mark. `name` is its key."""

    name: PurePosixPath
    text: str

    @property
    def path(self) -> Path:
        """Where it is; what a link leads to, so that writing leaves the link."""
        return Path(self.name).resolve()


def owned(name: PurePosixPath) -> Owned:
    """Read a file.

    Raises:
        FileFault: it cannot be read, or is not UTF-8.
    """
    try:
        return Owned(name, utf8(Path(name).read_bytes(), Path(name)))
    except OSError as error:
        message = f"cannot read the file: {error.strerror}"
        raise fault(Code.UNREADABLE, message, Path(name)) from None


def spec_files(texts: Texts) -> Mapping[str, PurePosixPath]:
    """The files of jobs' specs, by the jobs' names."""
    return {name.stem: name for name in texts if name.stem != PROJECT}


def project_file(texts: Texts) -> Owned:
    """The project file of a folder of specs.

    Raises:
        Refused: there is none.
    """
    for name in texts:
        if name.stem == PROJECT:
            return owned(name)
    hint = "begin with: scorewright new"
    raise Refused(f"there is no {PROJECT}.yaml among the specs", hint)


@contextmanager
def writing(changes: Mapping[Owned, str], new: Mapping[Path, str]) -> Iterator[None]:
    """Write files; whatever goes wrong meanwhile, they are as they were.

    Args:
        changes: the new texts of files that were read.
        new: the texts of files that there are not yet.

    Raises:
        FileFault: a file changed since it was read, is there already, or cannot be written.
    """
    done: list[Owned | Path] = []
    try:
        for file, text in changes.items():
            _unchanged(file)
            done.append(file)
            write_text(file.path, text)
        for path, text in new.items():
            if path.exists():
                raise fault(Code.IN_THE_WAY, "a file is there already", path, "move it away")
            done.append(path)
            write_text(path, text)
        yield
    except BaseException:
        for each in reversed(done):
            if isinstance(each, Owned):
                write_text(each.path, each.text)
            else:
                each.unlink(missing_ok=True)
        raise


def _unchanged(file: Owned) -> None:
    if owned(file.name).text != file.text:
        message = "the file changed while Scorewright was at work"
        raise fault(Code.CHANGED_MEANWHILE, message, file.path, "run the command again")
