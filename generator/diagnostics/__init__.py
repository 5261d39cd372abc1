"""What went wrong, where, and what to do about it; made anywhere, printed in one place."""

from generator.diagnostics.codes import Code
from generator.diagnostics.diagnostic import Diagnostic, Severity, nearest, sort
from generator.diagnostics.place import Path, Place

__all__ = ["Code", "Diagnostic", "Path", "Place", "Severity", "nearest", "sort"]
