"""The module `azureml_user.parallel_run`, which there is only in Azure ML's workers."""

import logging
import sys
from pathlib import Path
from types import ModuleType
from typing import ClassVar


class EntryScript:
    """What a worker tells the entry script of itself; there is one.

    Source: page how-to-debug-parallel-run-step.
    """

    logger: logging.Logger
    agent_name: str
    log_dir: str
    output_dir: str
    working_dir: str
    _only: ClassVar["EntryScript | None"] = None

    def __new__(cls) -> "EntryScript":
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only


def install(agent_name: str, log_dir: Path, output_dir: Path) -> None:
    """Make `from azureml_user.parallel_run import EntryScript` work in this process."""
    script = EntryScript()
    script.agent_name = agent_name
    script.log_dir, script.output_dir = str(log_dir), str(output_dir)
    script.working_dir = str(Path.cwd())
    script.logger = logging.getLogger("EntryScript")
    package = ModuleType("azureml_user")
    module = ModuleType("azureml_user.parallel_run")
    vars(package).update(__path__=[], parallel_run=module)
    vars(module).update(EntryScript=EntryScript)
    sys.modules.update({package.__name__: package, module.__name__: module})
