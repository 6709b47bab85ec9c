"""The disclosure log: a public authority's Freedom of Information responses, published safely."""

__version__ = "0.1.0"
