"""Runs a pipeline."""

from collections.abc import Mapping

from msgspec.structs import replace

from generator.expression.values import Json
from generator.local.events import Noted, Tell
from generator.local.factory.check import check
from generator.local.factory.documents import Documents
from generator.local.factory.engine import Interpreter
from generator.local.factory.parameters import bind
from generator.local.factory.result import PipelineRun
from generator.local.factory.services import Services
from generator.local.factory.started import MANUALLY, Started


def run_pipeline(
    documents: Documents,
    name: str,
    parameters: Mapping[str, Json],
    services: Services,
    tell: Tell,
    started: Started = MANUALLY,
) -> PipelineRun:
    """Run a pipeline of a folder on the virtual clock.

    Args:
        documents: the folder.
        name: the pipeline's, whose case does not matter.
        parameters: values of its parameters; those that are not given take their defaults.
        services: what the run can ask for.
        tell: is told what goes on.
        started: what started it, if nobody did by hand.

    Returns:
        What came of it, failed or not.

    Raises:
        Refused: it cannot begin, for whatever is wrong with the documents, the parameters or the
            fixtures; or it cannot go on, since something reads what was skipped here.
    """
    document = documents.get("pipeline", name)
    check(documents, document, services.fixtures)
    values = bind(documents, document, parameters)
    interpreter = Interpreter(documents, services, tell)
    run = services.clock.run(interpreter.pipeline(document, values, started, ()))
    runs = interpreter.runs
    reached = {name.casefold() for name in (document.name, *(each.pipeline for each in runs))}
    for fixture in services.fixtures.unused:
        if fixture.pipeline.casefold() not in reached:
            continue
        tell(Noted(f"fixture {fixture.pipeline}/{fixture.activity}.json was not asked for"))
    return replace(run, activities=runs)
