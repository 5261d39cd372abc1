"""scorewright schema: the JSON Schema of the spec language, or its reference."""

import argparse
import json

from generator.cli import FINE
from generator.spec.reference import reference
from generator.spec.schema import job_schema, project_schema


def run(arguments: argparse.Namespace) -> int:
    """Print the schema of specs or of project files, or the reference of both."""
    if arguments.markdown:
        print(reference(), end="")
    else:
        schema = job_schema() if arguments.of == "job" else project_schema()
        print(json.dumps(schema, indent=2))
    return FINE
