"""Readers that turn published data sets into catalogue rows."""
