"""What was expected and what was found, in the words of diagnostics."""

from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence as AbstractSequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from typing import get_origin

from generator.diagnostics import nearest
from generator.spec.forms import NULLS, Duration, Hint, Moment, Range, Raw, Text, unwrapped
from generator.spec.nodes import Mapping, Node, Scalar, Sequence
