"""The editor of a text with chips: facts and choices by name, put in by a click."""

from __future__ import annotations

from collections.abc import Mapping

from tiesmap.dashboard.shared.component import component

_HTML = (
    '<div class="chips"><div class="editor" contenteditable="plaintext-only" '
    'role="textbox" aria-multiline="true" aria-label="Your text" spellcheck="true"></div>'
    '<p class="hint">Put in by a click, where you write:</p><div class="palette"></div></div>'
)


def editor(text: str, chips: Mapping[str, str], *, key: str) -> str:
    """Show the text to edit; what stands in it now, which follows what is typed within a moment.

    `chips` are those that a click puts in, each with what it is. A new `key` shows `text` anew.
    """
    typed = component(__name__, "chips", _HTML)(
        key=key,
        data={"text": text, "chips": [{"name": n, "about": a} for n, a in chips.items()]},
        default={"text": text},
        on_text_change=lambda: None,
    )
    return str(typed.text)
