"""How the factory reaches Azure ML: the linked service, the identity, what both need."""

from collections.abc import Iterator

from generator import expression
from generator.contract.values import Expression
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.expression import Scope
from generator.spec.checks.broken import Broken, Names
from generator.spec.checks.context import Context, advice
from generator.spec.checks.names_of import existing, linked_services
from generator.spec.language import ProjectSpec
from generator.spec.language.aml_link import ServicePrincipalSpec, UserAssignedSpec
from generator.spec.language.keys import Sdk

_AML: Path = ("aml",)
_KEYS_OF_ITS_OWN = ("description", "identity", "connect_via")
"""The keys that the AML linked service is made of, if Scorewright makes it."""


def check(project: ProjectSpec, broken: Broken) -> Iterator[Finding]:
    """Check what stands under `aml` in the project file."""
    if broken.hides("aml"):
        return
    if not broken.hides("aml", "linked_service"):
        name = project.aml.linked_service
        if name in project.linked_services:
            yield from _declared(project, broken)
        elif name not in broken.names(project.linked_services, "linked_services"):
            yield from _made(project)
    yield from _syntax(project)
    if not broken.touches("aml", "identity"):
        yield from _identity(project, broken)
    yield from _runtime(project, broken)


def _declared(project: ProjectSpec, broken: Broken) -> Iterator[Finding]:
    """A linked service of the project's own is taken as it is."""
    aml, name = project.aml, project.aml.linked_service
    declared: Path = ("linked_services", name)
    related = (("declared", declared),)
    if (found := project.linked_services[name].type) != "AzureMLService":
        message = f"{name!r} is the linked service of Azure ML, and of type {found}"
        hint = "it must be of type AzureMLService, or another under `aml: {linked_service: ...}`"
        yield Finding(Code.LINKED_SERVICE_KIND, (*declared, "type"), message, hint)
    for key in _KEYS_OF_ITS_OWN:
        if getattr(aml, key):
            message = f"{name!r} is declared under `linked_services`, which says its {key} too"
            hint = "drop it here, or drop the linked service, so that it is made of these keys"
            yield Finding(Code.NOT_TOGETHER, (*_AML, key), message, hint, "key", None, related)
    if broken.touches(*declared, "parameters") or broken.touches(*_AML, "parameters"):
        return
    known = project.linked_services[name].parameters
    for each in aml.parameters.keys() - known.keys():
        message = f"the linked service {name!r} has no parameter {each!r}"
        hint, at = advice(each, known, "declared"), (*_AML, "parameters", each)
        yield Finding(Code.PASSES_UNKNOWN, at, message, hint, "key", None, related)
    for each, parameter in known.items():
        if parameter.default is None and each not in aml.parameters:
            message = f"the linked service of Azure ML needs its parameter {each!r}"
            hint = f"add `aml: {{parameters: {{{each}: ...}}}}`, or give it a default"
            at = (*declared, "parameters", each)
            yield Finding(Code.LEAVES_UNSET, at, message, hint, "key")


def _syntax(project: ProjectSpec) -> Iterator[Finding]:
    """Values that are no expressions in any job; what one can read is each job's own matter."""
    for name, value in project.aml.parameters.items():
        for each in expression.check(value.text, Scope()) if isinstance(value, Expression) else ():
            at, span = (*_AML, "parameters", name), (each.start, each.end)
            yield Finding(each.code, at, each.message, each.hint, span=span)


def check_job(context: Context, scope: Scope) -> Iterator[Finding]:
    """Check what is handed to the linked service in the pipeline of a job, which sees `scope`."""
    if context.sdk is not Sdk.V1:
        return
    for name, value in context.project.aml.parameters.items():
        if not isinstance(value, Expression) or expression.check(value.text, Scope()):
            continue
        for each in expression.check(value.text, scope):
            message = f"the project's `aml` hands {name!r} what this job does not have: "
            hint = "declare it here, or hand over something that all jobs have"
            yield Finding(each.code, ("name",), message + each.message, hint)


def _made(project: ProjectSpec) -> Iterator[Finding]:
    for name in project.aml.parameters:
        message = "the linked service of Azure ML has parameters only if it is declared"
        hint = f"declare {project.aml.linked_service!r} under `linked_services`, or drop them"
        yield Finding(Code.PASSES_UNKNOWN, (*_AML, "parameters", name), message, hint, "key")


def _identity(project: ProjectSpec, broken: Broken) -> Iterator[Finding]:
    who = project.aml.identity
    if isinstance(who, UserAssignedSpec):
        known = broken.names(project.credentials, "credentials")
        if who.credential not in known:
            at = (*_AML, "identity", "credential")
            message = f"the project has no credential {who.credential!r}"
            hint = advice(who.credential, known, "declared")
            yield Finding(Code.UNKNOWN_RESOURCE, at, message, hint)
    if isinstance(who, ServicePrincipalSpec):
        yield from _store(project, linked_services(project, broken), who)
    yield from _principals(project, broken, needed=isinstance(who, ServicePrincipalSpec))


def _store(project: ProjectSpec, known: Names, who: ServicePrincipalSpec) -> Iterator[Finding]:
    at = (*_AML, "identity", "store")
    declared = project.linked_services.get(who.store)
    if who.store not in known:
        message = f"the project has no linked service {who.store!r}"
        hint = advice(who.store, known, "declared")
        yield Finding(Code.UNKNOWN_LINKED_SERVICE, at, message, hint)
    elif declared and declared.type != "AzureKeyVault":
        message = f"{who.store!r} is of type {declared.type}, and no Key Vault"
        hint = "name a linked service of type AzureKeyVault"
        yield Finding(Code.LINKED_SERVICE_KIND, at, message, hint)


def _principals(project: ProjectSpec, broken: Broken, *, needed: bool) -> Iterator[Finding]:
    """Each environment has its own service principal, if one is used at all."""
    for environment, target in project.environments.items():
        at: Path = ("environments", environment, "aml")
        given = target.aml.service_principal is not None
        if needed and not given and not broken.touches(*at):
            message = f"the service principal of {environment} is missing"
            hint = "add `service_principal: {id: ..., tenant: ...}`: `aml.identity` is one"
            yield Finding(Code.PER_ENVIRONMENT, at, message, hint, "key")
        if given and not needed:
            message = "nothing uses the service principal: `aml.identity` is none"
            hint = "drop it, or write `identity: {type: service_principal, ...}` under `aml`"
            yield Finding(Code.UNUSED, (*at, "service_principal"), message, hint, "key")


def _runtime(project: ProjectSpec, broken: Broken) -> Iterator[Finding]:
    name, known = project.aml.connect_via, existing(project, broken, "integration_runtimes")
    if name and name not in known:
        message = f"the project has no integration runtime {name!r}"
        hint = advice(name, known, "existing")
        yield Finding(Code.UNKNOWN_RESOURCE, (*_AML, "connect_via"), message, hint)
