"""What can go wrong in the application.

LoomError
├── EncoderError      a model that cannot be found, loaded or used
├── OutputError       a file that cannot be written
├── EvaluationError   gold data that is missing or malformed
├── TrainingError     pairs that no model can learn from
└── BatchError        inputs that are not there, or a table of pairs that is malformed

The packages below have trees of their own: ``corpus.CorpusError`` and ``tmx.TmxError``.
Every message is one line that names the file, the place where there is one, and the remedy.
"""


class LoomError(Exception):
    """Base of everything that ``aligner`` raises on purpose."""


class EncoderError(LoomError):
    """A model cannot be found, loaded or used."""


class OutputError(LoomError):
    """A file cannot be written."""


class EvaluationError(LoomError):
    """Gold data is missing or malformed."""


class TrainingError(LoomError):
    """Pairs that no model can learn from."""


class BatchError(LoomError):
    """Inputs that are not there, or a table of pairs that is malformed."""
