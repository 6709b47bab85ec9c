"""A document as Markdown, with what a reader sees of its text and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from disclosure_log.leaks.clean.blocks import Story
from disclosure_log.leaks.clean.cleaned import CannotCleanError, Cleaned, stem_of
from disclosure_log.leaks.clean.document_docx import docx_story
from disclosure_log.leaks.clean.document_odt import odt_story
from disclosure_log.leaks.clean.markdown import as_markdown
from disclosure_log.leaks.clean.workbook import told
from disclosure_log.leaks.kinds import Kind, kind_of
from disclosure_log.leaks.leak import CannotInspectError

_READERS: dict[Kind, Callable[[bytes], Story]] = {Kind.DOCX: docx_story, Kind.ODT: odt_story}
_ALWAYS = "all else that a document holds beside its text: properties, settings, looks"


def clean_document(name: str, raw: bytes) -> Cleaned:
    """The document's text as one Markdown file; raises CannotCleanError."""
    try:
        story = _READERS[kind_of(name, raw)](raw)
        text = as_markdown(story.end())
    except RecursionError:
        raise CannotCleanError("The document is nested more deeply than can be read.") from None
    except (CannotCleanError, CannotInspectError):
        raise
    except Exception:  # the words of an exception may quote the file: they go no further
        raise CannotCleanError("The document can not be read to its end.") from None
    if not text:
        raise CannotCleanError("There are no words in the document that a reader sees.")
    made = (f"{stem_of(name)}.md", text.encode())
    return Cleaned((made,), tuple(told(story.left_out, always=_ALWAYS)))
