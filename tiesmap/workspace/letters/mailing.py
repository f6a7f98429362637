"""Letters to connectors: their text, and the files they are saved as. The rep sends them."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tiesmap.exporting import mails, pages
from tiesmap.exporting.plain import file_name, mail_address
from tiesmap.introductions import wording
from tiesmap.introductions.languages import Language
from tiesmap.introductions.words import Words
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.reasons import ReasonKind
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import WITH_LETTER, Status
from tiesmap.workspace.history.told import sender, told
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.letters.common_ground import between
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View
from tiesmap.workspace.wording import headings


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft to the connector or (own) the target: occasion and text. The rep sends it himself."""

    kind: str
    """ask, reminder, thanks, report; or own, to the target once a name may be mentioned."""
    request: IntroRequest
    subject: str
    body: str
    """The words to the one who gets it."""
    note: str = ""
    """The rep's words to the target, which the connector can forward as they are."""

    @property
    def whole(self) -> str:
        """The whole mail: the text to the connector, with the note to forward below."""
        return wording.with_note(self.body, self.note)

    @property
    def address(self) -> str:
        """The address it goes to; empty where none is known."""
        own = self.kind == "own"
        return mail_address(self.request.target_email if own else self.request.connector_email)

    @property
    def person(self) -> PersonId:
        """Who it goes to."""
        own = self.request.target_id if self.kind == "own" else None
        return own or self.request.connector_id

    @property
    def to(self) -> str:
        """The name of the one it goes to."""
        return self.request.target if self.kind == "own" else self.request.connector


OTHERS = 40
"""With so many letters of now at most a letter shares no sentence: there are no more words."""
LATELY = 60
"""Days for which a letter that was sent keeps its sentences for itself. Our judgment."""
ASKED_BEFORE = (Status.ASKED, Status.NO_ANSWER)
"""Then the first letter asks once more."""


def letters(view: View, request: IntroRequest, before: str = "") -> tuple[Letter, ...]:
    """What the rep may write now: the ask, the thanks and the report back to the connector; once
    his name may be mentioned, the rep's own message to the target first.

    No sentence of the ask stands in one of the rep's present letters before it, or in `before`."""
    people = view.some(request.people)
    connector = people.get(request.connector_id)
    if connector is None:
        return ()
    rep, words = sender(view), _words(view, request, before)
    forms, subject = words.language.forms, _subject(request, words.language)
    about = request.target if request.target_id is not None else forms["nobody_yet"]
    ask = _ask(view, request, people, words) if request.status in WITH_LETTER else ""
    note = request.note_to_forward if ask and not request.is_mention else ""
    thanks = wording.draft_thanks(rep, connector, request, words=words)
    report = wording.draft_report(rep, connector, request, words=words)
    again = request.status in ASKED_BEFORE and not _waits(request, view.today)
    reminder = wording.draft_reminder(rep, connector, request, words=words) if again else ""
    own = request.note_to_forward if _may_mention(request) else ""
    found = [
        Letter("own", request, forms["subject_own"].format(request.connector), own),
        Letter("reminder", request, subject, reminder, note),
        Letter("ask", request, subject, ask, note),
        Letter("thanks", request, forms["subject_thanks"], thanks),
        Letter("report", request, forms["subject_report"].format(about), report),
    ]
    return tuple(letter for letter in found if letter.body)


def _waits(request: IntroRequest, today: date) -> bool:
    """Whether it was asked, and the day to ask once more is still to come."""
    later = request.follow_up_on is not None and request.follow_up_on > today
    return request.status == Status.ASKED and later


def _words(view: View, request: IntroRequest, before: str = "") -> Words:
    """The rep's words for a letter, with his other letters of now: those of asks that were on the
    list earlier, and of suggestions after those of asks he took up."""
    others = [before]
    for number, text in _written(view).items():
        if number == request.request:
            break
        others.append(text)
    return replace(told(view), others="\n".join(others))


@kept(ALL)
def _written(view: View) -> dict[str, str]:
    """The asks of the rep's letters of now by the request's id, each in words of its own.

    One that was sent lately is among them, whatever came of it: the others stay as he read them,
    and nobody gets its sentences again."""
    since = view.today - timedelta(days=LATELY)
    current = [
        one
        for one in view.requests
        if one.status in WITH_LETTER or (one.asked_on is not None and one.asked_on >= since)
    ]
    current.sort(key=lambda one: one.status == Status.SUGGESTED)
    plain = told(view)
    written: dict[str, str] = {}
    for one in current[:OTHERS]:
        people = view.some(one.people)
        if one.connector_id in people:
            words = replace(plain, others="\n".join(written.values()))
            written[one.request] = _ask(view, one, people, words)
    return written


