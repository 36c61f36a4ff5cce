"""How good the recommendations of an installation are, by its own ratings: figures, plots and a page."""
