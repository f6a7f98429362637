"""A team signs in, in a real browser, with a provider of our own: a rep, a coach, an admin,
somebody unknown, somebody whose membership ends while he looks, and cookies that nobody signed."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from itsdangerous import URLSafeTimedSerializer

import tiesmap
from tests.browser.hand import choose, press, rest, settle, turn, watch
from tests.browser.served import serving_team
from tests.guarded import ANN, MAIL, load, someone
from tests.postgres import Prepared
from tests.team.closing import closed
from tiesmap.model.colleagues import Openness
from tiesmap.model.members import MemberRole
from tiesmap.model.visits import POINTS
from tiesmap.workspace import Workspace

pytestmark = pytest.mark.browser

SECRET = "7d1e0c5b9a8f4e2d6c3b1a0f9e8d7c6b"
SETTINGS = """
address = "{address}"
cookie_secret = "%s"
[sign_in]
metadata = "%s/.well-known/openid-configuration"
client_id = "tiesmap"
client_secret = "known to the two alone"
"""
HOST = "team.example"
CLOSED = "no member of this team any more"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An OpenID provider that believes everybody who he says he is."""
    mock = pytest.importorskip("oidc_provider_mock")
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    users = [
        mock.User(sub=name, claims={"email": f"{name}@{HOST}", "email_verified": name != "vera"})
        for name in ("rita", "tom", "cora", "adam", "nora", "vera")
    ]
    with mock.run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def team(postgres: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The addresses of a database that is made ready: its keeper's, and that for everybody."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return closed(postgres, "signin")


@pytest.fixture
def owner(team: tuple[str, str]) -> Iterator[Workspace]:
    """The team's database, looked at by whoever runs it: two reps, a coach and an admin."""
    opened = tiesmap.open(team[0], as_of=date(2026, 6, 30))
    load(opened, people=[ANN], interactions=[MAIL])
    his = {"date": "2026-06-01", "from": "Tom Other", "to": "bogdan@b.example"}
    load(opened, "Tom Other", interactions=[his],
         people=[{"name": "Tina Secret", "email": "tina@z.example"},
                 {"name": "Bogdan Novak", "email": "bogdan@b.example"}])  # fmt: skip
    opened.team.add(f"adam@{HOST}", MemberRole.ADMIN, "Adam Admin")
    opened.team.add(f"rita@{HOST}", MemberRole.REP, "Rita Rep")
    opened.team.add(f"tom@{HOST}", MemberRole.REP, "Tom Other")
    opened.team.add(f"vera@{HOST}", MemberRole.REP, "Vera Unverified")
    rita = someone(opened, "Rita Rep").id
    opened.team.add(f"cora@{HOST}", MemberRole.COACH, "Cora Coach", reps=[rita])
    tom = replace(opened, rep=someone(opened, "Tom Other").id)
    assert tom.colleagues.open(Openness(whole=True)) == 1
    yield opened
    opened.store.close()


@pytest.fixture
def tab(page: Any) -> Any:
    """The tab of the rep, and of who comes after him."""
    page.set_viewport_size({"width": 1200, "height": 900})
    return page


@pytest.fixture
def beside(browser: Any) -> Iterator[Any]:
    """A second tab, which knows nothing of the first one's cookies: the coach's, a colleague's."""
    context = browser.new_context(viewport={"width": 390, "height": 900}, reduced_motion="reduce")
    watch(context)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    context.close()


def _nobody(tab: Any, address: str) -> None:
    """The door, as who is not signed in finds it."""
    tab.context.clear_cookies()
    tab.goto(address)


def _sign_in(tab: Any, name: str) -> None:
    person = tab.get_by_role("button", name=name, exact=True)
    press(tab.get_by_role("button", name="Sign in"), brings=person)
    person.click()
    tab.wait_for_url("http://127.0.0.1**")
    settle(tab)


def _shown(tab: Any) -> str:
    return str(tab.locator("body").inner_text())


def _cookie(address: str, secret: str, iat: float) -> str:
    """What the server would set for Tom, were this its secret and he signed in at `iat`."""
    said = {"email": f"tom@{HOST}", "email_verified": True, "is_logged_in": True,
            "origin": address, "iat": int(iat)}  # fmt: skip
    return URLSafeTimedSerializer(secret, salt="_streamlit_user").dumps(json.dumps(said))


def _note(tab: Any, side: str, marks: str, text: str) -> None:
    rest(tab)
    for point, mark in zip(POINTS, marks, strict=True):
        tab.locator(f".st-key-{point}-1-{side}").get_by_text(mark, exact=True).click()
        rest(tab)
    tab.locator(f".st-key-ending-1-{side}").get_by_text("left open").click()
    rest(tab)
    tab.get_by_label("In a few words, if you like").fill(text)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert tab.evaluate(wide) <= 0
    saw = tab.get_by_role("button", name="That is what I saw")
    press(saw, gone=saw)
    settle(tab)


def _two_see_a_client(rep: Any, coach: Any, address: str, client: int) -> None:
    """A visit from its beginning to what the two agreed on; neither sees the other's before."""
    rep.set_viewport_size({"width": 390, "height": 900})
    turn(rep, f"{address}/week?view=visits")
    client_box = rep.get_by_test_id("stMain").get_by_role("combobox", name="Client")
    press(rep.get_by_text("A new visit"), brings=client_box)
    choose(rep, "Client", "Ann Lee")
    choose(rep, "Who went along", "Cora Coach")
    now = rep.get_by_text("Now each notes what he saw")
    press(rep.get_by_role("button", name="Begin"), brings=now)
    _note(rep, "rep", "43524", "he kept looking at the clock")
    _nobody(coach, address)
    _sign_in(coach, "cora")
    assert "Cora Coach" in _shown(coach)
    turn(coach, f"{address}/week?view=visits")
    assert "Ann Lee" in _shown(coach) and "the clock" not in _shown(coach)
    _note(coach, "coach", "44325", "she liked the sample")
    coach.get_by_text("he kept looking at the clock").wait_for()
    assert "she liked the sample" in _shown(coach)
    what = coach.get_by_label("What", exact=True)
    press(coach.get_by_role("button", name="One thing you agree on"), brings=what)
    rest(coach)
    what.fill("ask two questions before the offer")
    agreed = coach.get_by_text("Agreed: ask two questions before the offer")
    press(coach.get_by_role("button", name="Agreed"), brings=agreed)
    turn(rep, f"{address}/week?view=visits")
    rep.get_by_text("Agreed: ask two questions before the offer").wait_for()
    assert "she liked the sample" in _shown(rep)
    rep.set_viewport_size({"width": 1200, "height": 900})
    _a_rep_shows_his_coach_one_thing(rep, coach, address, client)


def _a_rep_shows_his_coach_one_thing(rep: Any, coach: Any, address: str, client: int) -> None:
    """An account's name, read by the coach beside the counts and benchmarks, and taken back."""
    turn(rep, f"{address}/people?person={client}&part=Conversations")
    press(
        rep.get_by_role("button", name="Show this account's name to your coach"),
        brings=rep.get_by_text("Cora Coach is shown this account's name"),
    )
    turn(coach, f"{address}/health?view=coach")
    save = coach.get_by_role("button", name="Save", exact=True)
    press(coach.get_by_role("tab", name="Benchmarks"), brings=save)
    rest(coach)
    # By the keyboard alone: to "Asked a month", the number, and to the button.
    coach.get_by_role("tabpanel").locator("canvas").first.focus()
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        coach.keyboard.press(key)
    coach.locator("input.gdg-input").fill("4")
    coach.keyboard.press("Enter")
    rest(coach)
    save.focus()
    coach.keyboard.press("Enter")
    coach.get_by_text("Saved.").wait_for()
    short = coach.get_by_text("Asked: 0; wanted 12 (4 a month): 12 short.")
    press(coach.get_by_role("tab", name="One rep"), brings=short)
    settle(coach)
    shown = coach.locator("[class*='st-key-card-shown']")
    assert "Ann Lee" in shown.inner_text()
    press(rep.get_by_role("button", name="Take back"), brings=rep.get_by_text("Taken back"))
    coach.reload()
    coach.get_by_text("Asked: 0; wanted 12 (4 a month): 12 short.").wait_for()
    settle(coach)
    assert not shown.count()


def _a_colleague_is_asked(rep: Any, colleague: Any, address: str) -> None:
    """From what a colleague opened to the thanks that he gets; each in a browser of his own."""
    turn(rep, f"{address}/find")
    named = rep.get_by_label("A name or a firm")
    press(rep.get_by_text("Whom does the team know?"), brings=named)
    rest(rep)
    named.fill("novak")
    named.press("Enter")
    rep.get_by_text("Tom Other knows Bogdan Novak a little").wait_for()
    dialog = rep.get_by_role("dialog")
    why = dialog.get_by_label("What you want to meet them for")
    press(rep.locator("[class*='st-key-ask-team']").get_by_role("button"), brings=why)
    rest(rep)
    why.fill("flour for the hotels")
    ask = dialog.get_by_role("button", name="Ask", exact=True)
    press(ask, brings=rep.get_by_text("The answer comes onto your week"))
    colleague.set_viewport_size({"width": 1200, "height": 900})
    _nobody(colleague, address)
    _sign_in(colleague, "tom")
    assert urlsplit(colleague.url).path == "/week"
    colleague.get_by_text("Rita Rep asks you for Bogdan Novak").wait_for()
    settle(colleague)
    assert "flour for the hotels" in _shown(colleague)
    words = colleague.get_by_label("In your words")
    press(colleague.get_by_text("Yes, in my words"), brings=words)
    rest(colleague)
    words.fill("Bogdan, Rita is worth a coffee.")
    yes = colleague.get_by_text("You said yes: Rita Rep and Bogdan Novak")
    press(colleague.get_by_role("button", name="Answer", exact=True), brings=yes)
    turn(rep, f"{address}/week?view=week")
    rep.get_by_text("Tom Other on Bogdan Novak: yes").wait_for()
    settle(rep)
    assert "worth a coffee" in _shown(rep)
    told = rep.get_by_text("Tom Other on Bogdan Novak")
    press(rep.get_by_role("button", name="We met"), gone=told)
    turn(colleague, f"{address}/week")
    colleague.get_by_text("Rita Rep met Bogdan Novak").wait_for()
    met = colleague.get_by_text("Rita Rep met Bogdan Novak")
    press(colleague.get_by_role("button", name="Read", exact=True), gone=met)


def _is_not_seated_at(tab: Any, address: str, other: int) -> None:
    tab.goto(f"{address}/week?rep={other}")
    tab.get_by_text("somebody else's network").wait_for()


def test_a_team_signs_in(
    tab: Any, beside: Any, owner: Workspace, team: tuple[str, str], provider: str, tmp_path: Path
) -> None:
    ids = {one.name: one.id for one in owner.people.people()}
    settings = SETTINGS % (SECRET, provider)
    with serving_team(team[1], settings, tmp_path) as address:
        # At the door nothing of the team is shown, whatever the address says.
        tab.goto(f"{address}/people?person={ids['Ann Lee']}&rep={ids['Rita Rep']}")
        settle(tab)
        assert "Sign in with the account" in _shown(tab)
        assert not any(name in _shown(tab) for name in (*ids, "My asks"))

        # A rep comes into his own seat, and into nobody else's.
        _sign_in(tab, "rita")
        assert "Rita Rep" in _shown(tab) and "Week" in _shown(tab)
        assert not tab.get_by_role("combobox", name="Whose network").count()
        tab.goto(f"{address}/people?rep={ids['Tom Other']}")
        tab.get_by_text("somebody else's network").wait_for()
        settle(tab)
        assert f"rep={ids['Rita Rep']}" in tab.url and "Rita Rep" in _shown(tab)

        # What did you see? He and his coach, each at a telephone of their own.
        _two_see_a_client(tab, beside, address, ids["Ann Lee"])
        _is_not_seated_at(beside, address, ids["Tom Other"])

        # The whole ask through a colleague, in two browsers.
        _a_colleague_is_asked(tab, beside, address)

        # His membership ends while he looks: the next click shows it, and a reload.
        owner.team.end(f"rita@{HOST}")
        press(tab.get_by_role("link", name="Health"), brings=tab.get_by_text(CLOSED))
        settle(tab)
        assert not any(name in _shown(tab) for name in ("Ann Lee", "Rita Rep"))
        tab.reload()
        tab.get_by_text(CLOSED).wait_for()
        ended = tab.get_by_role("button", name="End session")
        press(tab.get_by_role("button", name="Sign out"), brings=ended)
        tab.goto(address)
        settle(tab)
        tab.get_by_role("button", name="Sign in").wait_for()

        # Somebody unknown, and one whose address nobody vouches for.
        _sign_in(tab, "nora")
        assert "nobody's in this team" in _shown(tab) and "Week" not in _shown(tab)
        _nobody(tab, address)
        _sign_in(tab, "vera")
        assert "does not say that" in _shown(tab) and "Week" not in _shown(tab)

        # An admin has a seat of his own, as the coach has, and no other.
        _nobody(tab, address)
        _sign_in(tab, "adam")
        assert "Adam Admin" in _shown(tab)
        _is_not_seated_at(tab, address, ids["Tom Other"])

        # A cookie that the server did not sign opens nothing, nor one of long ago; the same cookie
        # with its secret, of now, would.
        other = "another secret, as long as that one"
        for secret, iat, opens in (
            (other, time.time(), False), (SECRET, 1_700_000_000, False), (SECRET, time.time(), True)
        ):  # fmt: skip
            tab.context.clear_cookies()
            value = _cookie(address, secret, iat)
            tab.context.add_cookies([{"name": "_streamlit_user", "value": value, "url": address}])
            tab.goto(f"{address}/week")
            settle(tab)
            assert ("Tom Other" in _shown(tab)) == opens
            assert bool(tab.get_by_role("button", name="Sign in").count()) != opens
        with urllib.request.urlopen(address, timeout=10) as answer:
            policy = answer.headers["Content-Security-Policy"]
    assert urlsplit(address).netloc in policy and "frame-ancestors 'self'" in policy
    log = (tmp_path / "log.txt").read_text("utf-8")
    assert not any(word in log for word in (*ids, HOST, "Traceback")), log
