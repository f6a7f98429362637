"""The text of a cell as a value: names, addresses, ratings, words; what means nothing is `Bad`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tiesmap.intake import wordfiles
from tiesmap.model.cells import tidy_line, tidy_text, unguard_cell
from tiesmap.model.salutations import read_salutation


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that means nothing in its column; `message` ends a sentence that begins with it."""

    message: str
    taken: int | None = None
    """What it is read as all the same, where it is nearly something."""


def clean_line(text: str) -> str:
    """A cell as one line, without blanks around it and without the ' that makes a formula harmless.

    Runs of blanks become one, control characters go, and the characters are composed (NFC).
    """
    return tidy_line(unguard_cell(text))


def clean_text(text: str) -> str:
    """A longer text: as `clean_line`, but its lines and blanks stay."""
    return tidy_text(unguard_cell(text))


_NOTHING = frozenset(wordfiles.words("cells", "nothing"))
"""What people and programs write where there is nothing; never taken of a name or a text."""


def is_nothing(text: str) -> bool:
    """Whether a cell says in words or signs that it says nothing."""
    # None of them has a digit or an @, as nearly every cell has in which they are looked for.
    return not _TELLING.search(text) and clean_line(text).casefold() in _NOTHING


_TELLING = re.compile("[0-9@]")


_SPOILED = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,2}|#{3,}", re.IGNORECASE)


def read_phone(text: str) -> str | Bad:
    """A phone number as written; Bad where a spreadsheet has turned it into a quantity."""
    text = clean_line(text)
    if text[:1] == "[" and text[-1:] == "]":
        text = text[1:-1].strip("'\"")  # a list of one, as programs write it
    if text.endswith(".0") and text[:-2].isdigit():
        text = text[:-2]  # a number in a spreadsheet's column of figures
    if text[:1] == "=" and (found := re.fullmatch(r'="([^"]*)"', text)):
        text = found[1]  # a formula by which programs keep a number from being a quantity
    if _SPOILED.fullmatch(text):
        return Bad(
            "is no phone number any more, for a spreadsheet has shortened it: export the file "
            "again, without saving it in the spreadsheet"
        )
    return text


_PLAIN_EMAIL = re.compile(r"[a-z0-9][a-z0-9._+-]*@[a-z0-9.-]*[a-z0-9]")
_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")
_BESIDE = re.compile(r"([^\s@<>,;\"()]+@[^\s@<>,;\"()]+)\s*[(\[][^()\[\]@]*[)\]]")
"""An address and what is said of it: `ada@berg.example (private)`."""
_ADDRESSED = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")


def read_email(text: str) -> str | Bad:
    """An e-mail address in small letters. Forgiving: name@corp.local and a..b@x.com are fine."""
    if _PLAIN_EMAIL.fullmatch(text):
        return _given(text)  # nearly every address
    text = clean_line(text)
    if not text:
        return ""
    if found := _ADDRESSED.fullmatch(text):
        text = found[1]
    text = text.lower().replace("＠", "@").strip("[]'").removeprefix("mailto:")
    if beside := _BESIDE.fullmatch(text):
        text = beside[1]
    local, at, host = text.partition("@")
    text = (local + at + host.partition("?")[0]).rstrip(".")
    if not _EMAIL.fullmatch(text):
        return Bad("is not an e-mail address: write one address, such as name@company.com")
    return _given(text)


_NO_ADDRESS = re.compile(wordfiles.either("cells", "no_address"))


def _given(address: str) -> str:
    """The address; "" for one with which a form was satisfied: none@none.com."""
    return "" if _NO_ADDRESS.fullmatch(address) else address


_PROFILE = re.compile(r"(?:https?://)?[^\s/]+\.[^\s/]+(?:/\S*)?|/?(?:in|pub)/\S+", re.IGNORECASE)


def read_profile(text: str) -> str | Bad:
    """The address of a profile page, as written."""
    text = clean_line(text)
    if text and (len(text) > 2_000 or not _PROFILE.fullmatch(text)):
        return Bad("is not the address of a profile: write it as https://www.linkedin.com/in/name")
    return text


