"""Questions as a table: CSV and Excel, one question in a row."""

from __future__ import annotations

from assessments.rules.exchange.table.files import read_csv, read_workbook, write_csv, write_workbook
from assessments.rules.exchange.table.writing import held

__all__ = ["held", "read_csv", "read_workbook", "write_csv", "write_workbook"]
