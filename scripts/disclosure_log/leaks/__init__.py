"""What a file or a text must not give away; knows nothing of records."""