def read_form(text: str) -> str | Bad:
    """Mr or Ms, whatever language says it; a title beside it is a field of its own."""
    text = clean_line(text)
    form, title = read_salutation(text)
    if text and not form and not title:
        return Bad("is no form of address: write Mr or Ms")
    return form


def read_list(text: str) -> tuple[str, ...]:
    """Several values in one cell, divided by `;`; each once."""
    return tuple(dict.fromkeys(filter(None, map(tidy_line, clean_text(text).split(";")))))


_YES, _NO = (frozenset(wordfiles.words("cells", said)) for said in ("yes", "no"))


def is_yes(text: str) -> bool:
    """Whether a cell says yes, in any of the languages known."""
    return clean_line(text).casefold() in _YES


def read_yes_no(text: str) -> bool | Bad | None:
    """True for yes, False for no, None for an empty cell."""
    word = clean_line(text).casefold()
    if not word:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    return Bad("is neither yes nor no: write yes or no")


def read_rating(text: str) -> int | Bad | None:
    """A rating from 1 to 5; 4.0 is 4, as spreadsheets write it."""
    text = clean_line(text)
    if not text:
        return None
    if nearly := re.fullmatch(r"~?([1-5])\s?[!+?\-*]{1,3}", text, re.ASCII):
        return Bad(f"was read as {nearly[1]}: write a whole number from 1 to 5", int(nearly[1]))
    return read_number(
        text, "is no rating: write a whole number from 1 (hardly) to 5 (at home, close)"
    )


def read_number(text: str, otherwise: str) -> int | Bad | None:
    """A number from 1 to 5, for anything else the sentence; 4.0 is 4, as spreadsheets write it."""
    text = clean_line(text)
    if not text:
        return None
    if not re.fullmatch(r"[1-5](\.0+)?", text, re.ASCII):
        return Bad(otherwise)
    return int(text[0])


def read_strength(text: str) -> int | Bad | None:
    """The strength of a tie, 1 to 5; 0 where the two do not know each other."""
    if re.fullmatch(r"0(\.0+)?", clean_line(text), re.ASCII):
        return 0
    return read_rating(text)


def read_count(text: str) -> float | Bad | None:
    """A number of contacts: not negative, with a decimal point if it is a weighted sum."""
    text = clean_line(text)
    if not text:
        return None
    if not re.fullmatch(r"\d{1,12}(\.\d+)?", text, re.ASCII):
        return Bad("is not a number of contacts: write it in digits, such as 12")
    return float(text)


def words(known: Sequence[str]) -> Callable[[str], str]:
    """A function that reads one of these words, whatever its case and spelling; others are kept."""
    spelled = {re.sub(r"[\W_]", "", word): word for word in known}

    def read_word(text: str) -> str:
        text = clean_line(text)
        return spelled.get(re.sub(r"[\W_]", "", text.casefold()), text)

    return read_word


_TOKEN = re.compile(r'"(?:[^"\\]|\\.){0,2000}+"|<[^<>]*>|[,;]|[^",;<>]+|.', re.DOTALL)
_BARE = re.compile(r"[^\s<>,;:\"()]{1,200}@[^\s<>,;:\"()]+")


def split_addresses(text: str) -> list[tuple[str, str]]:
    """(name, address) of everybody in the text of a From, To or Cc.

    More forgiving than the standard: a comma in an unquoted name (Smith, Alice <a@x>) is accepted,
    because programs write it.
    """
    found: list[tuple[str, str]] = []
    held = ""
    done = False  # an address was read; the rest up to the next comma says no more
    for token in [*_TOKEN.findall(text), ","]:
        if token in (",", ";"):
            if not done and (bare := _BARE.search(held)):
                comment = re.search(r"\(([^()]*)\)", held)
                found.append((comment[1] if comment else "", bare[0]))
                held = ""
            elif done or token == ";":
                held = ""
            elif held.strip():
                held += ", "
            done = False
        elif token[0] == "<" and token[-1] == ">" and not done:
            found.append((" ".join(held.split()), token[1:-1].strip()))
            held, done = "", True
        elif token[0] == '"' and len(token) > 1:
            held += re.sub(r"\\(.)", r"\1", token[1:-1])
        else:
            # What stands before a colon is what a group of people is called.
            held = token.rpartition(":")[2] if ":" in token else held + token
    return found
