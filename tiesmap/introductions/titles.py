"""A person's title as a sentence says it: "the head of nursing", "an account executive".

Only of words that a language knows (`titles` in its file): any other title stands as it is written,
and what is no title, such as the headline of a profile, is left out.
"""

from __future__ import annotations

import re
from itertools import takewhile

from tiesmap.introductions.fields import firm_said, said
from tiesmap.introductions.languages import Language

_MORE = re.compile(r"\s*(?:[,;|•·@(\[]|\s[-–—/:]\s|\s(?:at|bei|chez)\s).*", re.IGNORECASE)
"""Where a title is over and something else begins: the firm, a second title, a remark."""
_INITIALS = 4
"""So many capital letters may be an abbreviation; more are a title that is shouted."""
_ODD = re.compile(r"[^\w\s&/.'’:*+-]|\d|https?:|www\.")
_LONGEST = 6
"""Words; whatever is longer is a headline."""
_VOWEL = re.compile(r"[aeio]|u(?!ni|s)|(?:[AEFHILMNORSX]|US(?=A?\b))(?=[A-Z]+\b)")


def title_said(title: str, say: Language) -> str:
    """The title as it stands between commas behind a name; "" where it cannot be said."""
    plain = _MORE.sub("", said(title)).strip(" .")
    words = plain.split()
    if not words or len(words) > _LONGEST or _ODD.search(plain):
        return ""
    known = say.titles
    if not known:
        # With a capital further on it may hold a name, or be English.
        begun = plain[:1].lower() + plain[1:]
        return begun if say.small_titles and begun == plain.lower() else plain
    if words[0].casefold() in known["none"] or len(plain) == 1:
        return ""
    small = [_small(word, say) for word in words]
    if "" in small:
        loud = plain.isupper() and max(map(len, words)) > _INITIALS
        return "" if loud or words[0].casefold().endswith("ing") else plain
    return _with_article(" ".join(small), say) or plain


def role_said(role: str, firm: str, say: Language) -> str:
    """A title, as it is said, with the firm behind it: "the owner of Acme"; "" without a title."""
    if not (role and firm) or firm_said(role).casefold().endswith(f" {firm.casefold()}"):
        return role
    last = role.casefold().split()[-1].split("/")[0]
    form = "role_of" if last in say.titles.get("of", ()) else "role_at"
    return say.filled(say.forms[form], title=role, company=firm)


def as_said(title: str, say: Language) -> str:
    """The title where it can stand after "As": with an article; "" for any other."""
    text = title_said(title, say)
    return text if text.startswith(("the ", "a ", "an ")) else ""


def _small(word: str, say: Language) -> str:
    """A word of a title as it stands within a sentence; "" where it is not known."""
    known = say.titles
    if "/" in word:
        parts = [_small(part, say) for part in word.split("/")]
        return "/".join(parts) if all(parts) else ""
    low = word.casefold()
    if word == "&":
        return say.forms["and"]
    if word.upper() in known["capitals"] and not word.islower():
        return word.upper()
    if any(low in known[name] for name in ("the", "a", "one_of", "words")):
        return low
    return word if word.islower() and word.isalpha() else ""


def _with_article(title: str, say: Language) -> str:
    """A title in small letters with its article; "" where what it names is not known."""
    known, words = say.titles, title.split()
    main = list(takewhile(lambda word: word not in ("of", "for", "and"), words)) or words
    last = main[-1].split("/")[0].casefold()
    if last not in known["the"] | known["a"] and main[0] not in known["the"]:
        return ""
    several = main[0] in known["one_of"]
    sole = (last in known["the"] or main[0] in known["the"]) and not several
    sole = sole or (last == "manager" and main[0] in known["only"])
    if sole:
        return f"the {title}"
    return f"{'an' if _VOWEL.match(title) else 'a'} {title}"
