"""The documents of what jobs share: linked services, datasets, credentials."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.contract.job import Project
from generator.contract.resources import Credential, Dataset, LinkedService
from generator.contract.values import Json
from generator.expression import Service
from generator.factory.documents import Document, Kind, Varying
from generator.factory.encode import spelled
from generator.factory.reach import chosen, shared_by_service
from generator.factory.references import CREDENTIAL, DATASET, LINKED_SERVICE
from generator.render import Templates


def shared_documents(templates: Templates, project: Project) -> Iterator[Document]:
    """The documents of all services, each with what its own jobs need."""
    for service, keys in sorted(shared_by_service(project).items()):
        build = _Builder(templates, project, service)
        for linked in chosen(LINKED_SERVICE, project.linked_services, keys):
            yield build.linked_service(linked)
        for dataset in chosen(DATASET, project.datasets, keys):
            yield build.dataset(dataset)
        for credential in chosen(CREDENTIAL, project.credentials, keys):
            yield build.credential(credential)


class _Builder(Struct, frozen=True):
    """Builds the documents of one service."""

    templates: Templates
    project: Project
    service: Service

    def linked_service(self, linked: LinkedService) -> Document:
        varying = {
            name: {environment: spelled(value) for environment, value in values.items()}
            for name, values in linked.varying.items()
        }
        here = {name: values[self.project.git] for name, values in varying.items()}
        content = self.templates.json(
            "factory/linked_service.json.j2",
            service=linked,
            properties={**here, **linked.properties},
        )
        return self._document("linkedService", linked.name, content, varying)

    def dataset(self, dataset: Dataset) -> Document:
        content = self.templates.json("factory/dataset.json.j2", dataset=dataset)
        return self._document("dataset", dataset.name, content, {})

    def credential(self, credential: Credential) -> Document:
        """A user-assigned identity. Its resource id is the only thing that Studio keeps of it."""
        name, targets = credential.name, self.project.targets
        ids: dict[str, Json] = {each: at.credentials[name] for each, at in targets.items()}
        content = self.templates.json(
            "factory/credential.json.j2", credential=credential, resource_id=ids[self.project.git]
        )
        return self._document("credential", credential.name, content, {"resourceId": ids})

    def _document(
        self, kind: Kind, name: str, content: Json, varying: Mapping[str, Mapping[str, Json]]
    ) -> Document:
        """A document, and which of its type properties each environment has its own of."""
        varies = tuple(
            Varying(
                ("properties", "typeProperties", each),
                f"{name}_properties_typeProperties_{each}",
                values,
            )
            for each, values in varying.items()
        )
        return Document.of(self.service, kind, name, content, varying=varies)
