"""The rep's resume: kept as text, shown with consent only, used in the drafts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiesmap.introductions.resume import check_resume, given_facts, render_text
from tiesmap.model.resume import Reference, Resume

ANNA = Reference("Anna Berg", "Owner", "Berg Catering", "She keeps her word.", date(2026, 5, 1))
RESUME = Resume(
    name="Maria Santos",
    title="Sales lead",
    company="Nordlicht",
    headline="I help hotels to spend less on linen.",
    expertise=("linen that lasts", "laundry costs."),
    like=("I answer within a day.", "You get one price."),
    references=(ANNA, Reference("Tom Field", words="Great.")),
    email="maria@nordlicht.example",
    link="https://nordlicht.example/maria",
)

texts = st.text(max_size=20)
references = st.builds(Reference, texts, texts, texts, texts, st.none() | st.dates())
resumes = st.builds(
    Resume,
    **dict.fromkeys(("name", "title", "company", "headline", "email", "phone", "link"), texts),
    expertise=st.lists(texts, max_size=3).map(tuple),
    like=st.lists(texts, max_size=3).map(tuple),
    references=st.lists(references, max_size=3).map(tuple),
)


@settings(deadline=None)
@given(resumes)
def test_it_comes_back_as_it_was_stored(resume):
    assert Resume.from_store(json.loads(json.dumps(resume.to_store()))) == (resume, ())


@pytest.mark.parametrize(
    ("stored", "column"),
    [
        ("[]", ""),
        ("null", ""),
        ('{"name": 7}', "name"),
        ('{"expertise": "x"}', "expertise"),
        ('{"like": [1]}', "like"),
        ('{"references": {}}', "references"),
        ('{"references": ["x"]}', "references"),
        ('{"references": [{"name": 7}]}', "references"),
        ('{"references": [{"name": "A", "consent_on": "soon"}]}', "references"),
        ('{"references": [{"name": "A", "consent_on": 7}]}', "references"),
    ],
)
def test_what_cannot_be_read_is_said_and_left_out(stored, column):
    resume, (problem,) = Resume.from_store(json.loads(stored))
    assert problem.column == column and ":" in problem.message
    assert resume.shown_references == ()


def test_the_rest_is_kept():
    stored = '{"name": "Maria", "like": 3, "later_field": 1, "references": [{"name": "A"}]}'
    resume, problems = Resume.from_store(json.loads(stored))
    assert resume == Resume("Maria", references=(Reference("A"),)) and len(problems) == 1
    assert Resume.from_store({}) == (Resume(), ())


def test_as_plain_text():
    assert render_text(RESUME) == (
        "Maria Santos\nSales lead, Nordlicht\n\n"
        "I help hotels to spend less on linen.\n\n"
        "What I am known for\n- linen that lasts\n- laundry costs.\n\n"
        "What it is like to do business with me\n- I answer within a day.\n- You get one price.\n\n"
        "What others say\n- “She keeps her word.” – Anna Berg, Owner, Berg Catering\n\n"
        "maria@nordlicht.example\nhttps://nordlicht.example/maria"
    )
    assert render_text(Resume()) == ""


@settings(deadline=None)
@given(resumes)
def test_nobody_is_named_without_consent(resume):
    silent = replace(
        resume, references=tuple(replace(r, name="Zoë Q", consent_on=None) for r in [ANNA] * 2)
    )
    assert "Zoë Q" not in render_text(silent)


def test_facts_for_the_drafts():
    assert given_facts(RESUME) == {
        "expertise": "linen that lasts, laundry costs",
        "like": "I answer within a day, You get one price",
        "resume_link": "https://nordlicht.example/maria",
    }
    assert given_facts(Resume()) == {}


def test_what_is_missing_or_held_back():
    messages = [problem.sentence for problem in check_resume(RESUME)]
    assert messages == [
        "your resume, column references: 'Tom Field' has not agreed to be named, so it is not "
        "shown: ask, and set the day"
    ]
    columns = {problem.column for problem in check_resume(Resume())}
    assert columns == {"name", "expertise", "like"}
    long = replace(RESUME, headline="word " * 500)
    assert any("one page" in problem.message for problem in check_resume(long))
