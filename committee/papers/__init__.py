"""Papers in the official forms, as plain data: what is frozen, and what its PDF, its Word file and its preview all read.

    content = {format, kind, title, state, dated, digits, font, names, marks, numbered, blocks}

One module per kind lists its blocks; `printed` gives them with the digits of the paper, `paragraphs` what a reader of
any of its forms reads, in order. Nothing here knows how a page is set.
"""

from committee.papers.blocks import Block, in_cells, paragraphs, printed
from committee.papers.compose import Content, agenda, attendance, excerpt, invitation, minutes, office_of
from committee.papers.outgoing import Outgoing

__all__ = [
    "Block",
    "Content",
    "Outgoing",
    "agenda",
    "attendance",
    "excerpt",
    "in_cells",
    "invitation",
    "minutes",
    "office_of",
    "paragraphs",
    "printed",
]
