"""What a Word document gives away: changes, comments, hidden and covered words, files inside."""

from __future__ import annotations

from disclosure_log.leaks.docx.inspection import inspect_docx

__all__ = ["inspect_docx"]
