"""The first five asks: whom the rep is at ease with comes first. Expected: as a coach would say.

Priya looks after the IT of small firms and wants to meet dentists. She knows Rob, Kate and Hana
well; Lin is a link on LinkedIn, Max wrote once to her and to half a dozen others.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.guarded import load
from tiesmap.model.people import TargetRecord
from tiesmap.model.plans import Plan
from tiesmap.model.statuses import Status
from tiesmap.workspace.opening import open_workspace
from tiesmap.workspace.workspace import Workspace

DAY = date(2026, 11, 28)
REP = "Priya Rep"
PEOPLE = [
    dict(zip(("name", "email", "company", "title", "category"), row.split(","), strict=True))
    for row in """Rob Ash,rob@ash.example,Ash Accountants,Partner,Accounting
Kate Obi,kate@oak.example,Oak School,Bursar,Schools
Hana Pick,hana@care.example,Care Trust,Chief Executive,Charities
Lin Gibb,lin@corn.example,Corn Accountants,Partner,Accounting
Max Moly,max@moss.example,Moss Builders,Owner,Construction
Tess Tooth,tess@smile.example,Smile Dental,Dentist,Dental
Theo Tooth,theo@pearl.example,Pearl Dental,Dentist,Dental
Tina Tooth,tina@smile.example,Smile Dental,Nurse,Dental""".splitlines()
]  # fmt: skip


def mail(sender: str, to: str, day: str = "2026-11-02") -> dict[str, str]:
    return {"date": day, "from": sender, "to": to, "channel": "email"}


BOTH = [
    mail(one, other)
    for known in ("rob@ash.example", "kate@oak.example", "hana@care.example")
    for one, other in ((REP, known), (known, REP))
]
"""With these she is in touch."""
GROUP = [
    mail("max@moss.example", f"{REP};tess@smile.example;theo@pearl.example"),
    mail("lin@corn.example", f"{REP};tess@smile.example;theo@pearl.example"),
]
LINKS = [{"person": REP, "other": "lin@corn.example", "kind": "linkedin"}]
RATED = {"rob@ash.example": 5, "kate@oak.example": 5, "hana@care.example": 4}


def priya(path: Path, *, ties: list[dict[str, str]], rated: dict[str, int]) -> Workspace:
    seat = open_workspace(path, as_of=DAY)
    load(seat, REP, people=PEOPLE, interactions=[*BOTH, *GROUP], ties=[*LINKS, *ties])
    seat = open_workspace(path, REP, DAY)
    seat.people.rate({seat.people.find(one)[0].id: comfort for one, comfort in rated.items()})
    seat.ways.save_wishes(["Dental"])
    return seat


def said(seat: Workspace, most: int = 5) -> list[str]:
    """The first asks in words: "Rob > Theo" for a named person, "Rob > Dental" for an open ask."""
    people = seat.people.everybody()

    def first(person: int) -> str:
        return people[person].name.split()[0]

    return [
        f"{first(ask.connector)} > {first(ask.path.target)}"
        if ask.path is not None
        else f"{first(ask.connector)} > {ask.openly.about}"
        for ask in seat.start.asks(most)
        if ask.path is not None or ask.openly is not None
    ]


@pytest.mark.parametrize("rated", [RATED, {}], ids=["rated", "nobody rated"])
def test_an_open_ask_of_whom_one_knows_goes_before_a_group_mail(
    tmp_path: Path, rated: dict[str, int]
) -> None:
    seat = priya(tmp_path / "t.db", ties=[], rated=rated)
    # Lin and Max have one mail to many behind them, to her and to the dentists.
    assert sorted(said(seat, 3)) == ["Hana > Dental", "Kate > Dental", "Rob > Dental"]


def test_a_named_person_behind_somebody_at_ease_comes_first(tmp_path: Path) -> None:
    known = [{"person": "kate@oak.example", "other": "theo@pearl.example", "kind": "friend"}]
    seat = priya(tmp_path / "t.db", ties=known, rated=RATED)
    asks = said(seat, 3)
    assert asks[0] == "Kate > Theo"
    assert sorted(asks[1:]) == ["Hana > Dental", "Rob > Dental"]


def test_whom_she_dreads_is_not_asked_while_others_can(tmp_path: Path) -> None:
    known = [{"person": "kate@oak.example", "other": "theo@pearl.example", "kind": "friend"}]
    seat = priya(tmp_path / "t.db", ties=known, rated={**RATED, "kate@oak.example": 1})
    assert sorted(said(seat, 2)) == ["Hana > Dental", "Rob > Dental"]


def test_two_colleagues_are_not_asked_the_same(tmp_path: Path) -> None:
    """Ray is at Rob's firm, and as dear to her: one of them is asked about dentists."""
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    ray = {"name": "Ray Ash", "email": "ray@ash.example", "company": "Ash Accountants",
           "title": "Partner", "category": "Accounting"}  # fmt: skip
    mails = [mail(REP, ray["email"]), mail(ray["email"], REP)]
    load(seat, REP, people=[ray], interactions=mails)
    seat.people.rate({seat.people.find(ray["email"])[0].id: 5})
    asks = said(seat)
    assert {"Kate > Dental", "Hana > Dental"} < set(asks)
    assert len({"Rob > Dental", "Ray > Dental"} & set(asks)) == 1


