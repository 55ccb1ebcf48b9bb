"""Texts that come from Word: pasted as HTML, or taken in as a file. Pure: bytes or text in, blocks out."""
