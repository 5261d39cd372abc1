"""Which jobs have to do with each other: one runs another's pipeline, or waits for its windows."""

from collections.abc import Iterator, Mapping

from generator.contract.job import Job, Project
from generator.contract.pipelines import Activity, TumblingWindow, everything
from generator.factory.references import PIPELINE, of_activity


def related(project: Project) -> Mapping[str, frozenset[str]]:
    """The other jobs that each job names something of."""
    made = {name: job for job, name in _made(project)}
    return {
        name: frozenset(made[each] for each in _named(job) if each in made) - {name}
        for name, job in project.jobs.items()
    }


def _made(project: Project) -> Iterator[tuple[str, tuple[str, str]]]:
    """The pipelines and triggers of every job."""
    for name, job in project.jobs.items():
        yield from ((name, ("pipeline", pipeline.name)) for pipeline in job.factory.pipelines)
        yield from ((name, ("trigger", trigger.name)) for trigger in job.factory.triggers)


def _named(job: Job) -> Iterator[tuple[str, str]]:
    """The pipelines and triggers that a job names."""
    for trigger in job.factory.triggers:
        if isinstance(trigger, TumblingWindow):
            yield from (("trigger", each.trigger) for each in trigger.depends_on if each.trigger)
    for pipeline in job.factory.pipelines:
        for activity in everything(pipeline.activities):
            if isinstance(activity, Activity):
                references = of_activity(activity)
                yield from (("pipeline", each.name) for each in references if each.type == PIPELINE)
