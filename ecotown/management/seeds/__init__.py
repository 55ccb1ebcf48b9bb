"""What the seed commands load: the facts of the source text, and the example data."""
