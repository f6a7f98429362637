"""The texts that the drafts begin with, by tone and kind: see `templates.FACTS` for the facts.

What stands here may be said to anybody: a sentence about a person needs a fact in it. Nothing of
the inside is said: no figures, no judgment of a tie, nothing from the wanted list or the notes.
Each letter says who the rep is to its reader, why he writes to this one, what is in it for the
other, one small ask, and an easy no. No sentence stands in the letter and in the note below it.
"""

from __future__ import annotations

from collections.abc import Mapping

_SHARED: Mapping[str, str] = {
    "hello": "Hello{% if greeting %} {{ greeting }}{% endif %},",
    "hello target": "Hello{% if target_greeting %} {{ target_greeting }}{% endif %},",
    "names": "{{ rep }}\n{{ rep_email }}\nMore about me: {{ resume_link }}",
    # Two who share a first name are told apart.
    "them": (
        "{% if greeting == target_greeting %}{{ target }}{% else %}"
        "{{ target_greeting|default(target) }}{% endif %}"
    ),
    "meet": "{{ meet }}",
    "onward": "Beyond that I hope to get to know {{ goal_in_full }}, one step further on.",
    "why them": "{% if why_them %}{{ why_them }} {% endif %}",
    "trust": (
        "{% if client and trust %}{{ trust }} {% endif %}"
        "You and I met through {{ came_through }}, so we both know what a good introduction is "
        "worth."
    ),
    "lead": "{% if shared %}{{ shared }} {% endif %}",
    "gain": "{{ pitch }}: {{ gain }}.",
    "trusted": "{% if why_you %}{{ why_you }}{% endif %}",
    "offer": "There is also something that I can do for you: {{ offer }}.",
    "below": "{% if note_below %}{{ below }} {% endif %}",
    "i am": (
        "My name is {{ rep }}{% if rep_title and rep_company %}, {{ rep_title }} at "
        "{{ rep_company }}{% elif rep_company %}, and I work for {{ rep_company }}"
        "{% elif rep_title %}, {{ rep_title }}{% endif %}."
    ),
    "passed on": "{{ connector }} was kind enough to pass this on.",
    "known for": (
        "People usually come to me for {{ expertise }}. "
        "What it is like to work with me: {{ like }}."
    ),
    "why you": (
        "{% if field and their_company %}I am getting to know people in {{ field }}, and would "
        "value hearing how you see things at {{ their_company }}."
        "{% elif field %}I am getting to know people in {{ field }}, and would value hearing how "
        "you see things."
        "{% elif own_field %}Both of us work in {{ own_field }}, and I would value hearing how you "
        "see it."
        "{% elif their_company %}I would value hearing how you see things at {{ their_company }}."
        "{% else %}I would like to get to know you, and would value hearing how you see things."
        "{% endif %}"
    ),
    "worth": (
        "{% if own_line %}{{ gain }}.{% else %}What I think you could get out of it: {{ gain }}."
        "{% endif %}"
    ),
    "open why you": (
        "{% if world %}You know {{ world }} from the inside, and I would value hearing what "
        "matters most to you there at the moment.{% endif %}"
    ),
    "common": "We both know {{ connector }}, who is happy for me to say so.",
    "once more": (
        "{% if mention %}A while ago I asked whether I might mention your name to {{ target }}."
        "{% elif question %}A while ago I asked you something: {{ question }}"
        "{% else %}A while ago I asked whether you would introduce me to {{ target_in_full }}."
        "{% endif %}"
    ),
}
"""What several of the texts say, written there as <name>."""

