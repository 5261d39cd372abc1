"""One step of a v2 pipeline, with what it is given followed to where that comes from."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.contract.values import Json
from generator.diagnostics import nearest
from generator.local.aml import graph
from generator.local.aml.data_ref import KINDS, DataRef
from generator.local.aml.literals import fault_of, spelled
from generator.local.aml.placeholders import Bracket, Hole, only, pieces

Bound = graph.StepInput | graph.Text | graph.OfParameter | None
"""What an input of a step is given: data, a part of a text or, if it is optional, nothing."""


def mapping(value: Json) -> dict[str, Json]:
    """A JSON object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


class Faults(Struct):
    """The faults in a file, each at the first line that has the text it is about."""

    file: Path
    found: list[graph.Fault] = field(default_factory=list)

    def add(self, message: str, about: str = "") -> None:
        """Note a fault, unless the message is ""."""
        if message:
            lines = self.file.read_text("utf-8").splitlines()
            numbers = (number for number, line in enumerate(lines, 1) if about and about in line)
            self.found.append(graph.Fault(message, str(self.file), next(numbers, 0)))


class Node(Struct, frozen=True):
    """A step as the SDK's dictionary has it, and the pipeline around it."""

    name: str
    own: Mapping[str, Json]
    jobs: Mapping[str, Mapping[str, Json]]
    pipeline_inputs: Mapping[str, graph.DataInput]
    parameters: Mapping[str, graph.Parameter]
    faults: Faults

    @property
    def component(self) -> Mapping[str, Json]:
        return mapping(self.own["component"])

    def step(self, default_compute: str) -> graph.Step:
        """The step; what is wrong with it is added to the faults."""
        self._check_names()
        bound = {name: self._bound(name) for name in mapping(self.component.get("inputs"))}
        inputs = {name: one for name, one in bound.items() if isinstance(one, graph.StepInput)}
        outputs = {name: self._output(name) for name in mapping(self.component.get("outputs"))}
        compute = str(self.own.get("compute") or default_compute)
        common = {
            "name": self.name,
            "inputs": inputs,
            "outputs": outputs,
            "after": tuple(dict.fromkeys(_writers(inputs))),
            "compute": compute.removeprefix("azureml:"),
            "variables": {
                key: str(one) for key, one in mapping(self.own.get("environment_variables")).items()
            },
        }
        texts = Texts(self, bound)
        if self.own["type"] == "parallel":
            return self._parallel(texts, common)
        return graph.CommandStep(
            source=self._source(self.component.get("code")),
            script="",
            arguments=(),
            command=texts.argument(str(self.component.get("command"))),
            environment=_environment(self.own.get("environment")),
            **common,  # type: ignore[arg-type]  # each is of its field's type
        )

    def _parallel(self, texts: "Texts", common: Mapping[str, object]) -> graph.ParallelStep:
        task = mapping(self.own.get("task"))
        source = self._source(task.get("code"))
        script = str(task.get("entry_script"))
        if source and not Path(source, script).is_file():
            self.faults.add(f"step {self.name!r}: there is no entry script {script}", script)
        batched = only(str(self.own.get("input_data")))
        texts.argument(str(self.own.get("input_data")))
        return graph.ParallelStep(
            source=source,
            entry_script=script,
            arguments=(texts.argument(str(task.get("program_arguments") or "")),),
            batched=batched.words[1:] if batched else (),
            rows=texts.rows(task.get("append_row_to")),
            settings=_settings(self.own),
            environment=_environment(task.get("environment")),
            **common,  # type: ignore[arg-type]  # each is of its field's type
        )

    def _check_names(self) -> None:
        """The SDK lets a step be given inputs that it does not have."""
        declared = mapping(self.component.get("inputs"))
        for name in mapping(self.own.get("inputs")).keys() - declared.keys():
            self.faults.add(
                f"step {self.name!r} has no input {name!r}{near(name, declared)}", f"{name}="
            )

    def _bound(self, name: str) -> Bound:
        declared = mapping(mapping(self.component.get("inputs"))[name])
        value = mapping(self.own.get("inputs")).get(name, declared.get("default"))
        kind = str(declared.get("type"))
        path = value.get("path") if isinstance(value, dict) else value
        if isinstance(path, str) and (hole := only(path)):
            return self._followed(name, kind, hole)
        if value is None or path is None:
            # The SDK calls a step complete that lacks data, and gives it a place without a path.
            if not declared.get("optional"):
                self.faults.add(self._says(name, "is given nothing"), f'"{self.name}"')
            return None
        if isinstance(value, dict):
            return self._fixed(name, kind, str(path), str(value.get("type", kind)))
        assert not isinstance(value, list)
        self.faults.add(self._says(name, fault_of(value, kind)), f"{name}=")
        return graph.Text(spelled(value))

    def _followed(self, name: str, kind: str, hole: Hole) -> Bound:
        """What a reference to the pipeline's inputs, or to another step's outputs, leads to."""
        match hole.words:
            case ("parent", "inputs", given) if given in self.pipeline_inputs:
                self._same_kind(name, kind, self.pipeline_inputs[given].kind)
                return graph.StepInput(graph.FromPipeline(given), KINDS.get(kind, ""))
            case ("parent", "inputs", given) if given in self.parameters:
                if kind in KINDS:
                    self.faults.add(self._says(name, f"is data, and {given} is not"), f"{name}=")
                return graph.OfParameter(given)
            case ("parent", "jobs", step, "outputs", output) if output in self._outputs_of(step):
                written = mapping(self._outputs_of(step)[output]).get("type", "uri_folder")
                self._same_kind(name, kind, KINDS.get(str(written), ""))
                return graph.StepInput(graph.FromStep(step, output), KINDS.get(kind, ""))
        self.faults.add(self._says(name, f"is given {hole}, which there is not"), f"{name}=")
        return None

    def _fixed(self, name: str, kind: str, path: str, given: str) -> Bound:
        self._same_kind(name, kind, KINDS.get(given, ""))
        if KINDS.get(given) == "model" and path.startswith("azureml:") and "//" not in path:
            model, _, version = path.removeprefix("azureml:").replace("@", ":").partition(":")
            newest = version.removeprefix("latest")
            return graph.StepInput(graph.Registered(model, newest), "model")
        return graph.StepInput(graph.Stored((DataRef.of_uri(path),)), KINDS.get(kind, ""))

    def _same_kind(self, name: str, kind: str, given: str) -> None:
        """The SDK binds a file to a folder, and data to a string."""
        wanted = KINDS.get(kind, "")
        if given and wanted != given:
            expected = f"a {wanted}" if wanted else f"a {kind}, which is no data"
            self.faults.add(self._says(name, f"is {expected}, and is given a {given}"), f"{name}=")

    def _says(self, name: str, what: str) -> str:
        return what and f"step {self.name!r}: input {name!r} {what}"

    def _outputs_of(self, step: str) -> dict[str, Json]:
        component = mapping(self.jobs.get(step, {}).get("component"))
        return mapping(component.get("outputs"))

    def _output(self, name: str) -> graph.StepOutput:
        declared = mapping(mapping(self.component["outputs"])[name])
        own = mapping(self.own.get("outputs")).get(name)
        kind = KINDS.get(str(declared.get("type")), "folder")
        path = own.get("path") if isinstance(own, dict) else own
        if isinstance(path, str) and (hole := only(path)):
            return graph.StepOutput(kind, None, hole.words[-1])
        destination = DataRef.of_uri(path, kind) if isinstance(path, str) else None
        return graph.StepOutput(kind, destination)

    def _source(self, code: Json) -> str:
        """The folder of a step's code; relative ones are below that of the pipeline's."""
        if not isinstance(code, str):
            return ""
        folder = (self.faults.file.parent / code).absolute()
        if not folder.is_dir():
            self.faults.add(f"step {self.name!r}: there is no folder of code {code}", code)
        return str(folder)


