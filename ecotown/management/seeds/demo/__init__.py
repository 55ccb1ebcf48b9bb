"""Example data, every row of it made through the services by the example people themselves, and flagged.

Names, posts, scores and texts are invented and say so. `build` makes them, `remove` takes all of them away again.
"""

EXAMPLE_SOURCE = "example-data"  # marks what has no flag of its own: the framework that was brought in
