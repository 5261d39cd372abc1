"""Reads factory JSON back into its half of the contract, whoever wrote the JSON."""

from generator.contract.values import EVERYTHING
from generator.factory.read.documents import Document
from generator.factory.read.pipeline import read_calls
from generator.factory.read.triggers import started

__all__ = ["EVERYTHING", "Document", "read_calls", "started"]
