"""What a PDF must not give away: what its structure carries, and what its pages hold unseen."""

from disclosure_log.leaks.pdf.inspection import inspect_pdf

__all__ = ["inspect_pdf"]