def test_somebody_at_a_firm_where_she_knows_people_is_no_target(tmp_path: Path) -> None:
    """Not for a wish either: whom she knows there would bring them together."""
    ties = [
        {"person": "rob@ash.example", "other": "tess@smile.example", "kind": "friend"},
        {"person": REP, "other": "tina@smile.example", "kind": "client"},
    ]
    seat = priya(tmp_path / "t.db", ties=ties, rated=RATED)
    assert "Rob > Tess" not in said(seat)
    assert "Tess Tooth" not in {request.target for request in seat.asks.suggest_requests(10)}
    # Nor does a plan ask for Theo, over one mail of somebody she never wrote to.
    plan = seat.asks.plan_asks(3)
    assert not plan.asks and len(plan.open_asks) == 3
    known = {seat.people.find(one)[0].id for one in RATED}
    assert {ask.connector for ask in plan.open_asks} == known
    named = {request.target for request in seat.asks.suggest_requests(10, accounts=True)}
    assert "Tess Tooth" in named


def test_one_to_whom_she_is_only_linked_is_nobody_she_knows_at_a_firm(tmp_path: Path) -> None:
    """Tina, a link on LinkedIn, brings nobody together: Rob is asked for Tess by name."""
    ties = [
        {"person": "rob@ash.example", "other": "tess@smile.example", "kind": "friend"},
        {"person": REP, "other": "tina@smile.example", "kind": "linkedin"},
    ]
    seat = priya(tmp_path / "t.db", ties=ties, rated=RATED)
    asks = said(seat, 3)
    assert asks[0] == "Rob > Tess"
    assert sorted(asks[1:]) == ["Hana > Dental", "Kate > Dental"]
    tina = seat.people.find("tina@smile.example")[0]
    seat.people.rate({tina.id: 3})  # now it is said that she knows her
    assert "Rob > Tess" not in said(seat, 3)


def test_nobody_is_asked_for_a_colleague_of_his_own(tmp_path: Path) -> None:
    """Nor where the firm of whoever is asked is no other one's of her contacts."""
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    ray = {"name": "Ray Fig", "email": "ray@ash.example", "company": "Ash Accountants",
           "title": "Partner", "category": "Dental"}  # fmt: skip
    tie = {"person": "rob@ash.example", "other": "ray@ash.example", "kind": "friend"}
    load(seat, REP, people=[ray], ties=[tie])
    assert "Rob > Ray" not in said(seat, 5)


