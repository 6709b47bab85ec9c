"""The pages of the log: pure functions from the model to Markdown pages.

A page needs nothing of a site generator but Markdown headings, HTML blocks and front matter
(`dialect`). The theme in `theme/` gives it its look under MkDocs with Material and brings its own
stylesheet and favicon; beside `custom_dir` it wants these lines in `mkdocs.yml`:

    theme:
      font: false             # no visitor's browser asks another host for anything
      palette:                # `primary: custom, accent: custom`: the colours are the theme's own
    markdown_extensions: [attr_list, tables, {toc: {permalink: true}}]
    nav:                      # its pages stand in the header, but those that the footer lists
    copyright:                # the attribution in the footer
    site_author:              # optional: who publishes the log, in the footer
"""

from __future__ import annotations

from disclosure_log.pages.dialect import Heading, to_html, to_markdown
from disclosure_log.pages.help_data import HelpEntry, help_entries
from disclosure_log.pages.help_pages import help_index_page, help_page
from disclosure_log.pages.home import home_page
from disclosure_log.pages.list_pages import ListContext, chunk_page, front_page, hub_page
from disclosure_log.pages.page import (
    AttachmentFacts,
    Incoming,
    Page,
    PageContext,
    TablePreview,
)
from disclosure_log.pages.provision_pages import (
    exemptions_page,
    explained_provisions,
    provision_page,
)
from disclosure_log.pages.response import response_page
from disclosure_log.pages.table import table_preview
from disclosure_log.pages.timing import working_days_taken

__all__ = [
    "AttachmentFacts",
    "Heading",
    "HelpEntry",
    "Incoming",
    "ListContext",
    "Page",
    "PageContext",
    "TablePreview",
    "chunk_page",
    "exemptions_page",
    "explained_provisions",
    "front_page",
    "help_entries",
    "help_index_page",
    "help_page",
    "home_page",
    "hub_page",
    "provision_page",
    "response_page",
    "table_preview",
    "to_html",
    "to_markdown",
    "working_days_taken",
]
