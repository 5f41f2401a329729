"""A memory for translators: an OmegaT project whose segments find their units."""

from aligner.exporting.project import Exported, export_project
from aligner.exporting.units import ExportOptions

__all__ = ["ExportOptions", "Exported", "export_project"]
