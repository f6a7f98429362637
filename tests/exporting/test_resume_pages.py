"""The resume as a page: what it shows, and that a text in it is only text."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from tests.exporting.paper import check_page
from tests.listed import ink, names
from tiesmap.exporting.pages import resume_to_html
from tiesmap.model.resume import Reference, Resume

RESUME = Resume(
    name="Maria Santos",
    title="Sales lead",
    company="Nordlicht",
    headline="I help hotels to spend less on linen.",
    expertise=("linen that lasts", "laundry costs"),
    like=("I answer within a day.",),
    references=(
        Reference("Anna Berg", "Owner", "Berg Catering", "She keeps her word.", date(2026, 5, 1)),
        Reference("Tom Field", words="Great.", consent_on=None),
    ),
    email="maria@nordlicht.example",
    phone="+49 30 1234",
    link="https://nordlicht.example/maria",
)


def test_the_resume_is_one_page_and_names_nobody_without_consent():
    page = check_page(resume_to_html(RESUME))
    for text in ("Maria Santos", "linen that lasts", "within a day", "“She keeps her word.”"):
        assert text in page.text
    assert "Anna Berg, Owner, Berg Catering" in page.text
    assert "Tom Field" not in page.text and "Great." not in page.text
    links = [a["href"] for tag, a in page.tags if tag == "a"]
    assert links == ["mailto:maria@nordlicht.example", "https://nordlicht.example/maria"]
    assert "What others say" not in check_page(resume_to_html(Resume())).text


@settings(deadline=None)
@given(names, names, names)
def test_a_hostile_resume(a, b, c):
    shown = Reference(a, b, c, a, date(2026, 1, 1))
    page = check_page(
        resume_to_html(Resume(a, b, c, a, (b, c), (a,), (shown,), email=b, phone=c, link=a))
    )
    assert ink(a.strip()) in ink(page.text)