def test_of_whom_nothing_but_a_name_is_known_nobody_is_asked_first(tmp_path: Path) -> None:
    """Kate's husband, from the telephone: the letter could not say why."""
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    tie = {"person": "kate@oak.example", "other": "Ned Obi", "kind": "family"}
    load(seat, REP, people=[{"name": "Ned Obi"}], ties=[tie])
    assert sorted(said(seat, 3)) == ["Hana > Dental", "Kate > Dental", "Rob > Dental"]
    for wish in seat.ways.targets():
        seat.ways.remove_target(wish)
    # Of whom a profile is on file, it tells who he is.
    profile = {"name": "Jo Kok", "profile_url": "https://www.linkedin.com/in/jo-kok"}
    tie = {"person": "hana@care.example", "other": "Jo Kok", "kind": "family"}
    load(seat, REP, people=[profile], ties=[tie])
    assert said(seat, 1) == ["Hana > Jo"]
    # Whom she noted herself as somebody whom Rob knows is another matter.
    known = {"person": "rob@ash.example", "other": "Doug Wofford", "kind": "other"}
    load(seat, REP, people=[{"name": "Doug Wofford"}], ties=[known])
    assert sorted(said(seat, 2)) == ["Hana > Jo", "Rob > Doug"]
    assert "Kate > Ned" not in said(seat, 2)
    seat.ways.save_target(TargetRecord(0, name="Ned Obi"))
    assert "Kate > Ned" in said(seat, 2)


def test_a_letter_goes_to_the_address_at_the_firm(tmp_path: Path) -> None:
    """Her telephone, brought in last, has the address that Kate has at home."""
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    kate = {"name": "Kate Obi", "email": "kate.obi@gmail.com", "company": "Oak School"}
    load(seat, REP, people=[{"id": "k1", **kate, "email": "kobi@oakschool.example"}])
    load(seat, REP, people=[{"id": "k1", **kate}])
    (home,) = seat.people.find("kate.obi@gmail.com")
    openly = seat.ways.open_ask_of(home.id, ("category", "Dental"))
    assert openly is not None
    (drafted,) = seat.asks.draft_open([openly])
    assert home.email == "kate.obi@gmail.com"
    assert drafted.connector_email == "kobi@oakschool.example"


def of_whom(seat: Workspace, plan: Plan) -> list[tuple[int, int | str]]:
    """Whom each ask of a plan is put to, and for whom."""
    named = [(ask.path.connector, ask.path.target) for ask in plan.asks]
    return [*named, *((ask.connector, ask.about) for ask in plan.open_asks)]


KNOWN = [{"person": "kate@oak.example", "other": "theo@pearl.example", "kind": "friend"}]


@pytest.mark.parametrize("rated", [RATED, {}], ids=["rated", "nobody rated"])
def test_every_page_begins_with_the_same_people(tmp_path: Path, rated: dict[str, int]) -> None:
    """The start, the plan, the list of suggestions and Week choose as one."""
    seat = priya(tmp_path / "t.db", ties=KNOWN, rated=rated)
    plan = of_whom(seat, seat.asks.plan_asks(5))
    kate, theo = seat.people.find("Kate Obi")[0].id, seat.people.find("Theo Tooth")[0].id
    assert plan[0] == (kate, theo) and {who for who, _ in plan[1:3]} == {
        seat.people.find(name)[0].id for name in ("Rob Ash", "Hana Pick")
    }
    listed = [(r.connector_id, r.target_id or r.target_category) for r in
              seat.asks.suggest_requests(5)]  # fmt: skip
    first = [
        (ask.connector, ask.path.target if ask.path else ask.openly and ask.openly.about)
        for ask in seat.start.asks(5)
    ]
    assert listed == first == plan
    week = {item.person for item in seat.week.week() if item.kind == "ask"}
    assert week and week <= {who for who, _ in of_whom(seat, seat.asks.plan_asks(10))}


def test_what_was_set_aside_makes_room_for_something_else(tmp_path: Path) -> None:
    """Of the same three people, about what else they deal with, and for nobody twice."""
    seat = priya(tmp_path / "t.db", ties=KNOWN, rated=RATED)
    seat.ways.save_wishes(["Charities"])
    before = seat.asks.suggest_requests(3)
    assert seat.asks.keep_requests(before) == 3
    # A suggestion that stands on the list is no reason to suggest another one.
    assert [r.request for r in seat.asks.suggest_requests(3)] == [r.request for r in before]
    for request in seat.asks.requests():
        seat.asks.record_step(request, Status.WITHDRAWN)
    after = seat.asks.suggest_requests(3)
    assert len(after) == 3 and not {r.request for r in after} & {r.request for r in before}
    # Rob runs a firm, and Kate deals with others: they are asked about something else.
    assert {r.connector for r in after} & {r.connector for r in before}


