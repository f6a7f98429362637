"""Two kinds of integers that must not be mixed up: a person's id, and a position in a network."""

from __future__ import annotations

from typing import NewType

PersonId = NewType("PersonId", int)
"""The id of a stored person: the same in the database, in files and on the screen."""

Node = NewType("Node", int)
"""A person's position in the arrays of one network. It means nothing in any other network, so it
never leaves `network/` but together with the network that it belongs to."""
