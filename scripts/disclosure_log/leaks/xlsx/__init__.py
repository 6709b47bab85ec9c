"""What workbooks carry along that nobody sees, found by walking every part of the package."""

from disclosure_log.leaks.xlsx.inspect import inspect_xlsx

__all__ = ["inspect_xlsx"]
