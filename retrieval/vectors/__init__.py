"""The kinds of vector index: exact for thousands, approximate for millions, and two kept by a server."""
