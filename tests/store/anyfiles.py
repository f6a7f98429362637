"""Small files with any rows about the same four people, for laws that hold for all files."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = ["Ann Lee", "Bob Ray", "Cy Dow", "Rita Rep"]
cells = st.fixed_dictionaries(
    {"name": st.sampled_from(NAMES[:3])},
    optional={
        "email": st.sampled_from(["a@x.example", "b@x.example"]),
        "company": st.sampled_from(["Acme", "Beta"]),
        "city": st.sampled_from(["Bern", "Basel"]),
        "category": st.sampled_from(["Bank", "Hotel"]),
        "do_not_ask": st.sampled_from(["yes", "no"]),
        "comfort": st.sampled_from(["1", "5"]),
        "stage": st.sampled_from(["lead", "client"]),
        "notes": st.just("a note"),
        "Region": st.sampled_from(["North", "South"]),
    },
)
pairs = st.permutations(NAMES)
mails = st.builds(
    lambda who, day, to: {"date": f"2026-01-0{day}", "from": who[0], "to": "; ".join(who[1:to])},
    pairs, st.integers(1, 2), st.integers(2, 3),
)  # fmt: skip
ties = st.builds(lambda who: {"person": who[0], "other": who[1], "kind": "friend"}, pairs)
said = st.builds(
    lambda who, comfort: {"rep": who[0], "person": who[1], "comfort": str(comfort)},
    pairs, st.integers(1, 2),
)  # fmt: skip
noted = st.builds(
    lambda who, day: {"rep": who[0], "person": who[1], "date": f"2026-01-0{day}", "discussed": "x"},
    pairs, st.integers(1, 2),
)  # fmt: skip
promised = st.builds(
    lambda who: {"person": who[0], "date": "2026-01-01", "text": "send it", "kind": "promise",
                 "due": "2026-01-09"},
    pairs,
)  # fmt: skip
batches = st.fixed_dictionaries(
    {
        "people": st.lists(cells, max_size=3),
        "interactions": st.lists(mails, max_size=2),
        "ties": st.lists(ties, max_size=2),
        "relationships": st.lists(said, max_size=2),
        "notes": st.lists(noted, max_size=2),
        "plans": st.lists(promised, max_size=2),
    }
).filter(lambda files: any(files.values()))
