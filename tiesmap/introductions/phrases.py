"""The texts that the drafts begin with, by tone and kind: see `templates.FACTS` for the facts.

What stands here may be said to anybody: a sentence about a person needs a fact in it. Nothing of
the inside is said: no figures, no judgment of a tie, nothing from the wanted list or the notes.
"""

from __future__ import annotations

from collections.abc import Mapping

_SHARED: Mapping[str, str] = {
    "hello": "Hello{% if greeting %} {{ greeting }}{% endif %},",
    "hello target": "Hello{% if target_greeting %} {{ target_greeting }}{% endif %},",
    "names": "{{ rep }}\n{{ rep_email }}\nMore about me: {{ resume_link }}",
    "easy way out": "If the timing is wrong, just say so or leave it.",
    "about": (
        "{% if rep_company %}"
        "I work for {{ rep_company }}{% if rep_title %} ({{ rep_title }}){% endif %}."
        "{% else %}My work: {{ rep_title }}.{% endif %}"
    ),
    "trust": "{% if client %}You are a client of mine, so you know how I work. {% endif %}",
    "i am": "My name is {{ rep }}. I asked {{ connector }} to pass this on to you.",
    "known for": (
        "What I am known for: {{ expertise }}. What it is like to work with me: {{ like }}."
    ),
    "later": "Later on I would also like to get to know {{ goal_in_full }}.",
    "below": "{% if note_below %}There is a note below that you can forward as it is.{% endif %}",
    "introduce": (
        "{% if maybe %}Do you know {{ target_in_full }}? If so, would you introduce me?"
        "{% else %}Would you introduce me to {{ target_in_full }}?{% endif %}"
    ),
    "onward": "Through {{ target }} I hope to get to know {{ goal_in_full }}.",
    "interest": "I would like to get to know {{ interest }}.",
}
"""What several of the texts say, written there as <name>."""

_PLAIN: Mapping[str, str] = {
    "ask": """<hello>

I have a favor to ask. <introduce> <onward>

<interest> <trust>What {{ target }} could gain from it: {{ gain }}. \
What I can do for you in return: {{ offer }}.

Could you ask {{ target }} first whether that would be welcome? <easy way out> <below>

Thank you,
<names>""",
    "note": """<hello target>

<i am> <about> <known for>

<interest> <later> What you could gain from it: {{ gain }}. \
A short call would be enough to begin with. <easy way out>

Thank you for reading this,
<names>""",
    "open_ask": """<hello>

{{ question }} I would like to get to know somebody {{ where }}.

<trust>What I can do for you in return: {{ offer }}.

If a name comes to mind, could you ask that person first whether a short call would be welcome? \
<easy way out> <below>

Thank you,
<names>""",
    "open_note": """Hello,

<i am> <about> <known for>

I would like to get to know somebody {{ where_in_full }}. What you could gain from it: {{ gain }}. \
A short call would be enough to begin with. <easy way out>

Thank you for reading this,
<names>""",
    "thanks": """<hello>

{% if status == "agreed" or status == "accepted" %}
Thank you for being willing to introduce me to {{ target }}. I will tell you what comes of it.
{% elif status == "introduced" or status == "met" %}
Thank you for introducing me to {{ target }}. I will tell you what comes of it.
{% elif status == "refused" %}
Thank you for asking {{ target }} for me. The answer was no, and that is quite all right.
{% elif status == "declined" %}
Thank you for your answer. It is quite all right that it was no.
{% endif %}

What I can do for you in return: {{ offer }}.

With thanks,
<names>""",
    "report": """<hello>

{% if status == "met" %}
You introduced me to {{ target }}, and we have met.
{% elif status == "introduced" %}
You introduced me to {{ target }}.{% if not outcome %} \
We have not met yet; I will tell you when we have.{% endif %}
{% elif status == "refused" %}
You asked {{ target }} for me. The answer was no, and that is quite all right.
{% endif %}
{% if outcome == "client" %}
{{ target }} has become a client of mine.
{% elif outcome == "opportunity" %}
There is something that we are working on.
{% elif outcome == "not_now" %}
It is not the right time now, perhaps later.
{% elif outcome == "no" %}
Nothing will come of it, but it was worth asking.
{% endif %}

What I can do for you in return: {{ offer }}.

Thank you again,
<names>""",
}

