"""The activities that are run here, by type, and what becomes of all others."""

from collections.abc import Mapping

from generator.local.factory.activities.aml import execute_aml_pipeline
from generator.local.factory.activities.branches import if_condition, switch
from generator.local.factory.activities.elsewhere import answered, skipped_here
from generator.local.factory.activities.execute import execute_pipeline
from generator.local.factory.activities.loops import for_each, until
from generator.local.factory.activities.simple import fail, filter_items, wait
from generator.local.factory.activities.variables import append_variable, set_variable
from generator.local.factory.activities.web import call_web
from generator.local.factory.work import Handler

__all__ = ["CONTROL", "HANDLERS", "answered", "skipped_here"]

CONTROL: Mapping[str, Handler] = {
    "AppendVariable": append_variable,
    "Fail": fail,
    "Filter": filter_items,
    "ForEach": for_each,
    "IfCondition": if_condition,
    "SetVariable": set_variable,
    "Switch": switch,
    "Until": until,
    "Wait": wait,
}
"""Activities that need nothing from outside, so that no fixture stands for them."""

HANDLERS: Mapping[str, Handler] = {
    **CONTROL,
    "AzureMLExecutePipeline": execute_aml_pipeline,
    "ExecutePipeline": execute_pipeline,
    "WebActivity": call_web,
}