def _may_mention(request: IntroRequest) -> bool:
    return request.is_mention and request.status == Status.AGREED


def _subject(request: IntroRequest, language: Language) -> str:
    forms = language.forms
    if request.is_mention:
        return forms["subject_mention"]
    if request.target_id is not None:
        return forms["subject_named"].format(request.target)
    about, ask = request.target_company or request.target_category, request.open_ask
    members, peers = (ask.is_for(one) for one in (ReasonKind.MEMBERS, ReasonKind.PEERS))
    form = "members" if members else "peers" if peers else "open"
    where = language.where(about, company=bool(request.target_company))
    return forms[f"subject_{form}"].format(where)


def _ask(
    view: View,
    request: IntroRequest,
    people: Mapping[PersonId, Person],
    words: Words,
    goal_named: bool = False,
) -> str:
    """The text of the ask, also of one that was made."""
    if request.letter.strip():
        return request.letter
    connector, note = people[request.connector_id], request.note_to_forward
    target = people.get(request.target_id) if request.target_id is not None else None
    if target is None:
        ask = request.open_ask
        shared = between(view, connector.id, ask)
        return wording.draft_open_ask(
            sender(view), connector, ask, note=note, words=words, between=shared
        )
    network = view.network
    tie = network.tie_between(view.node(request.connector_id), view.node(target.id))
    inferred = tie is None or not network.known[tie]
    shared = between(view, connector.id)
    if request.is_mention:
        return wording.draft_mention(
            sender(view), connector, target, inferred=inferred, words=words, between=shared
        )
    goal = people.get(request.goal_id) if goal_named and request.goal_id is not None else None
    return wording.draft_ask(
        sender(view),
        connector,
        target,
        goal=None if goal == target else goal,
        inferred=inferred,
        note=note,
        words=words,
        between=shared,
    )


def naming_goal(view: View, request: IntroRequest) -> str:
    """The letter of an ask drafted anew so that it says whom it is all for; "" where it has none,
    or where it was asked already."""
    people = view.some(request.people)
    known = request.connector_id in people and request.status in WITH_LETTER
    if not known or request.goal_id in (None, request.target_id):
        return ""
    words = _words(view, request)
    return _ask(view, replace(request, letter=""), people, words, goal_named=True)


def to_eml(view: View, letter: Letter, *, resume: bool = False) -> bytes:
    """A letter as an unsent mail (.eml); with `resume` the rep's resume is attached."""
    rep = sender(view)
    attached = []
    if resume:
        page = pages.resume_to_html(view.resume[0], headings(view.words))
        attached = [mails.Attachment(f"{rep.label}.html", page)]
    return mails.to_eml(
        to_name=letter.to,
        to_email=letter.address,
        subject=letter.subject,
        body=letter.whole,
        from_name=rep.label,
        from_email=rep.email,
        attachments=attached,
    )


def _to_write(requests: Iterable[IntroRequest]) -> list[IntroRequest]:
    """Those of which there is a letter: a colleague is asked in tiesmap."""
    return [request for request in requests if not request.is_of_colleague]


def first_letters(view: View, requests: Iterable[IntroRequest]) -> list[Letter]:
    """Of each request the letter that is to be written now; none of those about which there is
    nothing to write."""
    return [letter for one in _to_write(requests) for letter in letters(view, one)[:1]]


def one_eml(view: View, requests: Iterable[IntroRequest]) -> bytes:
    """The mail for the only request; raises Unanswerable where there are none or several."""
    requests = _to_write(requests)
    if len(requests) != 1:
        raise Unanswerable(
            f"An .eml file holds one mail, and there are {len(requests)} requests: choose one "
            "(--request ID), or name a file that ends in .zip."
        )
    found = letters(view, requests[0])
    if not found:
        raise Unanswerable("There is nothing to write about this request now.")
    return to_eml(view, found[0])


def to_zip(view: View, requests: Iterable[IntroRequest]) -> bytes:
    """The first letter of each request as an unsent mail, all in one zip."""
    out = io.BytesIO()
    day = (view.today.year, view.today.month, view.today.day, 0, 0, 0)
    names: Counter[str] = Counter()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for letter in first_letters(view, requests):
            name = name_of(letter, view.today)
            names[name.casefold()] += 1
            if (again := names[name.casefold()]) > 1:
                name = name.removesuffix(".eml") + f" ({again}).eml"
            archive.writestr(zipfile.ZipInfo(name, day), to_eml(view, letter))
    return out.getvalue()


def name_of(letter: Letter, day: date) -> str:
    """The file name of a saved letter, readable in a folder, and never a path."""
    who = f"{letter.request.connector} - {letter.request.target}"
    return f"{day.isoformat()} {file_name(who)}.eml"
