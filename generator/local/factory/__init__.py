"""An interpreter for pipelines of Data Factory and Synapse, on a clock where waiting is free."""

from generator.local.factory.clock import Clock
from generator.local.factory.documents import Documents
from generator.local.factory.faults import ActivityFailed, NotReachable, Refused
from generator.local.factory.fixtures import Fixtures, read_fixtures
from generator.local.factory.http import HttpRequest, HttpResponse, send_to_loopback
from generator.local.factory.result import ActivityRun, PipelineRun
from generator.local.factory.run import run_pipeline
from generator.local.factory.services import AmlCall, Services
from generator.local.factory.started import Started

__all__ = [
    "ActivityFailed",
    "ActivityRun",
    "AmlCall",
    "Clock",
    "Documents",
    "Fixtures",
    "HttpRequest",
    "HttpResponse",
    "NotReachable",
    "PipelineRun",
    "Refused",
    "Services",
    "Started",
    "read_fixtures",
    "run_pipeline",
    "send_to_loopback",
]
