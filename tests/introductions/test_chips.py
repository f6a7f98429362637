"""Templates as text with chips: exact both ways, and a chip that is none is said with its line."""

from __future__ import annotations

import pytest

from tiesmap.introductions.chips import CHIPS, from_chips, to_chips
from tiesmap.introductions.templates import KINDS, TONES, check_template, default_template

TEXTS = [(kind, tone) for kind in KINDS for tone in TONES]


def test_every_fact_has_a_chip_of_its_own() -> None:
    assert len(set(CHIPS.values())) == len(CHIPS)


@pytest.mark.parametrize(("kind", "tone"), TEXTS)
def test_what_tiesmap_comes_with_holds_no_program_and_comes_back_as_it_was(
    kind: str, tone: str
) -> None:
    text = to_chips(default_template(kind, tone))
    assert "{" not in text and "}" not in text
    assert from_chips(text) == (default_template(kind, tone), ())


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("Hello {{ greeting }},", "Hello [connector's first name],"),
        ("{% if client %}You know me.{% endif %}", "[if connector a client]You know me.[end]"),
        ("{% if not goal %}a{% else %}b{% endif %}", "[if not goal]a[otherwise]b[end]"),
        (
            '{% if status == "met" or (goal and outcome != "") %}x{% elif maybe %}y{% endif %}',
            "[if status is met or (goal and outcome is not empty)]x"
            "[or if unsure if they know each other]y[end]",
        ),
        (
            "{% if greeting == target_greeting %}x{% endif %}",
            "[if connector's first name is target's first name]x[end]",
        ),
        (
            "{{ target_greeting|default(target) }}",
            "[target's first name, else target]",
        ),
        ("100 % of {our} [best", "100 % of {our} [best"),
    ],
)
def test_some_by_hand(template: str, text: str) -> None:
    assert to_chips(template) == text
    assert from_chips(text) == (template, ())


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        ("Hello [target's frist name]", 1, "[target's frist name]"),
        ("Hello\n[see below]", 2, "[see below]"),
        ("[if goal is]x[end]", 1, "[if goal is]"),
        ("[if]x[end]", 1, "[if]"),
        ("\n\n[if client]x[end]", 3, "[if client]"),
        ("x[end]", 1, ""),
    ],
)
def test_a_broken_text_is_said_with_its_line(text: str, line: int, value: str) -> None:
    template, problems = from_chips(text)
    problems = problems or check_template("ask", template)
    assert problems and problems[0].line == line
    assert value in ("", problems[0].value)


def test_the_nearest_chip_is_named() -> None:
    ((problem,),) = (from_chips("[target's frist name]")[1],)
    assert "[target's first name]" in problem.message
