"""Recommendation engine: integer ids in, ids and scores out. Knows no SQL, no web, no settings."""