_WARM: Mapping[str, str] = {
    "ask": """<hello>

I hope you are well. I would like to ask you for something that would help me a great deal: \
{% if maybe %}if you know {{ target_in_full }}, would you introduce me?\
{% else %}would you introduce me to {{ target_in_full }}?{% endif %} <onward>

<trust><interest> What I hope to bring to {{ target }}: {{ gain }}. \
And there is something that I would gladly do for you: {{ offer }}.

Please ask {{ target }} first whether it would be welcome, and only if you are at ease with \
it yourself. If not, or if the timing is wrong, that is perfectly fine: just say so or leave it. \
{% if note_below %}Below is a note that you can forward, so that it costs you no time.{% endif %}

Thank you very much,
<names>""",
    "note": """<hello target>

<i am> Thank you for reading it. <about> <known for>

<interest> <later> What I hope to bring to you: {{ gain }}. \
A short call, whenever it suits you, would be a fine beginning. If the timing is wrong, that is \
perfectly fine: just say so or leave it.

With warm regards,
<names>""",
    "open_ask": """<hello>

I hope you are well. {{ question }} I would be glad to get to know somebody {{ where }}.

<trust>And there is something that I would gladly do for you: {{ offer }}.

If a name comes to mind, could you ask that person first whether a short call would be welcome? \
And if none does, that is perfectly fine. \
{% if note_below %}Below is a note that you can forward, so that it costs you no time.{% endif %}

Thank you very much,
<names>""",
    "open_note": """Hello,

<i am> Thank you for reading it. <about> <known for>

I would be glad to get to know somebody {{ where_in_full }}. What I hope to bring: {{ gain }}. \
A short call, whenever it suits you, would be a fine beginning. If the timing is wrong, that is \
perfectly fine: just say so or leave it.

With warm regards,
<names>""",
    "thanks": """<hello>

{% if status == "agreed" or status == "accepted" %}
Thank you so much for being willing to introduce me to {{ target }}. It means a lot to me, \
and you will hear from me what comes of it.
{% elif status == "introduced" or status == "met" %}
Thank you so much for introducing me to {{ target }}. It means a lot to me, and you will hear \
from me what comes of it.
{% elif status == "refused" %}
Thank you so much for asking {{ target }} for me. The answer was no, and that is perfectly \
fine: it was kind of you to ask.
{% elif status == "declined" %}
Thank you for your open answer. It is perfectly fine that it was no, and it changes nothing \
between us.
{% endif %}

There is something that I would gladly do for you: {{ offer }}.

With warm thanks,
<names>""",
    "report": """<hello>

I would like to tell you what came of it.

{% if status == "met" %}
You introduced me to {{ target }}, and we have met, thanks to you.
{% elif status == "introduced" %}
You introduced me to {{ target }}, and I am grateful.{% if not outcome %} We have not met yet; \
I will tell you when we have.{% endif %}
{% elif status == "refused" %}
You asked {{ target }} for me. The answer was no, and that is perfectly fine.
{% endif %}
{% if outcome == "client" %}
{{ target }} has become a client of mine, and it began with you.
{% elif outcome == "opportunity" %}
There is something that we are working on, and it began with you.
{% elif outcome == "not_now" %}
It is not the right time now, perhaps later. I am glad of the contact all the same.
{% elif outcome == "no" %}
Nothing will come of it, and I am grateful all the same.
{% endif %}

There is something that I would gladly do for you: {{ offer }}.

With warm thanks,
<names>""",
}

_BRIEF: Mapping[str, str] = {
    "ask": """<hello>

<introduce> <interest> In return: {{ offer }}.

Please ask {{ target }} first. A no is fine. \
{% if note_below %}A note to forward is below.{% endif %}

Thank you,
<names>""",
    "note": """<hello target>

<i am> <about> <interest> A short call would be enough. A no is fine.

Thank you,
<names>""",
    "open_ask": """<hello>

{{ question }}

In return: {{ offer }}. Please ask them first. A no is fine. \
{% if note_below %}A note to forward is below.{% endif %}

Thank you,
<names>""",
    "open_note": """Hello,

<i am> <about> I would like to get to know somebody {{ where_in_full }}. \
A short call would be enough. A no is fine.

Thank you,
<names>""",
    "thanks": """<hello>

{% if status == "agreed" or status == "accepted" %}
Thank you for being willing to introduce me to {{ target }}.
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
{% elif status == "introduced" %}
You introduced me to {{ target }}.{% if not outcome %} I will tell you when we have met.{% endif %}
{% elif status == "refused" %}
{{ target }} said no, and that is fine.
{% endif %}
{% if outcome == "client" %}
{{ target }} has become a client of mine.
{% elif outcome == "opportunity" %}
There is something that we are working on.
{% elif outcome == "not_now" %}
Not now, perhaps later.
{% elif outcome == "no" %}
Nothing will come of it.
{% endif %}

Thank you,
<names>""",
}


def _whole(text: str) -> str:
    for name, shared in _SHARED.items():
        text = text.replace(f"<{name}>", shared)
    return text


DEFAULTS: Mapping[str, Mapping[str, str]] = {
    tone: {kind: _whole(text) for kind, text in texts.items()}
    for tone, texts in (("plain", _PLAIN), ("warm", _WARM), ("brief", _BRIEF))
}
"""tone -> kind -> template."""
