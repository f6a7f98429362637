"""Texts in the forms in which they are compared. From the strictest to the loosest: what each keeps
is what its users must be able to tell apart.

| form | keeps | for |
| --- | --- | --- |
| `fold` | accents, signs | keys: Müller is not Muller |
| `letters_of` | accents | names of columns, and words of a list: E-Mail is email |
| `without_accents` | signs, blanks | words looked for in a text |
| `unaccented` | letters and digits, in words | names of people and firms: Müller is Mueller |
"""

from __future__ import annotations

import re
import unicodedata

from tiesmap.model.memo import memo


def fold(text: str) -> str:
    """A name or other text in the form used for comparing, wherever it comes from.

    Case, width, blanks and invisible characters (a soft hyphen) are ignored; accents are not.
    """
    if text.isascii():
        low = text.lower()
        # Nearly every text: there are no blanks to be put right.
        return low.strip() if low.isprintable() and "  " not in low else " ".join(low.split())
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(text.casefold().split())


@memo(2**14)
def letters_of(text: str) -> str:
    """The letters and digits of a text, without case: `E-Mail` and `e_mail` are one column."""
    return "".join(filter(str.isalnum, fold(text)))


_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n",
    }
)  # fmt: skip
_KANA = "\u3099\u309a"
"""What makes a `ga` of a `ka`: another letter, and no accent."""


def without_accents(text: str) -> str:
    """A text in lower case without accents; signs and blanks stay: `épargne` is `epargne`."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    kept = "".join(c for c in split if not unicodedata.combining(c) or c in _KANA)
    return unicodedata.normalize("NFC", kept)


_NO_WORD = re.compile(r"[^\w]+|_")
_RAISED = re.compile(r"\.(?=[ªº])")
"""The stop in Eng.ª and Dr.ª, which are one word."""


def unaccented(text: str) -> str:
    """The words in lower case, without accents and punctuation: Müller gives `muller`.

    An umlaut written as two letters is treated alike: Mueller gives `muller` too.
    """
    words = without_accents(text if text.isascii() else _RAISED.sub("", text))
    if not words.replace(" ", "").isalnum():
        words = _NO_WORD.sub(" ", words)
    # No `e` that is taken away makes room for another.
    return " ".join(words.split()).replace("ae", "a").replace("oe", "o").replace("ue", "u")