_PLAIN: Mapping[str, str] = {
    "ask": """<hello>

<lead>{{ plea }} <meet> <onward>

<why them><trust> <gain> <offer>

{{ small_ask }} <below>{{ easy_no }}

Thank you,
<names>""",
    "note": """<hello target>

<i am> <passed on> <known for>

<why you> <worth> Would a fifteen-minute call suit you in the next few weeks? \
If not, there is no need to answer, and I will leave it at that.

Kind regards,
<names>""",
    "open_ask": """<hello>

<lead>{{ plea }} {{ question }} <trusted>

<trust> <gain> <offer>

{{ small_ask }} <below>{{ easy_no }}

Thank you,
<names>""",
    "open_note": """Hello,

<i am> <passed on> <known for>

<open why you> <worth> Would a fifteen-minute call suit you in the next few weeks? \
If not, there is no need to answer, and I will leave it at that.

Kind regards,
<names>""",
    "mention": """<hello>

<lead>I am about to write to {{ target_in_full }}{% if maybe %}, and wondered whether you know \
each other{% else %}, and I believe you know each other\
{% if same_company %} through your work{% endif %}{% endif %}. May I mention your name when I do?

<trust> <gain>

You would not have to do anything. If you would rather I left your name out, just say so, and \
I will.

Thank you,
<names>""",
    "mention_note": """<hello target>

<i am> <common> <known for>

<why you> <worth> Would a fifteen-minute call suit you in the next few weeks? \
If not, there is no need to answer, and I will leave it at that.

Kind regards,
<names>""",
    "reminder": """<hello>

<once more> Such things slip in between, so may I ask once more? {% if note_below %}The note that \
you can simply forward is below again. {% endif %}

If it does not suit you, a short no is quite all right, and I will not come back to it.

Thank you,
<names>""",
    "thanks": """<hello>

{% if mention and (status == "agreed" or status == "introduced" or status == "met") %}
Thank you for letting me mention your name to {{ target }}. I will let you know how it goes.
{% elif status == "agreed" or status == "accepted" %}
Thank you for agreeing to introduce me to {{ target }}. I will let you know how it goes.
{% elif status == "introduced" or status == "met" %}
Thank you for introducing me to {{ target }}. I will let you know how it goes.
{% elif status == "refused" %}
Thank you for asking {{ target }} for me. The answer was no, and that is quite all right.
{% elif status == "declined" %}
Thank you for your answer. It is quite all right that it was no.
{% endif %}

<offer>

With thanks,
<names>""",
    "report": """<hello>

{% if mention and status == "met" %}
You let me mention your name to {{ target }}, and we have met. Your name opened the door.
{% elif status == "met" %}
You introduced me to {{ target }}, and we have met. Without you it would have been a letter \
from a stranger.
{% elif mention and status == "introduced" %}
I have written to {{ target }} and mentioned your name.
{% elif status == "introduced" %}
You introduced me to {{ target }}.{% if not outcome %} \
We have not met yet; I will tell you when we have.{% endif %}
{% elif status == "refused" %}
You asked {{ target }} for me. The answer was no, and that is quite all right.
{% endif %}
{% if outcome == "client" %}
{{ target }} has become a client of mine, and it began with you.
{% elif outcome == "opportunity" %}
We have found something to work on together.
{% elif outcome == "not_now" %}
This is not the right time, but perhaps it will come.
{% elif outcome == "no" %}
Nothing came of it in the end, and I am glad we talked all the same.
{% endif %}

<offer>

Thank you again,
<names>""",
}

_WARM: Mapping[str, str] = {
    "ask": """<hello>

I hope you are well. <lead>{{ plea }} <meet> <onward>

<why them><trust> <gain> <offer>

{{ small_ask }} <below>\
And if not, that is perfectly fine: just tell me, and it changes nothing between us.

Thank you so much,
<names>""",
    "note": """<hello target>

<i am> <passed on> Thank you for reading it. <known for>

<why you> <worth> Whenever it suits you, a fifteen-minute call would make a fine \
beginning. And if this is not for you, simply leave it; there are no hard feelings.

With warm regards,
<names>""",
    "open_ask": """<hello>

I hope you are well. <lead>{{ plea }} {{ question }} <trusted>

<trust> <gain> <offer>

{{ small_ask }} <below>\
And if nobody does, that is perfectly fine.

Thank you so much,
<names>""",
    "open_note": """Hello,

<i am> <passed on> Thank you for reading it. <known for>

<open why you> <worth> Whenever it suits you, a fifteen-minute call would make a fine \
beginning. And if this is not for you, simply leave it; there are no hard feelings.

With warm regards,
<names>""",
    "mention": """<hello>

I hope you are well. <lead>I am about to write to {{ target_in_full }}{% if maybe %}, and wondered \
whether you know each other{% else %}, and I believe you know each other\
{% if same_company %} through your work{% endif %}{% endif %}. Would it be \
all right with you if I mentioned your name?

<trust> <gain>

You would not have to do a thing. And if you would rather I did not, that is perfectly fine: \
just tell me, and I will leave it out.

Thank you so much,
<names>""",
    "mention_note": """<hello target>

<i am> <common> Thank you for reading this. <known for>

<why you> <worth> Whenever it suits you, a fifteen-minute call would make a fine \
beginning. And if this is not for you, simply leave it; there are no hard feelings.

With warm regards,
<names>""",
    "reminder": """<hello>

I hope you are well. <once more> I know how full the days are, so may I ask once more? \
{% if note_below %}Below is the note again, so that it costs you no time. {% endif %}

And if you would rather not, that is perfectly fine: just tell me, and it changes nothing between \
us.

Thank you so much,
<names>""",
    "thanks": """<hello>

{% if mention and (status == "agreed" or status == "introduced" or status == "met") %}
Thank you so much for letting me mention your name to {{ target }}. It means a lot to me, and I \
will let you know how it goes.
{% elif status == "agreed" or status == "accepted" %}
Thank you so much for agreeing to introduce me to {{ target }}. It means a lot to me, and I will \
let you know how it goes.
{% elif status == "introduced" or status == "met" %}
Thank you so much for introducing me to {{ target }}. It means a lot to me, and I will let you \
know how it goes.
{% elif status == "refused" %}
Thank you so much for asking {{ target }} for me. The answer was no, and that is perfectly \
fine: it was kind of you to ask.
{% elif status == "declined" %}
Thank you for your open answer. It is perfectly fine that it was no, and it changes nothing \
between us.
{% endif %}

<offer>

With warm thanks,
<names>""",
    "report": """<hello>

I would like to tell you how it went.

{% if mention and status == "met" %}
You let me mention your name to {{ target }}, and we have met, thanks to you.
{% elif status == "met" %}
You introduced me to {{ target }}, and we have met, thanks to you.
{% elif mention and status == "introduced" %}
I have written to {{ target }} and mentioned your name.
{% elif status == "introduced" %}
You introduced me to {{ target }}, and I am grateful.{% if not outcome %} We have not met yet; \
I will tell you when we have.{% endif %}
{% elif status == "refused" %}
You asked {{ target }} for me. The answer was no, and that is perfectly fine.
{% endif %}
{% if outcome == "client" %}
{{ target }} has become a client of mine, and it began with you.
{% elif outcome == "opportunity" %}
We have found something to work on together, and it began with you.
{% elif outcome == "not_now" %}
This is not the right time, but I am glad to know each other.
{% elif outcome == "no" %}
Nothing came of it in the end, and I am grateful all the same.
{% endif %}

<offer>

With warm thanks,
<names>""",
}

