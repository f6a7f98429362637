"""The network as GraphML, read again by another library."""

from __future__ import annotations

from io import BytesIO

import networkx as nx

from tiesmap.exporting.graphs import to_graphml

TIE = {"class": "weak", "bridging": True, "contacts": 3, "evidence": "contacts"}
TIES = [
    {"person_id": "1", "person": "Ada <Berg> & Söhne", "other_id": "t2", "other": "Bo Hart",
     "strength": 0.25, **TIE},
    {"person_id": "t2", "person": "Bo Hart", "other_id": "c", "other": '"Cy"', "strength": 1.0,
     **TIE},
]  # fmt: skip


def test_another_library_reads_the_same_people_and_ties() -> None:
    found = nx.read_graphml(BytesIO(to_graphml(TIES)))
    names = dict(found.nodes(data="label"))
    assert names == {"1": "Ada <Berg> & Söhne", "t2": "Bo Hart", "c": '"Cy"'}
    assert found.edges["1", "t2"] == {
        "weight": 0.25, "class": "weak", "bridging": "True", "contacts": "3", "evidence": "contacts"
    }  # fmt: skip
    assert sorted(map(sorted, found.edges)) == [["1", "t2"], ["c", "t2"]]


def test_a_network_without_ties_is_a_file_too() -> None:
    assert not nx.read_graphml(BytesIO(to_graphml([]))).nodes
