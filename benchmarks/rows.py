"""What is measured, each beside what the machine does anyway with the same files."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.expressions import costs, median_and_worst
from benchmarks.processes import Resident, Run, interleaved, python, run, scorewright
from benchmarks.workload import write

_NOTHING_BEHIND = ("gc.auto=0", "maintenance.auto=false")
"""After a commit of thousands of files git would pack them while something else is measured."""
_MANY = 100_000
"""How often an expression is said to be evaluated, so that there are seconds to show."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a measure and the one it is compared to, with the goal for both."""

    what: str
    run: Run
    beside: str
    other: Run
    goal: float

    @property
    def ratio(self) -> float:
        """How many times the other one."""
        return self.run.wall / self.other.wall


@dataclass(frozen=True, slots=True)
class Bench:
    """Measures in a folder of its own, in which nothing is deleted while something is measured."""

    folder: Path
    jobs: int
    runs: int

    @property
    def cache(self) -> Path:
        """The user's cache folder of all runs but the cold ones, which have an empty one each."""
        return self.folder / "cache"

    def rows(self) -> Iterator[Row]:
        """All rows but those of the sizes."""
        specs = self.folder / "specs"
        write(specs, self.jobs)
        yield self._help()
        yield self._cold(specs)
        project = self._project()
        yield self._unchanged(project)
        yield self._cloned(project)
        yield self._one_changed(project)
        yield self._watched(project)
        yield from _expressions()

    def _help(self) -> Row:
        found = interleaved(
            {
                "help": lambda _: run(scorewright("--help")),
                "pass": lambda _: run(python("-c", "pass")),
            },
            max(self.runs, 7),
        )
        return Row("--help", found["help"], "python -c pass", found["pass"], 5)

    def _cold(self, specs: Path) -> Row:
        first = self.folder / "cold-0"
        found = interleaved(
            {
                "generate": lambda i: _generate(
                    specs, self.folder / f"cold-{i}", self.folder / f"cache-{i}"
                ),
                "cp": lambda i: run(["cp", "-r", first, self.folder / f"copy-{i}"]),
            },
            self.runs,
        )
        return Row("cold generate", found["generate"], "cp -r", found["cp"], 5)

    def _project(self) -> Path:
        """A repository with the specs and what they compile to, all committed."""
        project = self.folder / "project"
        project.mkdir()
        run(["cp", "-r", self.folder / "specs", project / "specs"])
        _generate(project / "specs", project / "output", self.cache)
        _git(project, "init", "--quiet")
        _git(project, "add", ".")
        _git(project, "commit", "--quiet", "--message=all")
        return project

    def _unchanged(self, project: Path) -> Row:
        found = interleaved(
            {
                "generate": lambda _: _generate(project / "specs", project / "output", self.cache),
                "status": lambda _: _git(project, "status"),
            },
            self.runs,
        )
        return Row("nothing changed", found["generate"], "git status", found["status"], 3)

    def _cloned(self, project: Path) -> Row:
        """Each run has a clone of its own, in which `generate` comes first."""
        clones = [self.folder / f"clone-{i}" for i in range(2 * self.runs)]
        for clone in clones:
            _git(self.folder, "clone", "--quiet", "--no-hardlinks", project, clone)
        one, other = clones[: self.runs], clones[self.runs :]
        found = interleaved(
            {
                "generate": lambda i: _generate(one[i] / "specs", one[i] / "output", self.cache),
                "status": lambda i: _git(other[i], "status"),
            },
            self.runs,
        )
        return Row(
            "fresh clone, nothing changed", found["generate"], "git status", found["status"], 8
        )

    def _one_changed(self, project: Path) -> Row:
        spec = min((project / "specs").glob("*_00000.yaml"))
        numbers = itertools.count(10_000)
        found = interleaved(
            {
                "generate": lambda _: _changed(spec, next(numbers), project, self.cache),
                "cp": lambda i: run(["cp", "-r", project / "output", self.folder / f"again-{i}"]),
            },
            self.runs,
        )
        what = f"one spec of {self.jobs:,} changed"
        return Row(what, found["generate"], "cp -r", found["cp"], 0.4)

    def _watched(self, project: Path) -> Row:
        """From when the spec is saved until all is told to be in step."""
        spec = min((project / "specs").glob("*_00000.yaml"))
        numbers = itertools.count(20_000)
        command = scorewright("watch", *_folders(project / "specs", project / "output"))
        with Resident(command, self.cache) as watching:

            def changed(_: int) -> Run:
                return watching.answer(lambda: _change(spec, next(numbers)), "in step")

            watching.answer(lambda: None, "in step")
            changed(0)
            found = interleaved(
                {
                    "watch": changed,
                    "cp": lambda i: run(
                        ["cp", "-r", project / "output", self.folder / f"seen-{i}"]
                    ),
                },
                self.runs,
            )
        return Row("the same, watched", found["watch"], "cp -r", found["cp"], 0.4)

    def sizes(self, factor: int) -> Iterator[Row]:
        """Some times as many jobs, beside the jobs of the other rows: the same per job."""
        more = self.folder / "more"
        write(more, factor * self.jobs)
        small = _generate(self.folder / "specs", self.folder / "small", self.cache)
        large = _generate(more, self.folder / "large", self.cache)
        what = f"{factor * self.jobs:,} jobs"
        yield Row(what, large, f"{self.jobs:,} jobs", small, 1.1 * factor)


def _expressions() -> Iterator[Row]:
    """Evaluating parsed expressions, beside reading their texts as JSON."""
    for name, cost in zip(("median", "worst"), median_and_worst([*costs()]), strict=True):
        evaluated, read = (Run(each * _MANY, 0) for each in (cost.evaluated, cost.read))
        yield Row(f"{_MANY:,} expressions, {name}", evaluated, "json.loads", read, 20)


def _generate(specs: Path, output: Path, cache: Path) -> Run:
    return run(scorewright("generate", *_folders(specs, output)), cache=cache)


def _folders(specs: Path, output: Path) -> tuple[str | Path, ...]:
    return "--specs", specs, "--output", output


def _change(spec: Path, number: int) -> None:
    """Give a spec another batch size."""
    text = spec.read_text(encoding="utf-8")
    spec.write_text(re.sub(r"mini_batch_size: .*", f"mini_batch_size: {number}", text), "utf-8")


def _changed(spec: Path, number: int, project: Path, cache: Path) -> Run:
    _change(spec, number)
    return _generate(project / "specs", project / "output", cache)


def _git(folder: Path, *words: str | Path) -> Run:
    settings = ("user.name=bench", "user.email=bench@example.com", *_NOTHING_BEHIND)
    return run(["git", *(word for each in settings for word in ("-c", each)), *words], folder)
