"""How fast and how heavy the log is, beside other ways to publish the same records."""
