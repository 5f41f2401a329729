"""The two editions of TBX-Basic: what their elements are called, and what stands around the entries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """Names of elements, and the start and end of a file; ``{language}`` and ``{title}`` are to be filled in."""

    entry: str
    language: str
    term: str
    head: str
    foot: str
    has_proper_nouns: bool


_DESCRIPTION = (
    "<fileDesc>\n      <titleStmt><title>{title}</title></titleStmt>\n"
    "      <sourceDesc><p>Written by Bitext Loom</p></sourceDesc>\n    </fileDesc>"
)
# The document type is never loaded by a client; checkers of TBX ask for it.
V2 = Edition(
    "termEntry",
    "langSet",
    "tig",
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
    '<martif type="TBX-Basic" xml:lang="{language}">\n'
    f"  <martifHeader>\n    {_DESCRIPTION}\n"
    '    <encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>\n'
    "  </martifHeader>\n  <text>\n    <body>\n",
    "    </body>\n  </text>\n</martif>\n",
    has_proper_nouns=True,
)
V3 = Edition(
    "conceptEntry",
    "langSec",
    "termSec",
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<tbx type="TBX-Basic" style="dca" xml:lang="{language}" xmlns="urn:iso:std:iso:30042:ed-2">\n'
    f"  <tbxHeader>\n    {_DESCRIPTION}\n  </tbxHeader>\n  <text>\n    <body>\n",
    "    </body>\n  </text>\n</tbx>\n",
    has_proper_nouns=False,
)
