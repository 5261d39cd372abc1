"""Reads the AML side's half of the contract back from Python. Its syntax tree is read, nothing run.

The reader knows the two SDKs and nothing of Scorewright: no header, comment or file name matters.
What it says where Python leaves a choice:

- v1: a PipelineParameter that no step uses is not published, so it is not offered; nor is one that
  only reaches a text (an f-string, `str`, a log line). An OutputFileDatasetConfig is treated alike.
- v1: a default of "" means "must be given": `Offered(None, None)`. A boolean is published as the
  SDK does it, as an integer whose text is "True" (`Type.INTEGER`, `Literal("True")`).
- v2: a default is what `azure.ai.ml.Input` makes of it (`default="5"` of an integer is 5); one that
  it would refuse stays as written. A default of the function goes before one of its `Input`.
- v2: an `optional` input may be left out, and nothing is passed then: its default is
  `Literal(None)`, of data `DataPath(Literal(None), Literal(None))`.
- v2: an input with neither annotation nor default has no type, and may well be data.
- A bound or a description that code computes is left out: a contract cannot hold its doubt.
- A name that code computes is kept as "<undecided at line 3, column 9>", which no SDK takes for a
  name, and its default is `Undecided`. The same holds for a v2 input whose type is computed.
- A v1 name that is declared twice, and not alike, has an `Undecided` default.
"""

from pathlib import PurePosixPath

from generator.aml.read.program import Program
from generator.aml.read.source import TOO_DEEP, Source, Unreadable
from generator.aml.read.v1 import read_v1
from generator.aml.read.v2 import read_v2
from generator.contract.model import Offer, Read

__all__ = ["Unreadable", "read_offers"]


def read_offers(file: PurePosixPath, source: str) -> tuple[Read[Offer], ...]:
    """What the pipelines in a Python file accept, with the place of everything in it.

    Args:
        file: The file's name, for the places only.
        source: Its text.

    Returns:
        The offer of the v1 pipeline of this file, if it has one, and then one offer for each v2
        pipeline function in the order of the file.

    Raises:
        Unreadable: The text is not Python.
    """
    try:
        program = Program(Source.parse(file, source))
        return (*read_v1(program), *read_v2(program))
    except RecursionError as fault:
        raise Unreadable(0, TOO_DEEP) from fault
