"""What can stand in a spec and in a project file.

These classes are the language: the reader, the JSON Schema, the reference and the checks are made
from them. A field without default is a required key.
"""

from generator.spec.language.job import JobSpec
from generator.spec.language.project import ProjectSpec

__all__ = ["JobSpec", "ProjectSpec"]
