"""The registry of diagnostic codes. A code never changes its meaning, and is never used again.

SW0xx files and projects, SW1xx the language, SW2xx references, SW3xx rules of the factory and of
Azure ML, SW4xx warnings, SW5xx the contract between the two sides.
"""

from enum import StrEnum, unique


@unique
class Code(StrEnum):
    """A stable code. `meaning` says in one line what it is for."""

    meaning: str

    def __new__(cls, code: str, meaning: str) -> "Code":
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    UNREADABLE = "SW001", "a file cannot be read as UTF-8 text"
    NO_PROJECT = "SW002", "there is no project file"
    NO_SPECS = "SW003", "there is no spec"
    FILE_NAME = "SW004", "a spec's name is not the name of its file"
    CLAIMED_TWICE = "SW006", "one file, one folder or one factory resource is claimed twice"
    IN_THE_WAY = "SW007", "a file that Scorewright did not write, or somebody edited, is in the way"
    UNWRITABLE = "SW008", "a file cannot be written"
    BAD_RECORD = "SW009", "the record of generated files is damaged"
    CHANGED_MEANWHILE = "SW010", "a file changed while Scorewright was at work"
    BUSY = "SW011", "another run is at work in the same folder"
    INTERRUPTED = "SW012", "an earlier run was interrupted"
    CONFLICT = "SW013", "a file was edited where something new is to be generated"
    MARKERS = "SW014", "a file holds conflict markers"
    NOT_GENERATED = "SW015", "a path is of no generated file"
    FORMER_NAME = "SW016", "a former name that no job had"

    YAML_SYNTAX = "SW101", "the text is not YAML"
    DUPLICATE_KEY = "SW102", "a key stands twice in one mapping"
    TAG = "SW103", "a YAML tag"
    ALIAS = "SW104", "an alias that contains itself or expands without bounds"
    ONE_DOCUMENT = "SW105", "a file holds exactly one YAML document"
    WRONG_TYPE = "SW106", "a value of the wrong type"
    UNKNOWN_KEY = "SW107", "a key that the language does not have"
    MISSING_KEY = "SW108", "a required key is missing"
    NOT_A_CHOICE = "SW109", "a word that is not one of the allowed ones"
    OUT_OF_RANGE = "SW110", "a number, a length or a date out of its range"
    BAD_NAME = "SW111", "text that does not have the required form"
    BAD_CHARACTER = "SW112", "a character that cannot be carried"
    EXPRESSION_SYNTAX = "SW115", "an expression that does not parse"
    ARGUMENT_COUNT = "SW116", "a function is called with too few or too many arguments"
    UNKNOWN_FUNCTION = "SW117", "a function that Data Factory does not have"
    NOT_AVAILABLE_HERE = "SW118", "something an expression cannot use at this place"
    NO_VALUE = "SW119", "an expression that fails when it is evaluated"

    UNKNOWN_IN_PATH = "SW201", "a path names a parameter that is not declared"
    UNKNOWN_PARAMETER = "SW202", "an expression names a parameter that is not declared"
    UNKNOWN_VARIABLE = "SW203", "an expression names a variable that does not exist"
    UNKNOWN_ARGUMENT = "SW204", "a step's argument is not a declared parameter"
    UNKNOWN_DATA = "SW205", "a step names data that are not declared"
    UNKNOWN_DATASTORE = "SW206", "a datastore that the project does not have"
    UNKNOWN_LINKED_SERVICE = "SW207", "a linked service that the project does not have"
    UNKNOWN_ACTIVITY = "SW208", "an expression names an activity that does not exist"
    TRIGGER_SETS_UNKNOWN = "SW209", "a trigger sets a parameter that is not declared"
    TRIGGER_LEAVES_UNSET = "SW210", "a trigger does not set a parameter that has no default"
    UNKNOWN_ENVIRONMENT = "SW211", "an environment that the project does not have"
    UNUSED = "SW212", "something is declared and nothing uses it"
    WRONG_ROLE = "SW213", "an output where an input is read, or the other way round"
    UNKNOWN_PIPELINE = "SW214", "a job or a pipeline that the project does not have"
    UNKNOWN_RESOURCE = "SW215", "something of the factory that the project does not have"
    PASSES_UNKNOWN = "SW216", "a reference passes a parameter that is not declared"
    LEAVES_UNSET = "SW217", "a reference does not pass a parameter that has no default"
    UNKNOWN_TRIGGER = "SW218", "a trigger that does not exist"

    RESERVED_NAME = "SW301", "a name that Azure ML or Scorewright uses itself"
    NAME_CLASH = "SW302", "two names that Azure cannot tell apart"
    BAD_DEFAULT = "SW303", "a default that its own parameter refuses"
    BAD_TRIGGER_VALUE = "SW304", "a trigger hands over a value that its parameter refuses"
    NOT_CARRIED = "SW305", "text that gets lost or changed on its way to the script"
    TYPE_IN_PATH = "SW306", "a parameter that cannot be part of a path"
    DATASTORE_KIND = "SW307", "a kind of datastore that cannot be used here"
    NOT_IN_THIS_SDK = "SW308", "a setting that this SDK does not have"
    SECRET = "SW310", "a secret is written out"
    LIMIT = "SW311", "a limit of Azure is passed"
    ACTIVITY_TYPE = "SW312", "an activity type that is not known"
    ACTIVITY_PROPERTY = "SW313", "a property that an activity does not have, or lacks"
    LINKED_SERVICE_KIND = "SW314", "a linked service of a kind that does not fit"
    LOOKS_LIKE_EXPRESSION = "SW316", "data that Data Factory would take for an expression"
    EMPTY_SPAN = "SW317", "an end that is not after its start"
    PER_ENVIRONMENT = "SW318", "a value that some environments have and others lack"
    NOT_IN_THIS_SERVICE = "SW323", "a setting that this service does not have"
    FIXED_ONCE_MADE = "SW320", "a change that Azure refuses of what is there"
    BAD_SILENCE = "SW321", "a warning is silenced that is none, or that nothing gives"
    WRONG_FOLDER = "SW319", "a folder that begins with its container, inside of that container"
    UNKNOWN_SOURCE = "SW322", "a source of events that an environment does not have"
    CIRCLE = "SW324", "things that wait for each other"
    READ_TOO_EARLY = "SW326", "data are read before a step has written them"
    DATA_KIND = "SW327", "a kind of data, or a way to cut them, that cannot be used here"
    NESTING = "SW325", "an activity that cannot stand inside another"
    NOT_TOGETHER = "SW330", "two settings of which only one can be"

    RETIRED = "SW401", "an activity that Azure has retired"
    BACKFILLS = "SW402", "a tumbling window begins in the past, and all windows since then are run"
    SAME_EVERY_WINDOW = "SW403", "a tumbling window that tells its job nothing of the window"

    SENT_NOT_OFFERED = "SW501", "the factory sends what Azure ML does not define"
    OFFERED_NOT_SENT = "SW502", "Azure ML needs what the factory does not send"
    OUT_OF_DATE = "SW503", "a generated file is not what its spec compiles to"
    TYPES_DIFFER = "SW504", "the factory sends a value of another type than Azure ML takes"
    WRONG_SLOT = "SW505", "data are sent as a parameter, or a parameter as data"
    NOT_AS_SPECIFIED = "SW506", "a generated file says something else than its spec"
    UNDECIDED = "SW507", "code computes a value, so it cannot be compared"
    UNREADABLE_SIDE = "SW508", "a generated file cannot be read back"
    EDITED = "SW510", "a generated file carries an edit"
    KEPT = "SW511", "a file that no spec asks for any more was edited, so it stays"