_BRIEF: Mapping[str, str] = {
    "ask": """<hello>

<meet> <gain> Would you ask <them> whether a short call would be welcome? <below>

A no is fine, too.

Thank you,
<names>""",
    "note": """<hello target>

<i am> <passed on> <why you> Would a short call suit you? If not, there is no need to answer.

Kind regards,
<names>""",
    "open_ask": """<hello>

{{ question }} {% if why_you %}{{ why_you }} {% endif %}If a name comes to mind, \
would you ask that person whether a short call with me would be welcome? <below>

A no is fine, too.

Thank you,
<names>""",
    "open_note": """Hello,

<i am> <passed on> I would like to hear what matters to you {{ where_in_full }}. \
Would a short call suit you? If not, there is no need to answer.

Kind regards,
<names>""",
    "mention": """<hello>

I am about to write to {{ target_in_full }}. May I mention your name? You would not have to do \
anything, and a no is fine, too.

Thank you,
<names>""",
    "mention_note": """<hello target>

<i am> <common> <why you> Would a short call suit you? If not, there is no need to answer.

Kind regards,
<names>""",
    "reminder": """<hello>

<once more> Would you still do it? {% if note_below %}The note is below again. {% endif %}A no is \
fine, too.

Thank you,
<names>""",
    "thanks": """<hello>

{% if mention and (status == "agreed" or status == "introduced" or status == "met") %}
Thank you for letting me mention your name to {{ target }}.
{% elif status == "agreed" or status == "accepted" %}
Thank you for agreeing to introduce me to {{ target }}.
{% elif status == "introduced" or status == "met" %}
Thank you for introducing me to {{ target }}.
{% elif status == "refused" %}
Thank you for asking {{ target }} for me.
{% elif status == "declined" %}
Thank you for your answer. A no is fine.
{% endif %}

<names>""",
    "report": """<hello>

{% if status == "met" %}
{{ target }} and I have met, thanks to you.
{% elif mention and status == "introduced" %}
I have written to {{ target }} and mentioned your name.
{% elif status == "introduced" %}
You introduced me to {{ target }}.{% if not outcome %} I will tell you when we have met.{% endif %}
{% elif status == "refused" %}
{{ target }} said no, and that is fine.
{% endif %}
{% if outcome == "client" %}
{{ target }} has become a client of mine.
{% elif outcome == "opportunity" %}
We have found something to work on together.
{% elif outcome == "not_now" %}
Not now, perhaps later.
{% elif outcome == "no" %}
Nothing came of it in the end.
{% endif %}

Thank you,
<names>""",
}


def _whole(text: str) -> str:
    # Twice: what several texts say may hold another such part.
    for _ in range(2):
        for name, shared in _SHARED.items():
            text = text.replace(f"<{name}>", shared)
    return text


DEFAULTS: Mapping[str, Mapping[str, str]] = {
    tone: {kind: _whole(text) for kind, text in texts.items()}
    for tone, texts in (("plain", _PLAIN), ("warm", _WARM), ("brief", _BRIEF))
}
"""tone -> kind -> template."""
