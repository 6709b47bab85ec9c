"""What an OpenDocument spreadsheet or text would give away."""

from disclosure_log.leaks.odf.inspection import inspect_ods, inspect_odt

__all__ = ["inspect_ods", "inspect_odt"]
