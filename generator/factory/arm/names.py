"""What each service calls the parts of its templates.

Sources: exports of Data Factory's Studio; pages continuous-integration-delivery-* of Data Factory,
and cicd/continuous-integration-delivery of Synapse.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from generator.contract.resources import Target
from generator.expression import Service

FOLDER = PurePosixPath("arm")
"""The folder of templates, below the output folder."""
SCHEMAS = "://schema.management.azure.com/schemas/2015-01-01/"


class Convention(Struct, frozen=True):
    """The names of one service. `home` is what its resources are in.

    `deployable` says whether Azure Resource Manager takes the template. Those of Synapse only look
    like one: its "workspace deployment" task or action reads them.
    """

    home: str
    parameter: str
    about: str
    variable: str
    api_version: str
    template: str
    parameters: str
    definition: str
    deployable: bool

    def of(self, target: Target) -> str:
        """The name of the home in one environment."""
        return target.factory if self.deployable else target.synapse


CONVENTIONS: Mapping[Service, Convention] = {
    "data_factory": Convention(
        home="Microsoft.DataFactory/factories",
        parameter="factoryName",
        about="Data Factory name",
        variable="factoryId",
        api_version="2018-06-01",
        template="ARMTemplateForFactory.json",
        parameters="ARMTemplateParametersForFactory.{}.json",
        definition="arm-template-parameters-definition.json",
        deployable=True,
    ),
    "synapse": Convention(
        home="Microsoft.Synapse/workspaces",
        parameter="workspaceName",
        about="Workspace name",
        variable="workspaceId",
        api_version="2019-06-01-preview",
        template="TemplateForWorkspace.json",
        parameters="TemplateParametersForWorkspace.{}.json",
        definition="template-parameters-definition.json",
        deployable=False,
    ),
}
