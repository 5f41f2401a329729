"""Glossaries as tables that people edit: CSV, TSV, XLSX."""

from tmx.terms.formats.tables.separated import read_csv, read_tsv, write_csv, write_tsv
from tmx.terms.formats.tables.workbook import read_workbook, write_workbook

__all__ = ["read_csv", "read_tsv", "read_workbook", "write_csv", "write_tsv", "write_workbook"]
