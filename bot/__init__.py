"""The application: what the product does, for whom, and where it is kept."""
