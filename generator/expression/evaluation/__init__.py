"""What the factory makes of its strings during a run: values, as Microsoft's engine computes them.

Where the documentation leaves something open, the engine is right that Microsoft ships for tests of
pipelines (Microsoft.Azure.Workflows, in data-factory-testing-framework).
"""

from generator.expression.evaluation.faults import EvaluationFault
from generator.expression.evaluation.interpret import evaluate

__all__ = ["EvaluationFault", "evaluate"]
