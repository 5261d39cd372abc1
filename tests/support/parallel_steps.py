"""Small parallel steps: an entry script and its input in a folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

from generator.local.parallel import (
    Engine,
    LocalProcesses,
    ParallelStep,
    Progress,
    Scored,
    Settings,
    run_step,
)


@dataclass
class Bench:
    """A folder with the code, the input, the output and the logs of a step."""

    folder: Path
    told: list[Progress] = field(default_factory=list)

    def step(
        self,
        script: str,
        arguments: Iterable[str] = (),
        *,
        tabular: bool = False,
        environment: Mapping[str, str] | None = None,
        **settings: Any,
    ) -> ParallelStep:
        source = self.folder / "code"
        source.mkdir(exist_ok=True)
        (source / "score.py").write_text(dedent(script), encoding="utf-8")
        return ParallelStep(
            name="score",
            source=source,
            entry_script="score.py",
            arguments=tuple(arguments),
            inputs=(self.folder / "input",),
            tabular=tabular,
            output=self.folder / "output",
            settings=Settings(**{"processes": 1, **settings}),
            environment=environment or {},
            logs=self.folder / "logs",
        )

    def give(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / "input" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def give_files(self, count: int) -> None:
        self.give({f"{number:04}.txt": f"{number}\n" for number in range(count)})

    def run(self, step: ParallelStep, engine: Engine = LocalProcesses()) -> Scored:  # noqa: B008
        return run_step(step, self.told.append, engine)

    def log(self, name: str = "process000") -> str:
        return (self.folder / "logs" / f"{name}.log").read_text(encoding="utf-8")

    @property
    def failures(self) -> str:
        return (self.folder / "logs" / "failures.txt").read_text(encoding="utf-8")


def lines(scored: Scored) -> list[str]:
    """The output's lines; their order is not promised."""
    assert scored.file is not None
    return sorted(scored.file.read_text(encoding="utf-8").splitlines())
