"""Lists as Markdown: text from files is escaped, or stands in a code block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from tiesmap.exporting.plain import joined, one_line, text_lines
from tiesmap.model.groups import grouped
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import STATUS_MEANING
from tiesmap.model.week import ITEM_KINDS, WeekItem

# What can mean something in CommonMark or in its common extensions, wherever it stands.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&!$^=:@]|(?<=[wW])\.")
_FENCES = re.compile(r"`{3,}")


def requests_to_markdown(requests: Iterable[IntroRequest]) -> bytes:
    """The list as Markdown, a section a connector and a part a request, in the order given."""
    parts = ["# Introduction requests"]
    for asks in grouped((request.connector_id, request) for request in requests).values():
        connector = joined(asks[0].connector, asks[0].connector_company)
        parts.append(f"## {escape_markdown(connector)}")
        for number, request in enumerate(asks, start=1):
            parts.append(f"### {number}\\. {escape_markdown(request.target) or '(no name)'}")
            facts = [f"- {label}: {escape_markdown(text)}" for label, text in _facts(request)]
            parts.append("\n".join(facts))
            if note := text_lines(request.note_to_forward).strip():
                longest = max(map(len, _FENCES.findall(note)), default=2)
                fence = "`" * (longest + 1)
                parts.append(f"{fence}text\n{note}\n{fence}")
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def week_to_markdown(items: Iterable[WeekItem], *, as_of: date) -> bytes:
    """The week as Markdown, a part an item, in the order given."""
    parts = [f"# This week, {as_of.isoformat()}"]
    for number, item in enumerate(items, start=1):
        what = ITEM_KINDS[item.kind].label
        parts.append(f"## {number}\\. {escape_markdown(item.name) or '(no name)'}")
        facts = (("What", what), ("Purpose", item.purpose), ("Why", item.reason))
        lines = [f"- {label}: {escape_markdown(text)}" for label, text in facts if text.strip()]
        parts.append("\n".join([*lines, f"- Due: {item.due.isoformat()}"]))
    if len(parts) == 1:
        parts.append("Nothing is due this week.")
    return ("\n\n".join(parts) + "\n").encode()


def escape_markdown(text: str) -> str:
    """The text on one line, so that Markdown shows just these characters."""
    return _MARKUP.sub(lambda mark: "\\" + mark[0], one_line(text))


def _facts(request: IntroRequest) -> list[tuple[str, str]]:
    """What a list says of a request beside its note: a label and a text, nothing empty."""
    further = request.goal_id != request.target_id or request.goal != request.target
    status = f"{request.status} ({STATUS_MEANING.get(request.status, '')})"
    found = (
        ("Who", joined(request.target_title, request.target_company, request.target_category)),
        ("Purpose", request.purpose),
        ("Why", "; ".join(request.reasons)),
        ("On the way to", request.goal if further else ""),
        ("Path", " > ".join(request.path)),
        ("Status", status.replace(" ()", "")),
        ("Asked on", request.asked_on.isoformat() if request.asked_on else ""),
        ("Follow up on", request.follow_up_on.isoformat() if request.follow_up_on else ""),
        ("Outcome", request.outcome),
    )
    return [(label, text) for label, text in found if text.strip()]
