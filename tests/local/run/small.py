"""A small job under either SDK, compiled once, whose copies tests break and run."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from generator.contract.model import Sdk
from generator.local.aml import Datastores, LocalWorkspace
from generator.local.events import Event
from generator.local.report import Report
from generator.local.request import Request, Side
from generator.local.run import run
from tests.support.projects import SPECS, compiled, write

PROJECT = """\
version: 1
service: data_factory
git: {environment: dev}
datastores: {lake: {type: blob}}
environments:
  dev:
    factory: adf-dev
    aml:
      subscription: 00000000-0000-0000-0000-00000000000d
      resource_group: rg
      workspace: aml
      region: westeurope
defaults:
  compute: cpu-cluster
  environment: {python: "3.11", packages: [requests==2.32.5]}
"""

JOB = """\
version: 1
name: small
description: Count letters.
parameters:
  run_date: {type: string, pattern: "^[0-9-]+$", description: The day.}
  threshold: {type: number, minimum: 0, maximum: 1, default: 0.5, description: From here on.}
  top: {type: integer, default: 3, description: How many.}
data:
  words: {role: input, datastore: lake, path: "words/{run_date}"}
  scores: {role: output, datastore: lake, path: "scores/{run_date}"}
steps:
  score:
    type: parallel
    input: words
    output: scores
    arguments: [threshold, top]
    mini_batch_size: 2
factory:
  activity: {name: Score, timeout: 10m}
  triggers:
    daily:
      type: schedule
      frequency: Day
      start: 2026-01-01T06:00:00Z
      parameters: {run_date: "@formatDateTime(trigger().scheduledTime, 'yyyy-MM-dd')"}
aml: {sdk: SDK}
"""

SCORE = """\
\"\"\"Count the letters of words.\"\"\"

from pathlib import Path

from contract import Score, parse

given = None


def init() -> None:
    global given
    given = parse(Score)


def run(mini_batch: list[str]) -> list[str]:
    return [f"{Path(name).read_text()},{given.threshold},{given.top}" for name in mini_batch]
"""

AT = "2026-01-05T06:00:00+00:00"
DAY = "2026-01-05"
FACTORY, AML, DAILY = (
    "factory/pipeline/small.json",
    "aml/small/pipeline.py",
    "factory/trigger/small_daily.json",
)
SCRIPT = "aml/small/score.py"


@cache
def output(sdk: Sdk, job: str = JOB, script: str | None = SCORE) -> Path:
    """A compiled job, with the script that a team would have written, or its scaffold."""
    specs = {SPECS / "project.yaml": PROJECT, SPECS / "small.yaml": job.replace("SDK", sdk)}
    folder = Path(mkdtemp(prefix="scorewright-small-"))
    write(compiled(specs), folder)
    if script is not None:
        (folder / SCRIPT).write_text(script)
    return folder


@dataclass
class Small:
    """A copy of the job in a folder, to be broken and run; `events` is what the run told."""

    sdk: Sdk
    home: Path
    events: list[Event] = field(default_factory=list)
    job: str = JOB
    script: str | None = SCORE

    def __post_init__(self) -> None:
        shutil.copytree(output(self.sdk, self.job, self.script), self.output)
        for number, word in enumerate(("one", "three", "seventeen")):
            file = self.home / "lake" / "words" / DAY / f"{number}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(word)

    @property
    def output(self) -> Path:
        return self.home / "output"

    def change(self, file: str, old: str, new: str) -> None:
        path = self.output / file
        text = path.read_text()
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new))

    def run(self, trigger: str | None = "small_daily", **parameters: str) -> Report:
        """Run it as its trigger does every morning.

        Raises:
            Refused: as `generator.local.run.run`.
        """
        request = Request(
            pipeline="small",
            documents=self.output / "factory",
            service="data_factory",
            sides=(self.side,),
            workspace=LocalWorkspace(Datastores({"lake": str(self.home / "lake")}), processes=1),
            folder=self.home / "run",
            parameters=parameters,
            trigger=trigger,
            at=datetime.fromisoformat(AT),
        )
        return run(request, self.events.append)

    @property
    def side(self) -> Side:
        address = "https://small.westeurope.inference.ml.azure.com/jobs"
        return Side("small", self.output / "aml" / "small", ("small",), address)

    def scores(self) -> list[str]:
        """The lines that were written, in order."""
        files = sorted((self.home / "lake" / "scores").rglob("*.*"))
        return sorted(line for file in files for line in file.read_text().splitlines())
