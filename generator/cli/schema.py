"""scorewright schema: the JSON Schema of the spec language."""

import argparse
import json

from generator.cli import FINE
from generator.spec.schema import job_schema, project_schema


def run(arguments: argparse.Namespace) -> int:
    """Print the schema of specs, or of project files."""
    schema = job_schema() if arguments.of == "job" else project_schema()
    print(json.dumps(schema, indent=2))
    return FINE
