"""Retrieval engine: text in, film ids and scores out. Knows no SQL, no web, no settings."""