class Texts(Struct, frozen=True):
    """The texts of a step, in which `${{...}}` stand for what it is given."""

    node: Node
    bound: Mapping[str, Bound]

    def argument(self, text: str) -> graph.Argument:
        """A text in parts; what refers to nothing is a fault."""
        found = (self._part(piece) for piece in pieces(text))
        return tuple(part for part in found if part is not None)

    def rows(self, append_row_to: Json) -> graph.Rows | None:
        """The output and the file in it that rows are appended to."""
        if not isinstance(append_row_to, str):
            return None
        self.argument(append_row_to)
        first, *rest = pieces(append_row_to)
        file = "".join(map(str, rest)).lstrip("/")
        if not isinstance(first, Hole) or first.words[0] != "outputs" or ".." in file.split("/"):
            why = f"append_row_to is no file in an output: {append_row_to!r}"
            self.node.faults.add(f"step {self.node.name!r}: {why}", "append_row_to")
            return None
        return graph.Rows(first.words[-1], file)

    def _part(self, piece: str | Hole | Bracket) -> graph.Part | None:
        """None for what is not given."""
        match piece:
            case Bracket():
                parts = [self._simple(one, inside=True) for one in piece.pieces]
                given = tuple(part for part in parts if part is not None)
                return graph.IfGiven(given) if len(given) == len(parts) else None
            case _:
                return self._simple(piece, inside=False)

    def _simple(self, piece: str | Hole, *, inside: bool) -> graph.Simple | None:
        if isinstance(piece, str):
            return graph.Text(piece)
        match piece.words:
            case ("inputs", name, *_) if name in self.bound:
                if not inside and self._may_lack(name):
                    self._fault(f"{piece} is optional, and stands outside $[[...]]", piece)
                one = self.bound[name]
                return graph.OfInput(name) if isinstance(one, graph.StepInput) else one
            case ("outputs", name) if name in mapping(self.node.component.get("outputs")):
                return graph.OfOutput(name)
        known = [*self.bound, *mapping(self.node.component.get("outputs"))]
        self._fault(f"{piece} is nothing that it has{near(piece.words[-1], known)}", piece)
        return None

    def _may_lack(self, name: str) -> bool:
        declared = mapping(mapping(self.node.component.get("inputs"))[name])
        return declared.get("optional") is True

    def _fault(self, message: str, hole: Hole) -> None:
        self.node.faults.add(f"step {self.node.name!r}: {message}", ".".join(hole.words))


def near(name: str, known: Mapping[str, object] | list[str]) -> str:
    """The nearest of the known names, or all of them, in words."""
    if found := nearest(name, known):
        return f" (nearest: {found!r})"
    return f" (it has: {', '.join(known)})" if known else ""


def _writers(inputs: Mapping[str, graph.StepInput]) -> Iterator[str]:
    for one in inputs.values():
        if isinstance(one.source, graph.FromStep):
            yield one.source.step


def _environment(value: Json) -> str:
    return value if isinstance(value, str) else str(mapping(value).get("name") or "")


def _settings(own: Mapping[str, Json]) -> dict[str, graph.Setting]:
    """The settings of a parallel step, those of its parts beside its own."""
    flat = {
        **{key: one for key, one in own.items() if key in SETTINGS},
        **mapping(own.get("retry_settings")),
        **mapping(own.get("resources")),
    }
    return {
        key: tuple(map(str, one)) if isinstance(one, list) else one
        for key, one in flat.items()
        if not isinstance(one, dict)
    }


SETTINGS = (
    "mini_batch_size",
    "mini_batch_error_threshold",
    "error_threshold",
    "max_concurrency_per_instance",
    "logging_level",
    "partition_keys",
)
