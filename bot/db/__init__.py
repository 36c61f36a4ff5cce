"""Storage: tables, sessions, repositories and migrations."""
