"""Names of TBX-Basic, of both editions: elements, data categories, and the values they may have.

ISO 30042:2008 with the TBX-Basic package of LISA (v2), and ISO 30042:2019 with TBX-Basic 1.2 of
LTAC Global (v3). What is an element of its own in one style of v3 (DCT) is a ``type`` in the other (DCA).
"""

from tmx.terms.concept import Status, TermType

NAMESPACE = "urn:iso:std:iso:30042:ed-2"  # of v3; drafts ended in ed:3.0, and v2 has none
CORE = frozenset(("", NAMESPACE, "urn:iso:std:iso:30042:ed:3.0"))

ROOTS = frozenset(("martif", "tbx"))
HEADERS = frozenset(("martifHeader", "tbxHeader"))
ENTRIES = frozenset(("termEntry", "conceptEntry"))
LANGUAGES = frozenset(("langSet", "langSec"))
TERMS = frozenset(("tig", "ntig", "termSec"))
GROUPS = frozenset(("descripGrp", "adminGrp", "transacGrp", "termNoteGrp"))
TYPED = frozenset(
    ("descrip", "admin", "termNote", "transac", "transacNote", "ref", "xref", "note", "date", "descripNote")
) | {"adminNote"}
# Inside texts: these mark what people read, the others are codes of a file format.
MARKS, CODES = frozenset(("hi", "foreign")), frozenset(("ph", "bpt", "ept", "it", "sc", "ec"))

STATUSES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.SUPERSEDED: "supersededTerm-admn-sts",
}
TYPES = {
    TermType.FULL: "fullForm",
    TermType.SHORT: "shortForm",
    TermType.ABBREVIATION: "abbreviation",
    TermType.ACRONYM: "acronym",
    TermType.VARIANT: "variant",
    TermType.PHRASE: "phrase",
}
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "other")
PROPER_NOUN = ("proper noun", "properNoun")  # in the model, and in v2; v3 has none

# What data category is said in what element; all else is ``admin``, which clients do not show.
_TERM_NOTES = frozenset(
    (
        "administrativeStatus",
        "animacy",
        "frequency",
        "geographicalUsage",
        "grammaticalGender",
        "grammaticalNumber",
        "language-planningQualifier",
        "normativeAuthorization",
        "partOfSpeech",
        "proprietaryRestriction",
        "register",
        "temporalQualifier",
        "termLocation",
        "termProvenance",
        "termType",
        "usageNote",
    )
)
_ELEMENTS = {
    **dict.fromkeys(("context", "definition", "example", "explanation", "reliabilityCode", "subjectField"), "descrip"),
    "crossReference": "ref",
    "externalCrossReference": "xref",
    "xGraphic": "xref",
    "transactionType": "transac",
    "responsibility": "transacNote",
    "note": "note",
    "date": "date",
}


def element_of(kind: str, *, of_term: bool) -> str:
    """The element that a data category is said in, where the file or the property does not say it."""
    return "termNote" if of_term and kind in _TERM_NOTES else _ELEMENTS.get(kind, "admin")


def part_of_speech_in(text: str) -> str:
    """What a value of ``partOfSpeech`` is in the model."""
    lower = text.lower()
    return PROPER_NOUN[0] if lower == "propernoun" else lower if lower in PARTS_OF_SPEECH else text


def status_in(text: str) -> Status | None:
    """The status that a file names, with or without the suffix of TBX; none where it is another."""
    bare = text.strip().lower().removesuffix("-admn-sts").removesuffix("-admin-sts").removesuffix("term").strip(" -_")
    return next((status for status in STATUSES if status == bare), None)


def type_in(text: str) -> TermType | None:
    """The term type that a file names; none where it is another."""
    bare = text.strip().lower().replace(" ", "")
    return next((kind for kind, name in TYPES.items() if name.lower() == bare), None)
