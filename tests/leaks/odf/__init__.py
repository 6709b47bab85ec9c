"""OpenDocument files: what would give something away, and what is ordinary."""
