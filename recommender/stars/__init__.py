"""Models that foretell how many stars a person gives a film."""
