"""What words give away: personal data, and the leftovers of a redaction."""
