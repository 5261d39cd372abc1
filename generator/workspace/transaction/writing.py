"""Carrying changes out, all or none."""

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from generator.diagnostics import Code, Diagnostic, Place
from generator.workspace.files import FileFault, fault
from generator.workspace.transaction import journal
from generator.workspace.transaction.changes import Remove, Write, folders_above, sound
from generator.workspace.transaction.ground import Ground, changed, identity, survey
from generator.workspace.transaction.journal import Journal, Step
from generator.workspace.transaction.making import drop, make
from generator.workspace.transaction.staging import Run, unwritable, write
from generator.workspace.transaction.undoing import Undo


def commit(output: Path, changes: Sequence[Write | Remove]) -> None:
    """Carry out all changes or none; whatever stops it, Ctrl-C too, everything is taken back.

    To be called under `guard`, after `recover`: two runs in one folder would use the same names.

    Args:
        output: the folder; made if it is not there.
        changes: each path once.

    Raises:
        FileFault: a target is not as it was expected, or something cannot be written. Everything
            is as before, or the fault says that it is not; then `recover` tries again.
        ValueError: a path is given twice.
    """
    if not changes:
        return
    run = Run(output)
    _refuse_unsound(output, changes)
    try:
        made = make(output)
    except OSError as error:
        raise unwritable(output, error, "the folder") from None
    try:
        ground = survey(run, changes)
        run.open()
        _Work(run, ground).all(changes)
    except BaseException:
        drop(made)
        raise
    with suppress(OSError):  # all is done; what is left here, the next run sweeps up
        run.clear()


def _refuse_unsound(output: Path, changes: Sequence[Write | Remove]) -> None:
    for change in changes:
        try:
            sound(str(change.path))
        except ValueError:
            message = "this is no path to a file below the output folder"
            raise fault(Code.UNWRITABLE, message, output / change.path) from None
    if len({change.path for change in changes}) != len(changes):
        raise ValueError("a path is given twice")


class _Work:
    """One run, from the first staged file to the end of the journal."""

    def __init__(self, run: Run, ground: Ground) -> None:
        self.run, self.ground = run, ground
        self.journal = Journal((), ground.made, ground.modes)

    def all(self, changes: Sequence[Write | Remove]) -> None:
        try:
            self.stage(changes)
            self.announce()
            self.remove()
            self.folders()
            self.put()
            self.conclude()
        except BaseException as error:
            self.take_back(error)
            raise

    def stage(self, changes: Sequence[Write | Remove]) -> None:
        steps = [self.step(number, change) for number, change in enumerate(changes)]
        self.journal = replace(self.journal, steps=tuple(steps))

    def step(self, number: int, change: Write | Remove) -> Step:
        """Stage a change; gives what the journal says of it."""
        if isinstance(change, Remove):
            return Step(str(change.path), change.expected, None)
        path, old = self.run.staged(number), self.ground.standing[number]
        try:
            new = write(path, change.make(), 0o600 if old else 0o666)
            if old:
                os.chmod(path, stat.S_IMODE(old.st_mode))
        except OSError as error:
            raise unwritable(self.run.output / change.path, error) from None
        return Step(str(change.path), change.expected, new)

    def announce(self) -> None:
        try:
            journal.put(self.run, self.journal)
        except OSError as error:
            raise unwritable(self.run.output, error, "to the folder") from None

    def remove(self) -> None:
        for number, step in enumerate(self.journal.steps):
            if step.new is not None:
                continue
            full = self.run.at(step.path)
            try:
                self.unchanged(full, number)
                os.replace(full, self.run.backup(number))
            except OSError as error:
                raise unwritable(self.run.output / step.path, error) from None

    def folders(self) -> None:
        """Remove those that became empty, unless something new comes in; make those missing."""
        if self.journal.modes:
            written = (step.path for step in self.journal.steps if step.new is not None)
            needed = {folder for path in written for folder in folders_above(path)}
            gone = sorted(self.journal.modes.keys() - needed)
            drop(self.run.at(folder) for folder in gone)
        for folder in self.journal.made:
            try:
                with suppress(FileExistsError):  # made with the run's own folder, or meanwhile
                    os.mkdir(self.run.at(folder))
            except OSError as error:
                raise unwritable(self.run.output / folder, error, "the folder") from None

    def put(self) -> None:
        for number, step in enumerate(self.journal.steps):
            if step.new is None:
                continue
            try:
                full = self.run.at(step.path)
                if self.ground.standing[number] is None:
                    self.absent(full, step)
                else:
                    self.set_aside(full, number)
                os.replace(self.run.staged(number), full)
            except OSError as error:
                raise unwritable(self.run.output / step.path, error) from None

    def absent(self, full: str, step: Step) -> None:
        try:
            os.lstat(full)
        except FileNotFoundError:
            return
        raise changed(self.run, step.path)

    def set_aside(self, full: str, number: int) -> None:
        """Keep the old file under a second name; where files have but one, move it."""
        backup = self.run.backup(number)
        try:
            os.link(full, backup)
        except OSError:
            self.unchanged(full, number)
            os.replace(full, backup)
        else:
            self.unchanged(full, number)

    def unchanged(self, full: str, number: int) -> None:
        looked_at = self.ground.standing[number]
        try:
            same = looked_at and identity(os.lstat(full)) == identity(looked_at)
        except FileNotFoundError:
            same = False
        if not same:
            raise changed(self.run, self.journal.steps[number].path)

    def conclude(self) -> None:
        try:
            os.unlink(self.run.journal)
        except OSError as error:
            raise unwritable(self.run.output, error, "to the folder") from None

    def take_back(self, error: BaseException) -> None:
        """Restore the old state. If that fails, the journal stays for the next command."""
        try:
            left = self.undo()
        except FileFault as failed:
            raise _not_taken_back(error, failed) from error
        if left and isinstance(error, FileFault):
            raise FileFault(_with_left(error, self.run, left)) from None

    def undo(self) -> Sequence[str]:
        if not self.run.has_journal():
            with suppress(OSError):
                self.run.clear()
            return ()
        undo = Undo(self.run, self.journal)
        undo.all()
        return undo.left


def _not_taken_back(error: BaseException, failed: FileFault) -> FileFault:
    if not isinstance(error, FileFault):
        return failed
    told, hint = error.diagnostic, "the next command goes on with taking back what was begun"
    message = f"{told.message}; and then: {failed.diagnostic.message}"
    related = ("could not be taken back", failed.diagnostic.place)
    return FileFault(replace(told, message=message, hint=hint, related=(related,)))


def _with_left(error: FileFault, run: Run, left: Sequence[str]) -> Diagnostic:
    places = [Place(PurePosixPath(run.output / path)) for path in sorted(left)]
    others = [place for place in places if place != error.diagnostic.place]
    related = tuple(("changed meanwhile, left as it is", place) for place in others)
    return replace(error.diagnostic, related=related)
