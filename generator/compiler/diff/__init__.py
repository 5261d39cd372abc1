"""What changed between two projects, told in words of the jobs."""

from generator.compiler.diff.changes import changes
from generator.compiler.diff.model import Change, JobChanges
from generator.compiler.diff.printing import printed
from generator.compiler.diff.since import Since, since_generated

__all__ = ["Change", "JobChanges", "Since", "changes", "printed", "since_generated"]
