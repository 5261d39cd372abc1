from collections.abc import Iterator
from typing import IO, Any

from azure.core.polling import LROPoller

class CredentialOperationsOperations:
    def create_or_update(
        self,
        resource_group_name: str,
        factory_name: str,
        credential_name: str,
        credential: IO[bytes],
        if_match: str | None = None,
        **kwargs: Any,
    ) -> object: ...
    def get(
        self,
        resource_group_name: str,
        factory_name: str,
        credential_name: str,
        if_none_match: str | None = None,
        **kwargs: Any,
    ) -> object: ...

class DatasetsOperations:
    def create_or_update(
        self,
        resource_group_name: str,
        factory_name: str,
        dataset_name: str,
        dataset: IO[bytes],
        if_match: str | None = None,
        **kwargs: Any,
    ) -> object: ...
    def get(
        self,
        resource_group_name: str,
        factory_name: str,
        dataset_name: str,
        if_none_match: str | None = None,
        **kwargs: Any,
    ) -> object: ...

class LinkedServicesOperations:
    def create_or_update(
        self,
        resource_group_name: str,
        factory_name: str,
        linked_service_name: str,
        linked_service: IO[bytes],
        if_match: str | None = None,
        **kwargs: Any,
    ) -> object: ...
    def get(
        self,
        resource_group_name: str,
        factory_name: str,
        linked_service_name: str,
        if_none_match: str | None = None,
        **kwargs: Any,
    ) -> object: ...

class PipelinesOperations:
    def create_or_update(
        self,
        resource_group_name: str,
        factory_name: str,
        pipeline_name: str,
        pipeline: IO[bytes],
        if_match: str | None = None,
        **kwargs: Any,
    ) -> object: ...
    def get(
        self,
        resource_group_name: str,
        factory_name: str,
        pipeline_name: str,
        if_none_match: str | None = None,
        **kwargs: Any,
    ) -> object: ...

class TriggersOperations:
    def create_or_update(
        self,
        resource_group_name: str,
        factory_name: str,
        trigger_name: str,
        trigger: IO[bytes],
        if_match: str | None = None,
        **kwargs: Any,
    ) -> object: ...
    def get(
        self,
        resource_group_name: str,
        factory_name: str,
        trigger_name: str,
        if_none_match: str | None = None,
        **kwargs: Any,
    ) -> object: ...
    def list_by_factory(
        self, resource_group_name: str, factory_name: str, **kwargs: Any
    ) -> Iterator[object]: ...
    def begin_start(
        self, resource_group_name: str, factory_name: str, trigger_name: str, **kwargs: Any
    ) -> LROPoller[object]: ...
    def begin_stop(
        self, resource_group_name: str, factory_name: str, trigger_name: str, **kwargs: Any
    ) -> LROPoller[object]: ...
    def begin_subscribe_to_events(
        self, resource_group_name: str, factory_name: str, trigger_name: str, **kwargs: Any
    ) -> LROPoller[object]: ...
    def begin_unsubscribe_from_events(
        self, resource_group_name: str, factory_name: str, trigger_name: str, **kwargs: Any
    ) -> LROPoller[object]: ...
