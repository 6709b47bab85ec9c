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
