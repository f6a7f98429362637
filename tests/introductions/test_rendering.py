"""A template that a rep wrote: facts in, missing ones out, and a broken one names its line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.introductions.four import ANNA, MARIA, TOM
from tiesmap.introductions.templates import (
    LONGEST_TEMPLATE,
    check_template,
    default_template,
    render,
)
from tiesmap.introductions.wording import (
    draft_note,
)
from tiesmap.introductions.words import Words


@pytest.mark.parametrize(
    ("template", "facts", "text"),
    [
        ("I am {{ rep }}. I sell {{ offer }}. Bye.", {"rep": "Jo"}, "I am Jo. Bye."),
        ("I sell {{ offer }}.\n{{ rep }}", {"rep": "Jo"}, "Jo"),
        ("Dear {{ offer|default('all') }}.", {}, "Dear all."),
        ("{{ rep|upper }} and {{ target|title }}", {"rep": "a", "target": "b c"}, "A and B C"),
        ("{{ target|upper }}. Yes.", {}, "Yes."),
        ("{{ 'x' ~ target }}. Yes.", {}, "Yes."),
        ("{{ rep if offer }}. Yes.", {"rep": "Jo"}, "Yes."),
        ("{{ target or 'you' }}!", {}, "you!"),
        ("{% if offer and rep %}no{% elif not offer %}yes{% endif %}", {"rep": "Jo"}, "yes"),
        ("{% if target_company == rep_company %}same{% else %}other{% endif %}", {}, "other"),
        ("{% if target == '' %}nobody{% endif %}", {}, "nobody"),
        ("{% if status != 'met' %}not{% endif %}", {"status": "asked"}, "not"),
        ("a\n{% if rep %}\nb\n{% endif %}\nc", {"rep": "Jo"}, "a\nb\nc"),
        ("a\n{% if rep %}\nb\n{% endif %}\nc", {}, "a\nc"),
        ("a {% if rep %}b{% endif %}\n\nc", {"rep": "Jo"}, "a b\n\nc"),
        ("a\n\n{{ offer }}\n\nb", {}, "a\n\nb"),
        ("We at {{ rep_company }}. Yes.", {"rep_company": "Acme Inc."}, "We at Acme Inc. Yes."),
        ("{{ rep }}! {{ offer }}? “{{ gain }}.” Yes.", {"rep": "Jo"}, "Jo! Yes."),
        ("我是{{ rep }}。我卖{{ offer }}。再见。", {"rep": "王伟"}, "我是王伟。再见。"),
        ("v2.{{ rep }} {{ offer }}. Yes.", {"rep": "Jo"}, "Yes."),
        ("{# a remark #}{% raw %}{{ x }}{% endraw %}", {}, "{{ x }}"),
        ("  {{ rep }}\r\n  x  ", {"rep": "Jo"}, "Jo\n  x"),
        ("{{ rep }}", {"rep": "{{ offer }} {% if %}"}, "{{ offer }} {% if %}"),
        ("{{ rep }}", {"rep": "Jo\ufdd0\ufdd1\ufdd2"}, "Jo"),
        ("{{ rep }} <b>&", {"rep": "<i>&amp;"}, "<i>&amp; <b>&"),
    ],
)
def test_rendering(template, facts, text):
    assert check_template("note", template) == ()
    assert render(template, facts) == text


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("Hello\n{{ conector }}", 2, "'conector' is no fact: did you mean connector?"),
        ("{{ zzz }}", 1, "is no fact: the facts are rep, "),
        ("a\nb\n{{ rep", 3, "facts stand in {{ }}"),
        ("a\n{% if rep %}\nb", 3, "endif"),
        ("{% if rep %}\na\n{% endif %}\n{% if client %}\n{{ x }}{% endif %}", 5, "'x' is no fact"),
        ("a\n{% for a in rep %}{% endfor %}", 2, "'for' has no place here"),
        ("{% set rep = 'x' %}", 1, "has no place here"),
        ("{% include 'secret' %}", 1, "has no place here"),
        ("a\n{{ rep.__class__ }}", 2, "'getattr' has no place here"),
        ("{{ rep['x'] }}", 1, "has no place here"),
        ("{{ rep() }}", 1, "'call' has no place here"),
        ("{{ range(9) }}", 1, "has no place here"),
        ("{{ rep * 9 }}", 1, "has no place here"),
        ("{{ 9 }}", 1, "'9' must stand in quotes"),
        ("{{ rep|replace('', 'x') }}", 1, "'replace' is no filter here"),
        ("{{ rep|nosuch }}", 1, "filter"),
        ("{{ rep|trim('x') }}", 1, "is used wrongly"),
        ("{{ rep|default }}", 1, "is used wrongly"),
        ("{% if rep is defined %}{% endif %}", 1, "test"),
        ("{% if rep < 'x' %}{% endif %}", 1, "only be compared by == and !="),
        ("a\n{% if status == 'meet' %}x{% endif %}", 2, "'meet' is none of these: suggested"),
        ("{% if 'won' == outcome %}x{% endif %}", 1, "'won' is none of these: client"),
        ("", None, "is empty"),
        ("x" * (LONGEST_TEMPLATE + 1), None, "is longer"),
        ("{{ " + "(" * 3000 + " }}", None, "nested too deeply"),
        ("{% if rep %}" * 300 + "{% endif %}" * 300, None, "nested too deeply"),
        ("{{ " + "1" * 5000 + " }}", None, "cannot be read"),
        ("\n\n{% nosuchtag %}", 3, "nosuchtag"),
    ],
)
def test_a_broken_template_names_its_line(template, line, words):
    problems = check_template("note", template)
    assert problems and problems[0].file == "template note"
    assert problems[0].line == line
    assert words in problems[0].sentence
    with pytest.raises(ValueError):
        render(template, {})
    assert Words(own={"note": template}).template("note") == default_template("note")


def test_all_problems_are_named_in_their_order():
    found = check_template("ask", "{{ a }}\n{{ rep }}\n{{ b }}{% for x in c %}{% endfor %}")
    assert [problem.line for problem in found][:2] == [1, 3]
    assert {"a", "b", "c"} <= {problem.value for problem in found}


@settings(deadline=None)
@given(st.text("{}%|'\" \nifend.repx()[]=~-#", max_size=60))
def test_whatever_is_typed_is_a_draft_or_a_problem(template):
    problems = check_template("note", template)
    if not problems:
        for facts in ({}, {"rep": "Jo"}):
            assert "\ufdd0" not in render(template, facts)


def test_own_templates_are_used_and_kept():
    own = Words(
        "warm", {"note": "Hi {{ greeting }}: {{ target }}?", "thanks": "  "}, {"offer": "a fair"}
    )
    assert draft_note(MARIA, ANNA, TOM, words=own) == "Hi Anna: Tom Field?"
    assert own.template("thanks") == default_template("thanks", "warm")
    assert Words.from_store(own.to_store()) == (own, ())
    assert Words.from_store({}) == (Words(), ())
    with pytest.raises(KeyError):
        own.template("nosuch")


def test_a_stored_template_that_led_to_the_gain_says_it_once():
    """Of before `pitch` was a whole sentence."""
    stored = {"own": {"note": "Hi. {{ pitch }}: {{ gain }}. Bye."}}
    words, problems = Words.from_store(stored)
    assert problems == () and draft_note(MARIA, ANNA, TOM, words=words) == "Hi. Bye."
    said = draft_note(MARIA, ANNA, TOM, words=replace(words, given={"gain": "We clean"}))
    assert said.count("we clean.") == 1 and "We clean" not in said


@pytest.mark.parametrize("stored", [None, [], {"own": []}, 7, {"given": 7}])
def test_stored_words_that_cannot_be_read_are_the_default(stored):
    words, (problem,) = Words.from_store(stored)
    assert words == Words() and "cannot be read" in problem.message


def test_stored_words_are_checked_again():
    words, (problem,) = Words.from_store(
        {
            "tone": "rude",
            "own": {"note": "a\n{{ x }}", "other": "x", "ask": 7},
            "given": {"offer": 7, "like": "x"},
        }
    )
    assert words == Words("plain", {"note": "a\n{{ x }}"})
    assert (problem.file, problem.line) == ("template note", 2)