def test_a_competitor_is_asked_for_nobody_unless_she_is_at_ease_with_him(tmp_path: Path) -> None:
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    rival = {"name": "Nat Byte", "email": "nat@byte.example", "company": "Byte IT",
             "title": "Owner", "category": "Software & IT"}  # fmt: skip
    mails = [mail(REP, "nat@byte.example"), mail("nat@byte.example", REP)]
    tie = {"person": "nat@byte.example", "other": "theo@pearl.example", "kind": "friend"}
    load(seat, REP, people=[rival], interactions=mails, ties=[tie])
    seat.people.set_category([seat.rep_id], "Software & IT")
    nat = seat.people.find("Nat Byte")[0].id

    def asked() -> set[int]:
        return {who for who, _ in of_whom(seat, seat.asks.plan_asks(10))}

    assert nat not in asked()
    seat.people.rate({nat: 5})
    assert nat in asked()


def test_a_mail_to_many_is_a_path_and_no_ground_for_an_ask_and_it_is_said_why(
    tmp_path: Path,
) -> None:
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    led = {one.path.connector for one in seat.ways.outward("balanced", 5)}
    assert led and not led & {who for who, _ in of_whom(seat, seat.asks.plan_asks(3))}
    assert "a mail to many or somebody you hardly know" in seat.ways.why_no_path()


def test_a_meeting_raises_what_leads_somewhere_or_asks_openly(tmp_path: Path) -> None:
    seat = priya(tmp_path / "t.db", ties=KNOWN, rated=RATED)
    kate, rob = (seat.people.find(name)[0].id for name in ("Kate Obi", "Rob Ash"))
    assert [one.target for one in seat.asks.asks_for(kate)] == ["Theo Tooth"]
    assert [one.target for one in seat.asks.asks_for(rob)] == ["somebody in Dental"]


def crm(seat: Workspace, stages: dict[str, str]) -> None:
    """A list out of a CRM, with the stage of the deal with each."""
    rows = [
        {"Full Name": one["name"], "Email": one["email"], "Company": one["company"],
         "Deal Stage": deal, **({"Lifecycle Stage": stage} if stage else {})}
        for one in PEOPLE if one["email"] in stages
        for stage, _, deal in [stages[one["email"]].rpartition(", ")]
    ]  # fmt: skip
    load(seat, REP, pipeline=rows)


def reasons(seat: Workspace, connector: str) -> list[str]:
    """What the first ask of somebody gives as its reasons."""
    who = seat.people.find(connector)[0].id
    asks = [ask for ask in seat.start.asks() if ask.connector == who]
    (request, _), *_ = seat.start.drafted(asks)
    return [*request.reasons]


def letter_of(seat: Workspace, connector: str) -> str:
    """The letter of the first ask of somebody, without the note below it."""
    who = seat.people.find(connector)[0].id
    drafted = seat.start.drafted([ask for ask in seat.start.asks() if ask.connector == who])
    ((_, letter),) = drafted
    assert letter is not None
    return letter.body


def introduced(seat: Workspace, by: str, *others: str, day: str = "2024-03-01") -> None:
    rows = [{"date": day, "introducer": by, "person": REP, "other": other} for other in others]
    load(seat, REP, introductions=rows)


