"""The public FastAPI service."""
