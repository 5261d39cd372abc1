"""The specs of a small project, as values that a test changes one by one."""

from dataclasses import dataclass

NAMES = ("alpha", "beta", "gamma", "omega")
"""The names that jobs have: none begins with another, and none is a word of a template."""

_PROJECT = """\
version: 1
service: data_factory
git: {{environment: prod}}
aml: {{description: {words}}}
environments:
  prod:
    factory: adf
    synapse: syn
    aml:
      subscription: 00000000-0000-0000-0000-000000000001
      resource_group: rg
      workspace: aml
      region: {region}
datastores: {{lake: {{type: blob}}}}
"""
_JOB = """\
version: 1
name: {name}{moved}
description: {words}
parameters:
  level: {{type: integer, default: {level}}}{mode}
data:
  texts: {{role: input, datastore: lake, path: texts}}
  lengths: {{role: output, datastore: lake, path: lengths}}
steps:
  measure: {{type: parallel, input: texts, output: lengths, arguments: [level{argument}]}}
compute: {compute}
environment: {{packages: [{packages}]}}
factory:
  service: {service}{triggers}
aml: {{sdk: {sdk}}}
# remark {remark}
"""
_MODE = "\n  mode: {type: string, default: slow}"
_TRIGGERS = """
  triggers:
    daily: {{type: schedule, frequency: Day, interval: 1, start: 2026-01-01T{hour:02}:00:00Z}}"""


@dataclass(frozen=True, slots=True)
class Project:
    """What all jobs share."""

    words: str = "shared by all"
    region: str = "westeurope"

    def text(self) -> str:
        """The project file."""
        return _PROJECT.format(words=self.words, region=self.region)


@dataclass(frozen=True, slots=True)
class Job:
    """One spec. `was` is the name that it says the job had; a `remark` means nothing."""

    name: str
    sdk: str = "v2"
    service: str = "data_factory"
    words: str = "as it began"
    level: int = 5
    mode: bool = False
    hour: int | None = None
    packages: str = "pandas, numpy"
    compute: str = "cpu"
    was: str = ""
    remark: int = 0

    def text(self) -> str:
        """The spec."""
        return _JOB.format(
            name=self.name,
            moved=f"\nmoved_from: {self.was}" if self.was else "",
            words=self.words,
            level=self.level,
            mode=_MODE if self.mode else "",
            argument=", mode" if self.mode else "",
            compute=self.compute,
            packages=self.packages,
            service=self.service,
            triggers="" if self.hour is None else _TRIGGERS.format(hour=self.hour),
            sdk=self.sdk,
            remark=self.remark,
        )


def first_jobs() -> dict[str, Job]:
    """The jobs that a project begins with: one of each SDK, and of each service."""
    return {
        "alpha": Job("alpha", sdk="v1", hour=6),
        "beta": Job("beta", service="synapse"),
    }
