"""One step of the loan-default job, done here as Azure ML does it on a node.

The scripts are the job's own; only the mounting of folders and the driver of the parallel step are
played by this module.
"""

import importlib
import sys
from pathlib import Path
from types import ModuleType

from demo.job import FILE, FOLDER, MINI_BATCH, RUN_DATE, THRESHOLD


def script(name: str, arguments: dict[str, str]) -> ModuleType:
    """Import a script of the job with a command line as Azure ML makes it."""
    sys.path.insert(0, str(FOLDER))
    sys.argv = [f"{name}.py", "--client_sdk_version", "1.0", "--mini_batch_size", str(MINI_BATCH)]
    for argument, value in arguments.items():
        sys.argv += [f"--{argument}", value]
    return importlib.import_module(name)


def stage(source: str, target: str) -> str:
    """The step before the parallel one."""
    count = script("prepare", {}).stage(Path(source), Path(target))
    return f"stage    {count} files"


def score(staged: str, target: str, model: str) -> str:
    """The parallel step, with one worker."""
    entry = script("score", {"model": model, "threshold": str(THRESHOLD), "output": target})
    files = sorted(str(path) for path in Path(staged).rglob("*") if path.is_file())
    batches = [files[i : i + MINI_BATCH] for i in range(0, len(files), MINI_BATCH)]
    entry.init()
    lines = [line for batch in batches for line in entry.run(batch)]
    entry.shutdown()
    Path(target).mkdir(parents=True)
    (Path(target) / FILE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return f"score    {len(lines)} rows in {len(batches)} mini-batches"


def publish(rows: str, scores: str) -> str:
    """The step after the parallel one."""
    given = {"rows": rows, "run_date": RUN_DATE, "scores": scores}
    module = script("publish", given)
    count = module.publish(Path(rows), module.folder(module.parse(module.Publish)))
    return f"publish  {count} rows"


if __name__ == "__main__":
    step, *rest = sys.argv[1:]
    print({"stage": stage, "score": score, "publish": publish}[step](*rest))
