"""python -P -m generator.local.aml.loader SDK FILE TARGET: FILE's pipeline, as JSON, to TARGET."""

import json
import sys
from importlib import import_module
from pathlib import Path

from generator.local.aml.codec import encode
from generator.local.aml.graph import Loaded
from generator.local.aml.loader.user_code import imported, told
from generator.local.aml.stand_in import STAND_IN


def main(sdk: str, file: Path, target: Path) -> None:
    """Load a pipeline, and write what came of it."""
    sys.path.insert(0, str(file.parent))
    if sdk == "v1":
        sys.path.insert(0, str(STAND_IN))
    loaded = told(file, lambda: load(sdk, file))
    target.write_text(json.dumps(encode(loaded)), encoding="utf-8")


def load(sdk: str, file: Path) -> Loaded:
    """Import the SDK, then the file, and read the pipeline that it builds."""
    reader = import_module(f"generator.local.aml.loader.{sdk}")
    loaded: Loaded = reader.load(imported(file), file)
    return loaded


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
