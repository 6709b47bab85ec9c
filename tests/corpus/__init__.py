"""Real files with labels, which stay outside the repository."""
