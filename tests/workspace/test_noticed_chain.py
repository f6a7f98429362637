"""An introduction that the mails show and nobody confirmed is named where there is no chain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, load
from tiesmap.model.evidence import BY_SUBJECT

MAILS = [
    {"date": "2026-01-04", "from": "Ann Lee", "to": REP, "channel": "email"},
    {"date": "2026-03-04", "from": "Ann Lee", "to": f"{REP}; Bo Ray", "channel": "email"},
    {"date": "2026-03-06", "from": "Bo Ray", "to": REP, "channel": "email"},
    {"date": "2026-03-07", "from": REP, "to": "Bo Ray", "channel": "email"},
]


@pytest.mark.parametrize(
    ("mails", "said"),
    [
        (4, " 1 introduction was noticed in your mails: confirm it on Health."),
        (1, ""),
    ],
)
def test_what_was_noticed_is_named_where_nobody_is_in_the_chain(
    mails: int, said: str, tmp_path: Path
) -> None:
    opened = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(opened, interactions=MAILS[:mails])
    opened.store.close()
    opened = tiesmap.open(tmp_path / "ties.db", rep=REP, as_of=date(2026, 6, 30))
    nobody = "Nobody on file came to you by an introduction yet."
    assert opened.onward.why_no_chain() == nobody + said
    opened.store.close()


def test_a_mail_that_calls_itself_an_introduction_is_noticed_and_is_no_second_mail(
    tmp_path: Path,
) -> None:
    opened = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(opened, interactions=[MAILS[0], {**MAILS[1], "purpose": BY_SUBJECT}])
    opened.store.close()
    opened = tiesmap.open(tmp_path / "ties.db", rep=REP, as_of=date(2026, 6, 30))
    (one,) = opened.asks.noticed()
    assert (one.introducer_name, one.other_name, one.first) == ("Ann Lee", "Bo Ray", None)
    load(opened, interactions=MAILS[:2])
    assert len(opened.reports.evidence_rows("interactions")) == 2
    opened.store.close()
