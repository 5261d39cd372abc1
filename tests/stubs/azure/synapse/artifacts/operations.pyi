from collections.abc import Iterator
from typing import IO, Any

from azure.core.polling import LROPoller
from azure.synapse.artifacts.models import Dataset, LinkedService, Trigger

class LinkedServiceOperations:
    def begin_create_or_update_linked_service(
        self,
        linked_service_name: str,
        properties: LinkedService,
        if_match: str | None = None,
        **kwargs: Any,
    ) -> LROPoller[object]: ...
    def get_linked_service(
        self, linked_service_name: str, if_none_match: str | None = None, **kwargs: Any
    ) -> object: ...

class DatasetOperations:
    def begin_create_or_update_dataset(
        self, dataset_name: str, properties: Dataset, if_match: str | None = None, **kwargs: Any
    ) -> LROPoller[object]: ...
    def get_dataset(
        self, dataset_name: str, if_none_match: str | None = None, **kwargs: Any
    ) -> object: ...

class PipelineOperations:
    def begin_create_or_update_pipeline(
        self, pipeline_name: str, pipeline: IO[bytes], if_match: str | None = None, **kwargs: Any
    ) -> LROPoller[object]: ...
    def get_pipeline(
        self, pipeline_name: str, if_none_match: str | None = None, **kwargs: Any
    ) -> object: ...

class TriggerOperations:
    def begin_create_or_update_trigger(
        self, trigger_name: str, properties: Trigger, if_match: str | None = None, **kwargs: Any
    ) -> LROPoller[object]: ...
    def get_trigger(
        self, trigger_name: str, if_none_match: str | None = None, **kwargs: Any
    ) -> object: ...
    def get_triggers_by_workspace(self, **kwargs: Any) -> Iterator[object]: ...
    def begin_start_trigger(self, trigger_name: str, **kwargs: Any) -> LROPoller[object]: ...
    def begin_stop_trigger(self, trigger_name: str, **kwargs: Any) -> LROPoller[object]: ...
    def begin_subscribe_trigger_to_events(
        self, trigger_name: str, **kwargs: Any
    ) -> LROPoller[object]: ...
    def begin_unsubscribe_trigger_from_events(
        self, trigger_name: str, **kwargs: Any
    ) -> LROPoller[object]: ...