def test_who_introduced_her_before_is_asked_first(tmp_path: Path) -> None:
    """Hana is a little less dear to her, and brought her two of those whom she knows."""
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    assert said(seat)[0] != "Hana > Dental"
    introduced(seat, "hana@care.example", "rob@ash.example", "kate@oak.example")
    assert said(seat)[0] == "Hana > Dental"
    assert "introduced you to 2 people" in reasons(seat, "Hana Pick")
    hana = seat.people.find("Hana Pick")[0].id
    assert "introduced you to 2 people" in seat.asks.tact()[hana].reasons
    (ask,) = [one for one in seat.asks.suggest_requests(5) if one.connector_id == hana]
    assert "introduced you to 2 people" in ask.purpose
    assert " before, " in letter_of(seat, "Hana Pick")
    assert not [who for who in ("Rob Ash", "Kate Obi") if " before, " in letter_of(seat, who)]
    # Whom she dreads is not asked first for that, nor who was asked often enough lately.
    seat.people.rate({hana: 2})
    assert said(seat)[0] != "Hana > Dental"
    seat.people.rate({hana: 4})
    introduced(seat, "hana@care.example", "max@moss.example", "tess@smile.example",
               "theo@pearl.example", day="2026-11-02")  # fmt: skip
    assert "Hana > Dental" not in said(seat)


def test_who_introduced_her_before_needs_no_other_reason_to_be_asked(tmp_path: Path) -> None:
    """Nobody deals with a library as such; its clerk brought her two people all the same."""
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    lou = {"name": "Lou Page", "email": "lou@page.example", "company": "Page Library",
           "title": "Clerk", "category": "Libraries"}  # fmt: skip
    mails = [mail(REP, lou["email"]), mail(lou["email"], REP)]
    load(seat, REP, people=[lou], interactions=mails)
    assert "Lou > Dental" not in said(seat)
    introduced(seat, lou["email"], "rob@ash.example", "kate@oak.example")
    assert said(seat)[0] == "Lou > Dental"
    assert reasons(seat, "Lou Page")[0] == "introduced you to 2 people"
    for wish in seat.ways.targets():
        seat.ways.remove_target(wish)
    load(seat, REP, relationships=[{"rep": REP, "person": "rob@ash.example", "client": "yes"}])
    assert said(seat)[0] == "Lou > Accounting"


@pytest.mark.parametrize(
    ("rated", "client", "first"),
    [(5, "yes", True), (4, "yes", True), (3, "yes", False), (5, "no", False)],
)
def test_a_client_with_whom_she_is_at_ease_is_asked_before_others_for_what_she_wants(
    tmp_path: Path, rated: int, client: str, first: bool
) -> None:
    """Nobody deals with a library as such; accountants deal with dentists, but Rob, Kate and Hana
    are rated 3."""
    lou = {"name": "Lou Page", "email": "lou@page.example", "company": "Page Library",
           "title": "Clerk", "category": "Libraries"}  # fmt: skip
    seat = priya(tmp_path / "t.db", ties=[], rated=dict.fromkeys(RATED, 3))
    mails = [mail(REP, lou["email"]), mail(lou["email"], REP)]
    called = [{"rep": REP, "person": lou["email"], "client": client}]
    load(seat, REP, people=[lou], interactions=mails, relationships=called)
    seat.people.rate({seat.people.find(lou["email"])[0].id: rated})
    assert (said(seat)[0] == "Lou > Dental") == first
    if first:
        assert reasons(seat, "Lou Page")[0] == f"is your client, rated {rated}"
        letter = letter_of(seat, "Lou Page")
        assert letter and "rated" not in letter and "client" not in letter
        lou_id = seat.people.find("Lou Page")[0].id
        (ask,) = [one for one in seat.asks.suggest_requests(5) if one.connector_id == lou_id]
        assert "rated" not in ask.purpose


