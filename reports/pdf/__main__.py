"""`python -m reports.pdf`: the warm parent, started by `caller.py` with a socket as its standard input."""

from .warm import serve

serve()
