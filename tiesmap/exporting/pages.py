"""Lists to read and to print: Markdown, and HTML pages that work offline.

Text from files is data: in Markdown it is escaped or stands in a code block, in HTML it is
escaped, and the page's own policy allows no script, no picture and no request to anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from tiesmap.exporting.plain import one_line, text_lines
from tiesmap.model.english import say_full
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.onward import Name
from tiesmap.model.paths import first_of
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import STATUS_MEANING

# What can mean something in CommonMark or in its common extensions, wherever it stands.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&!$^=:@]|(?<=[wW])\.")
_FENCES = re.compile(r"`{3,}")


def requests_to_markdown(requests: Iterable[IntroRequest]) -> bytes:
    """The list as Markdown, a section a connector and a part a request, in the order given."""
    parts = ["# Introduction requests"]
    for connector, asks in _by_connector(requests):
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


def escape_markdown(text: str) -> str:
    """The text on one line, so that Markdown shows just these characters."""
    return _MARKUP.sub(lambda mark: "\\" + mark[0], one_line(text))


def asks_to_html(
    requests: Iterable[IntroRequest],
    *,
    as_of: date,
    offers: Mapping[str, str] | None = None,
    last: Mapping[PersonId, str] | None = None,
) -> bytes:
    """The ask list to take to a meeting: one printable page a connector, in the order given.

    `offers` leads from a request to what the rep can offer in return, `last` from a connector to
    what was said last. Each ask has its target, the
    purpose, why in one sentence without figures, and room to write. Give it the asks for one
    meeting (`introductions.requests.for_meeting`) for a single page.
    """
    groups = _by_connector(requests)
    sections = [_ask_section(name, asks, as_of, offers or {}, last or {}) for name, asks in groups]
    names = ", ".join(one_line(name, 60) for name, _ in groups[:3])
    title = f"Ask list: {names}" if names else "Ask list"
    empty = "<p>There is nothing to ask.</p>"
    return whole_page(title, "\n".join(sections) or f"<section>{empty}</section>")


def ticks_to_html(connector: str, names: Sequence[Name], *, as_of: date) -> bytes:
    """The list to tick with a client, one page to print."""
    head = "".join(f"<th>{t}</th>" for t in ("", "Yes", "Not him", "Better somebody else"))
    rows = "".join(
        f"<tr><td dir=auto>{escaped(one_line(joined(n.name, n.title, n.company), 160))}</td>"
        "<td>☐</td><td>☐</td><td>________________</td></tr>"
        for n in names
    )
    body = (
        f"<h1 dir=auto>Do you know any of these? {escaped(one_line(connector, 60))}</h1>"
        f"<p class=day>{say_full(as_of)}</p><table><tr>{head}</tr>{rows}</table>"
    )
    return whole_page(f"To tick with {one_line(connector, 60)}", f"<section>{body}</section>")


def requests_to_html(
    requests: Iterable[IntroRequest],
    *,
    title: str,
    as_of: date,
    phones: Mapping[PersonId, str] | None = None,
) -> bytes:
    """The list to take along on paper, a row an ask, in the order given.

    Each row has a box to tick, whom to ask and how to reach them (`phones` leads from a person's
    id to a number), for whom, why in one sentence, and the words of the ask.
    """
    asks = list(requests)
    heads = ("Done", "Ask", "For", "Why, and in which words")
    head = "".join(f"<th scope=col>{name}</th>" for name in heads)
    rows = "\n".join(
        _row(request, (phones or {}).get(request.connector_id, "")) for request in asks
    )
    table = (
        f"<table class=asks><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
        if asks
        else "<p>There is nothing to ask.</p>"
    )
    whose = joined(*dict.fromkeys(request.rep for request in asks), say_full(as_of))
    body = f"<section><h1 dir=auto>{escaped(title)}</h1><p class=day dir=auto>{escaped(whose)}</p>"
    end = f"<p class=who>{_LETTERS}</p>" if asks else ""
    return whole_page(title, f"{body}{table}{end}</section>")


_LETTERS = (
    "The letter to each of them is in tiesmap, on My asks; “More formats” there saves all as mails."
)


def _row(request: IntroRequest, phone: str) -> str:
    """One ask as a row of the printed list."""
    reached = (phone, request.connector_email)
    if not any(fact.strip() for fact in reached):
        reached = ("neither phone nor e-mail is on file", "")
    ask = _cell(request.connector, request.connector_company, *reached)
    goal = f"on the way to {request.goal}" if request.goal != request.target else ""
    # An open ask says what it is about by its name.
    openly = request.target_id is None
    about = ("", "") if openly else (request.target_company, request.target_category)
    whom = _cell(request.target, joined(request.target_title, about[0]), about[1], goal)
    first = "; ".join(first_of(request.reasons))
    words = "".join(
        f"<p dir=auto class={kind}>{escaped(text)}</p>"
        for kind, text in (("why", first and f"{first}."), ("why", _why(request)),
                           ("words", request.purpose), ("who", _standing(request)))
        if text.strip()
    )  # fmt: skip
    return f"<tr><td class=box>☐</td><td>{ask}</td><td>{whom}</td><td>{words}</td></tr>"


def _cell(name: str, *facts: str) -> str:
    """A name, and below it what is known, a line each."""
    lines = "".join(
        f"<p dir=auto class=who>{_breakable(fact)}</p>" for fact in facts if fact.strip()
    )
    return f"<p dir=auto class=name>{escaped(name) or '(no name)'}</p>{lines}"


def _breakable(text: str) -> str:
    """A fact as markup; an address may go on in the next line behind a sign, not within a word."""
    return (
        re.sub(r"(?<=\S)([@._/-])(?=\S)", r"\1<wbr>", escaped(text))
        if "@" in text
        else escaped(text)
    )


def _why(request: IntroRequest) -> str:
    """Why this person, in one sentence, from what the request itself says; why somebody is asked
    openly is part of the purpose."""
    last = request.last_contact
    spoke = "no file says when you two were last in touch"
    if last is not None:
        spoke = f"you two were last in touch on {say_full(last)}"
    if request.target_id is None:
        return f"{spoke[:1].upper()}{spoke[1:]}."
    return f"{request.connector} knows {request.target}; {spoke}."


def _standing(request: IntroRequest) -> str:
    """Where the ask stands, once it was made: its status, its days, its outcome."""
    days = (("asked on", request.asked_on), ("follow up on", request.follow_up_on))
    said = [f"{what} {say_full(day)}" for what, day in days if day is not None]
    if not said and not request.outcome:
        return ""
    return "; ".join(dict.fromkeys((request.status, *said, request.outcome))).rstrip("; ")


def _by_connector(
    requests: Iterable[IntroRequest],
) -> list[tuple[str, list[IntroRequest]]]:
    groups = grouped((request.connector_id, request) for request in requests).values()
    return [(joined(asks[0].connector, asks[0].connector_company), asks) for asks in groups]


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


def _ask_section(
    connector: str,
    asks: Sequence[IntroRequest],
    as_of: date,
    offers: Mapping[str, str],
    last: Mapping[PersonId, str],
) -> str:
    items = []
    for request in asks:
        who = joined(request.target_title, request.target_company, request.target_category)
        goal = request.goal if request.goal != request.target else ""
        lines = (
            ("", request.purpose),
            ("", _why(request)),
            ("On the way to: ", goal),
            ("I can offer: ", offers.get(request.request, "")),
        )
        texts = "".join(
            f"<p dir=auto>{label}{escaped(text)}</p>" for label, text in lines if text.strip()
        )
        facts = f" <span class=who>{escaped(who)}</span>" if who else ""
        name = escaped(request.target) or "(no name)"
        items.append(
            f"<li><h2 dir=auto><bdi>{name}</bdi>{facts}</h2>{texts}"
            "<p class=answer>☐ yes &nbsp; ☐ later &nbsp; ☐ no &nbsp; somebody else:</p></li>"
        )
    rep, before = escaped(asks[0].rep), last.get(asks[0].connector_id, "")
    said = f"<p dir=auto>Last time: {escaped(before)}</p>" if before else ""
    return (
        f"<section><h1 dir=auto>Ask {escaped(connector)}</h1>"
        f"<p class=day dir=auto>{rep}, {say_full(as_of)}</p>{said}"
        f"<ol>{''.join(items)}</ol></section>"
    )


def bulleted(heading: str, lines: Iterable[str]) -> str:
    """A heading with the lines below it; nothing where there is none."""
    items = "".join(f"<li dir=auto>{escaped(line)}</li>" for line in lines if line.strip())
    return f"<h2>{escaped(heading)}</h2><ul>{items}</ul>" if items else ""


def joined(*texts: str) -> str:
    """The texts that there are, with commas between."""
    return ", ".join(text.strip() for text in texts if text.strip())


def escaped(text: str) -> str:
    """The text on one line, so that HTML shows just these characters."""
    return html.escape(one_line(text))


@cache
def _style() -> str:
    """How all pages look, on a screen and on paper."""
    return (files("tiesmap.exporting") / "page.css").read_text("utf-8")


def whole_page(title: str, body: str) -> bytes:
    """A whole page. Its policy allows just the style in it: no script, picture or request."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n<style>{_style()}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    ).encode()