def test_a_named_person_behind_who_introduced_her_before_comes_first(tmp_path: Path) -> None:
    both = [
        {"person": who, "other": "theo@pearl.example", "kind": "friend"}
        for who in ("kate@oak.example", "hana@care.example")
    ]
    seat = priya(tmp_path / "t.db", ties=both, rated=RATED)
    assert said(seat)[0] == "Kate > Theo"
    introduced(seat, "hana@care.example", "rob@ash.example", "max@moss.example")
    assert said(seat)[0] == "Hana > Theo"
    assert any("introduced you to 2 people" in one for one in reasons(seat, "Hana Pick"))
    assert " before, " in letter_of(seat, "Hana Pick")


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        ("Proposal", "is in an open deal with you (Proposal)"),
        ("Negotiation/Review", "is in an open deal with you (Negotiation/Review)"),
        ("Angebot gesendet", "is in an open deal with you (Angebot gesendet)"),
        ("Closed Lost", "did not buy (Closed Lost)"),
        ("Opportunity, Closed Lost", "did not buy (Closed Lost)"),
        ("Prospect, ", "is in an open deal with you (Prospect)"),
    ],
)
def test_whoever_is_in_an_open_deal_is_asked_after_all_others(
    tmp_path: Path, stage: str, told: str
) -> None:
    """Rob and Kate are dearer to her than Hana: but Rob has not bought yet, and Kate has."""
    known = [{"person": "rob@ash.example", "other": "theo@pearl.example", "kind": "friend"}]
    seat = priya(tmp_path / "t.db", ties=known, rated=RATED)
    assert said(seat)[0] == "Rob > Theo"
    both = "Customer, Closed Won" if ", " in stage else "Closed Won"
    crm(seat, {"rob@ash.example": stage, "kate@oak.example": both})
    asks = said(seat)
    assert sorted(asks[:2]) == ["Hana > Dental", "Kate > Dental"]
    assert "Rob > Theo" not in asks[:2] and [one for one in asks if one.startswith("Rob")]
    assert any(told in one for one in reasons(seat, "Rob Ash"))
    assert not any("open deal" in one for one in reasons(seat, "Kate Obi"))
    # Where she begins with him, he is asked, and that he has not bought is said.
    rob = seat.people.find("Rob Ash")[0].id
    (first, *_) = seat.asks.asks_for(rob)
    assert first.target == "Theo Tooth" and any(told in one for one in first.reasons)


@pytest.mark.parametrize(("stage", "first"), [("Closed Lost", True), ("Proposal", False)])
def test_who_introduced_her_is_held_back_by_no_deal_that_is_over(
    tmp_path: Path, stage: str, first: bool
) -> None:
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    crm(seat, {"hana@care.example": stage})
    assert said(seat)[0] != "Hana > Dental"
    introduced(seat, "hana@care.example", "rob@ash.example", "kate@oak.example")
    assert (said(seat)[0] == "Hana > Dental") == first
    assert any(stage in one for one in reasons(seat, "Hana Pick"))


def test_a_firm_whose_name_holds_the_wish_is_asked_about_and_then_counts(tmp_path: Path) -> None:
    """Olga is at OhioHealth, of which no file says what it is; Gus is at a firm like no wish."""
    seat = priya(tmp_path / "t.db", ties=[], rated=RATED)
    new = [
        {"name": "Olga Orr", "email": "olga@oh.example", "company": "OhioHealth Partners"},
        {"name": "Otto Orr", "email": "otto@oh.example", "company": "OhioHealth Partners",
         "title": "Purchasing"},
        {"name": "Aron Air", "email": "aron@aa.example", "company": "NordGeothermal AG"},
        {"name": "Gus Gray", "email": "gus@gray.example", "company": "Gray & Gray"},
    ]  # fmt: skip
    mails = [mail(*pair) for one in new for pair in ((REP, one["email"]), (one["email"], REP))]
    load(seat, REP, people=new, interactions=mails)
    seat.start.decide({}, all_seen=True)
    assert seat.start.looks(new=True) == ()
    seat.ways.save_wishes(["healthcare", "geothermal"])
    looks = {one.category: one for one in seat.start.looks(new=True)}
    told = {name: [seat.people.person(p).name for p in one.people] for name, one in looks.items()}
    assert told == {"Hospitals & care": ["Olga Orr", "Otto Orr"], "geothermal": ["Aron Air"]}
    assert looks["Hospitals & care"].companies == ("OhioHealth Partners",)
    assert seat.start.progress().looks == 3
    assert not [one for one in said(seat, 9) if one.startswith(("Olga", "Otto", "Aron"))]
    assert seat.start.decide({"Hospitals & care": None, "geothermal": ""}, all_seen=True) == 3
    assert seat.start.looks(new=True) == () and seat.start.progress().looks == 0
    asks = said(seat, 9)
    assert [one for one in asks if one in ("Olga > Hospitals & care", "Otto > Hospitals & care")]
    (aron,) = seat.people.find("Aron Air")
    assert aron.category == ""
