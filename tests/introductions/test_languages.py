"""The languages of letters: one file as whole as the other, and nothing of English left in it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import replace
from string import Formatter

import pytest

from tests.introductions.four import ANNA, MARIA, TOM
from tests.places import ROOT
from tiesmap.introductions.languages import TONE_NAMES, is_own_line, language, names, seeming
from tiesmap.introductions.templates import FACTS, KINDS, TONES, check_template
from tiesmap.introductions.titles import role_said
from tiesmap.introductions.wording import draft_ask, draft_note, draft_open_ask
from tiesmap.introductions.words import Words
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person

ENGLISH = language("en")
OTHERS = [code for code in names() if code != "en"]
TRADES = tomllib.loads((ROOT / "tiesmap/intake/data/categories.toml").read_text("utf-8"))
OF_ENGLISH = set(
    "the you your would and with who whom about somebody is are that if ask know call their "  # noqa: SIM905
    "there what at".split()
)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def facts(template: str) -> set[str]:
    return {name for name in re.findall(r"\w+", " ".join(TAGS.findall(template))) if name in FACTS}


TAGS = re.compile(r"\{[{%].*?[%}]\}")


def lists(code: str) -> dict[str, tuple[str, ...]]:
    said = language(code)
    of_tones = {f"{tone} {name}": said.of_tone[tone][name] for tone in TONES
                for name in said.of_tone[tone]}  # fmt: skip
    return {**said.sentences, **of_tones}


def test_tones_are_those_of_the_files():
    assert tuple(TONES) == TONE_NAMES


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_all_that_english_has(code):
    said, own = language(code), lists(code)
    assert own.keys() == lists("en").keys()
    for name, texts in lists("en").items():
        wanted = [fields(text) for text in texts]
        assert len(own[name]) >= len(texts), name
        assert all(fields(text) in wanted for text in own[name]), name
    assert said.forms.keys() == ENGLISH.forms.keys()
    assert {k: fields(v) for k, v in said.forms.items()} == {
        k: fields(v) for k, v in ENGLISH.forms.items()
    }
    assert len(said.months) == 12
    for tone in TONES:
        assert said.templates[tone].keys() == KINDS.keys()
        for kind, text in said.templates[tone].items():
            # What a country's people live in, or where they are; what stands after "As a"; and Dear
            # for Hello, where its letters are not on first-name terms.
            place = {"world", "where_in_full", "target_role", "dear", "target_dear"}
            assert facts(text) - place == facts(ENGLISH.templates[tone][kind]) - place, (tone, kind)


@pytest.mark.parametrize("code", names())
def test_every_text_can_be_used_and_none_stands_there_twice(code):
    texts = [text for tone in TONES for text in language(code).templates[tone].values()]
    for text in texts:
        assert check_template("ask", text) == () and "<" not in text
    said = Counter(text for texts in lists(code).values() for text in texts)
    assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_english_is_left(code):
    said = language(code)
    texts = [text for texts in lists(code).values() for text in texts]
    texts += [text for tone in TONES for text in said.templates[tone].values()]
    texts += [*said.forms.values(), *said.fields.values(), *said.months]
    for text in texts:
        words = set(re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}+", " ", text).casefold()))
        assert not words & (OF_ENGLISH - of_this(code)), text


def of_this(code: str) -> set[str]:
    """Words of a language that are spelled as English ones."""
    return {"nl": {"is"}}.get(code[:2], set())


def test_french_letters_speak_of_nobody_as_ces_gens():
    """Said of the people of a trade to one of them it is a slight."""
    assert not [text for texts in lists("fr").values() for text in texts if "ces gens" in text]


GENDERED = {
    "es": r"\b(encantad|agradecid|interesad|content|dispuest|nosotr)[oa]s?\b|\bjunt[oa]s\b",
    "nl": r"\b(hij|hem|haar)\b",
    "pt": r"\b(obrigad|grat|interessad|dispost)[oa]s?\b|\bjunt[oa]s\b|\b(você|senhora?)\b",
}


@pytest.mark.parametrize("code", [code for code in OTHERS if code[:2] in GENDERED])
def test_no_letter_says_whether_somebody_is_a_man_or_a_woman(code):
    """What agrees with who writes, reads or is spoken of is left out of the words."""
    said = language(code)
    texts = [text for texts in lists(code).values() for text in texts]
    texts += [text for tone in TONES for text in said.templates[tone].values()]
    for text in texts:
        assert not re.search(GENDERED[code[:2]], text, re.IGNORECASE), text


@pytest.mark.parametrize("code", OTHERS)
def test_every_category_has_its_word(code):
    trades = {one["name"].casefold() for part in ("industry", "function") for one in TRADES[part]}
    assert trades <= language(code).fields.keys()
    own = {one[code[:2]][0].casefold() for one in TRADES["industry"] if code[:2] in one}
    assert own <= language(code).fields.keys()
    assert language(code).field_of("Vélos & Räder") not in ("", "Vélos & Räder")
    assert language(code).field_of("") == ""


@pytest.mark.parametrize(
    ("code", "category", "said"),
    [
        ("es", "Transporte", "el transporte"),
        ("es", "TRANSPORTE", "el transporte"),
        ("es", "Clínicas", "las clínicas"),
        ("es", "Hostelería", "la hostelería"),
        ("es", "Náutica", "el sector de náutica"),
        ("es", "NÁUTICA", "el sector de náutica"),
        ("es", "I+D", "el sector de I+D"),
        ("fr", "Nautisme", "le domaine nautisme"),
        ("pt", "Náutica", "no setor de náutica"),
        ("nl", "Watersport", "de branche watersport"),
        ("de", "Wassersport", "dem Bereich Wassersport"),
    ],
)
def test_a_category_is_written_small_where_the_language_does_so(code, category, said):
    assert language(code).field_of(category) == said


@pytest.mark.parametrize(
    ("code", "name", "greeting"),
    [
        ("de", "Claudia Müller", "Guten Tag Claudia Müller,"),
        ("de", "Dr. med. dent. Claudia Müller", "Guten Tag Dr. Claudia Müller,"),
        ("de", "Dr. Müller", "Guten Tag Dr. Müller,"),
        ("de", "Prof. Dr. W. ter Horst", "Guten Tag Prof. Dr. ter Horst,"),
        ("de", "W. ter Horst", "Guten Tag,"),
        ("de", "", "Guten Tag,"),
        ("de-du", "Claudia Müller", "Hallo Claudia,"),
        ("de-ch", "Claudia Müller", "Guten Tag Claudia Müller"),
        ("de-ch-du", "Claudia Müller", "Hallo Claudia"),
        ("fr", "Claudia Müller", "Bonjour Claudia Müller,"),
        ("es", "Claudia Müller", "Buenos días, Claudia Müller:"),
        ("es", "W. ter Horst", "Buenos días:"),
        ("es-tu", "Claudia Müller", "Hola, Claudia:"),
        ("pt", "Claudia Müller", "Bom dia, Claudia Müller,"),
        ("pt", "", "Bom dia,"),
        ("nl", "Claudia Müller", "Beste Claudia Müller,"),
        ("nl", "", "Goedendag,"),
    ],
)
def test_the_greeting(code, name, greeting):
    letter = draft_ask(MARIA, Person(2, name, "a@b.example"), TOM, words=Words(code=code))
    assert letter.splitlines()[0] == greeting
    # A stranger is never called by the first name, nor du.
    note = draft_note(MARIA, ANNA, TOM, words=Words(code=code))
    assert note.splitlines()[0].rstrip(",:") in {
        f"{hello} Tom Field"
        for hello in ("Guten Tag", "Bonjour", "Buenos días,", "Bom dia,", "Geachte")
    }
    assert not re.search(r"\b(du|dich|dir|dein\w*)\b", note)


@pytest.mark.parametrize(
    ("code", "tone", "said", "greeting", "of_note"),
    [
        ("de", "plain", ("Ms", "Prof. Dr. med."), "Sehr geehrte Frau Prof. Dr. Weber,",
         "Sehr geehrte Frau Prof. Dr. Weber,"),
        ("de", "plain", ("Mr", ""), "Sehr geehrter Herr Weber,", "Sehr geehrter Herr Weber,"),
        ("de", "warm", ("Mr", ""), "Guten Tag Herr Weber,", "Guten Tag Herr Weber,"),
        # A title alone says neither.
        ("de", "plain", ("", "Dr."), "Guten Tag Dr. Jo Weber,", "Guten Tag Dr. Jo Weber,"),
        ("de-ch", "plain", ("Ms", ""), "Sehr geehrte Frau Weber", "Sehr geehrte Frau Weber"),
        ("de-du", "plain", ("Ms", "Dr."), "Hallo Jo,", "Sehr geehrte Frau Dr. Weber,"),
        ("fr", "plain", ("Ms", "Dr."), "Bonjour Madame Weber,", "Bonjour Madame Weber,"),
        ("es", "plain", ("Ms", "Dr."), "Estimada Sra. Weber:", "Estimada Sra. Weber:"),
        ("es", "warm", ("Mr", ""), "Buenos días, Sr. Weber:", "Buenos días, Sr. Weber:"),
        ("pt", "plain", ("Ms", "Dra."), "Cara Sra. Weber,", "Cara Sra. Weber,"),
        ("pt", "brief", ("Mr", ""), "Bom dia, Sr. Weber,", "Bom dia, Sr. Weber,"),
        ("nl", "plain", ("Ms", "Dr."), "Geachte mevrouw Weber,", "Geachte mevrouw Weber,"),
        ("nl", "warm", ("Mr", ""), "Beste heer Weber,", "Geachte heer Weber,"),
        # On first-name terms it is the first name.
        ("en", "plain", ("Ms", "Dr."), "Hello Jo,", "Hello Jo,"),
    ],
)  # fmt: skip
def test_the_greeting_where_a_file_says_mr_or_ms(code, tone, said, greeting, of_note):
    jo = Person(2, "Jo Weber", "a@b.example", salutation=said[0], academic_title=said[1])
    words = Words(code=code, tone=tone)
    assert draft_ask(MARIA, jo, TOM, words=words).splitlines()[0] == greeting
    assert draft_note(MARIA, ANNA, jo, words=words).splitlines()[0] == of_note
    # Within a sentence Herr would be Herrn: there it is the name alone.
    assert "Herr" not in draft_ask(MARIA, ANNA, jo, words=words)


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Pieter van den Berg", "Geachte heer Van den Berg,"),
        ("Pieter de Vries", "Geachte heer De Vries,"),
        ("Pieter Vandenberg", "Geachte heer Vandenberg,"),
    ],
)
def test_a_dutch_family_name_begins_great_after_heer(name, greeting):
    pieter = Person(2, name, "a@b.example", salutation="Mr")
    assert draft_ask(MARIA, pieter, TOM, words=Words(code="nl")).splitlines()[0] == greeting


@pytest.mark.parametrize(
    ("code", "comfort", "salutation", "greeting"),
    [
        # One says vous and Éric to whom one likes to call; Sie and a first name do not go together.
        ("fr", 5, "", "Bonjour Éric,"),
        ("fr", 4, "Mr", "Bonjour Éric,"),
        ("fr", 3, "", "Bonjour Éric Charvet,"),
        ("fr", 3, "Mr", "Bonjour Monsieur Charvet,"),
        ("fr", None, "", "Bonjour Éric Charvet,"),
        ("de", 5, "", "Guten Tag Éric Charvet,"),
        ("de", 5, "Mr", "Sehr geehrter Herr Charvet,"),
    ],
)
def test_the_greeting_of_whom_the_rep_is_at_ease_with(code, comfort, salutation, greeting):
    eric = Person(2, "Éric Charvet", "e@b.example", comfort=comfort, salutation=salutation)
    words = Words(code=code)
    assert draft_ask(MARIA, eric, TOM, words=words).splitlines()[0] == greeting
    # He stays a stranger to whom a note is passed on.
    note = draft_note(MARIA, ANNA, eric, words=words).splitlines()[0]
    assert note in {f"{hello} {name}," for hello in ("Bonjour", "Guten Tag", "Sehr geehrter")
                    for name in ("Éric Charvet", "Monsieur Charvet", "Herr Charvet")}  # fmt: skip


@pytest.mark.parametrize("code", ["de", "de-du"])
def test_german_goes_on_small_after_the_greeting(code):
    """But with Sie and Ihr, which are always great."""
    german = language(code)
    first = ["met", "talked", "spoke_long_ago", "wrote_long_ago", "old_friends", "pleas",
             "mention_meet", "mention_meet_maybe", "meet", "meet_maybe", "questions", "of_peers",
             "of_unrivaled", "of_members", "own_firm", "warm pleas",
             "brief mention_meet"]  # fmt: skip
    begins = [text.replace("{who}", german.forms["whom"]) for name in first
              for text in lists(code)[name]]  # fmt: skip
    for text in begins:
        word = re.match(r"\w+", text)[0]
        assert word.casefold() in german.small_words or word in ("Sie", "Ihre"), text
    assert not german.small_words & {"sie", "ihr", "ihre", "ihnen"}
    assert german.begun("Guten Tag,\n\nIch frage.") == "Guten Tag,\n\nich frage."
    assert german.begun("Guten Tag,\n\nSie fragen.") == "Guten Tag,\n\nSie fragen."
    assert german.begun("Guten Tag\n\nIch frage.") == "Guten Tag\n\nIch frage."
    assert "ß" not in "".join(text for texts in lists(code).values() for text in texts)


@pytest.mark.parametrize(
    ("texts", "addresses", "code"),
    [
        ([], [], "en"),
        (["I help dentists with their software"], ["a@praxis.ch"], "en"),
        (["Wir helfen Praxen bei der Planung"], ["a@praxis.com"], "de"),
        (["Wir helfen Praxen bei der Planung"], ["a@praxis.ch", "b@x.de", "c@y.ch"], "de-ch"),
        (["Directrice des achats", "Geschäftsführer"], ["a@cabinet.ch"], "fr"),
        (["Einkaufsleiter", "Geschäftsführer", "Owner"], ["a@x.com"] * 3, "de"),
        (["Leiter Einkauf", "Managing Director", "Owner"], ["a@x.com"] * 3, "de"),
        ([], ["a@x.de", "b@y.de", "c@z.com"], "de"),
        # "Directeur" is French and Dutch.
        (["Directeur", "Inkoper", "Hoofd productie", "Directeur"], ["a@x.nl", "b@y.com"], "nl"),
        (["Directeur", "Commercieel directeur", "Bedrijfsleider"], [], "nl"),
        (["Responsable de compras", "Jefe de obra", "Responsable de calidad"], ["a@x.es"], "es"),
        (["Ayudamos a las fábricas a envasar más"], ["a@x.com"], "es"),
        (["Gerente", "Sales Manager", "Directora comercial"], ["a@x.com.mx"], "es"),
        (["Managing Director", "Sales Director", "Operations Director"], ["a@x.com"], "en"),
        (["Responsável de compras", "Diretor de produção", "Gestora"], ["a@x.pt"], "pt"),
        (["Sócio-gerente", "Engenheira", "Sales Manager"], ["a@x.com"], "pt"),
        (["Gerente", "Director comercial"], ["a@x.com"], "es"),
        (["Responsable qualité", "Responsable logistique"], ["a@x.com"], "fr"),
        (["Responsable des achats", "Directeur de site", "Acheteur"], ["a@x.fr"], "fr"),
        (["Directeur", "Directrice commerciale"], ["a@x.com"], "fr"),
        (["Client call", "We've met, per Ann; a pro", "Administrator"], ["a@x.com"], "en"),
        # In these there are no letters.
        (["Responsabile acquisti", "Titolare", "Owner"], ["a@x.com"], "it"),
        (["Kierownik zakupów", "Dyrektor handlowy"], ["a@x.com"], "pl"),
        (["Inköpschef", "VD och ägare"], ["a@x.se"], "sv"),
        (["Nákupčí", "Obchodní ředitel"], ["a@x.cz"], "cs"),
    ],
)
def test_the_language_that_somebody_seems_to_write_in(texts, addresses, code):
    assert seeming(texts, addresses) == code


TO_A_STRANGER = ("passed_on", "calls", "no_replies")
TO_A_FRIEND = {"ask", "open_ask", "mention", "reminder", "thanks", "report"}


@pytest.mark.parametrize(
    ("code", "formal"),
    [
        ("de-du", r"\b(Sie|Ihnen|Ihr(e[nrms]?)?)\b"),
        ("es-tu", r"\b(usted(es)?|sus?|díga(me|lo)\w*|prefiere|conoce)\b"),
    ],
)
def test_per_du_nothing_that_a_friend_reads_says_sie(code, formal):
    said = language(code)
    texts = [text for name, texts in lists(code).items() for text in texts
             if not name.endswith(TO_A_STRANGER)]  # fmt: skip
    texts += [text for tone in TONES for kind, text in said.templates[tone].items()
              if kind in TO_A_FRIEND]  # fmt: skip
    texts += said.forms.values()
    for text in texts:
        assert not re.search(formal, text), text


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (code, name)
        for code in OTHERS
        for name in ("Café in dem Park", "In dem Hof", "Chez de le Roi")
    ],
)
def test_a_firm_keeps_its_name_in_a_sentence(code, name):
    said = language(code)
    for texts in lists(code).values():
        for text in texts:
            if fields(text) <= {"0"} and "0" in fields(text):
                assert name in said.filled(text, name), text


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("Ayudamos a las fábricas a envasar más", True),
        ("Hacemos cajas", True),
        ("Ayudo a clínicas dentales", True),
        ("Reviso sus pólizas y comparo precios", True),
        ("Gestiono los seguros de su flota", True),
        ("reviso sus pólizas gratis", True),
        ("wir bauen Hallen", True),
        ("we keep dentists' chairs full", True),
        ("weniger Ausfälle im Winter", False),
        ("Análisis de sus pólizas", False),
        ("Comparo os seguros da frota", True),
        ("Nuestro taller repara en un día", True),
        ("Ahorro de un tercio del agua", False),
        ("Envases que aguantan el frío", False),
        ("Ajudamos fábricas a embalar mais", True),
        ("A nossa equipa repara num dia", True),
        ("Poupança de um terço da água", False),
        ("Demos of our software", False),
        ("More boxes an hour", False),
    ],
)
def test_a_line_that_says_who_speaks_is_a_sentence(line, own):
    """In Spanish and Portuguese the verb alone says it."""
    assert is_own_line(line) is own


@pytest.mark.parametrize(
    ("code", "line", "begun", "within"),
    [
        ("es", "reviso sus pólizas gratis", "Reviso sus", ", reviso sus|que reviso sus"),
        ("en", "i keep chairs full", "I keep", "[a-z:,] I keep"),
    ],
)
def test_a_line_without_a_capital_gets_one_where_it_is_a_sentence(code, line, begun, within):
    words = Words(code=code, given={"gain": line})
    assert re.search(rf"(^|[.!?] ){begun}", draft_note(MARIA, ANNA, TOM, words=words), re.MULTILINE)
    assert re.search(within, draft_ask(MARIA, ANNA, TOM, words=words))


def test_words_and_a_field_are_joined_only_where_they_meet():
    german = language("de")
    assert german.filled("Arbeit in {0}.", "dem Handel") == "Arbeit im Handel."
    assert german.filled("In {0} wie in {a}.", "dem Bau", a="der IT") == "Im Bau wie in der IT."
    assert german.filled("Arbeit in {0}.", "demo") == "Arbeit in demo."
    assert german.filled("Worin {0}?", "dem Bau") == "Worin dem Bau?"
    assert german.filled("Bei {0}.", "Hill Co.") == "Bei Hill Co."
    spanish = language("es")
    assert spanish.where("Retail", company=False) == "del comercio"
    assert spanish.where("Banking", company=False) == "de la banca"
    assert spanish.where("El Molino", company=True) == "de El Molino"
    portuguese = language("pt")
    assert portuguese.where("Retail", company=False) == "no retalho"
    assert portuguese.where("Sonae", company=True) == "na Sonae"
    assert portuguese.where("Banco do Minho", company=True) == "no Banco do Minho"
    assert role_said("Gestora", "Grupo Azul", portuguese) == "Gestora no Grupo Azul"


@pytest.mark.parametrize("code", names())
@pytest.mark.parametrize("email", ["", "einkauf@acme.example"])
def test_a_letter_calls_nobody_by_a_number(code, email):
    nameless = Person(3, "", email, company="Acme", title="CFO")
    words = Words(code=code)
    called = email or language(code).forms["nameless"]
    assert called in draft_ask(MARIA, ANNA, nameless, words=words)
    letters = (
        draft_ask(MARIA, nameless, TOM, words=words),
        draft_ask(MARIA, ANNA, nameless, words=words),
        draft_ask(MARIA, ANNA, TOM, goal=nameless, words=words),
        draft_note(MARIA, ANNA, nameless, words=words),
        draft_note(MARIA, nameless, TOM, mention=True, words=words),
    )
    assert not re.search(r"person \d", "".join(letters))


@pytest.mark.parametrize(
    ("firm", "as_said"),
    [
        ("Textilservice Wulf GmbH & Co. KG", "Textilservice Wulf"),
        ("Wulf GmbH&Co.KG", "Wulf"),
        ("Heizungsbau Kampmann e.K.", "Heizungsbau Kampmann"),
        ("Diakonie Nordkreis e. V.", "Diakonie Nordkreis"),
        ("Klinikum Hasetal gGmbH", "Klinikum Hasetal"),
        ("Papierfabrik Hase AG", "Papierfabrik Hase"),
        ("Neu UG (haftungsbeschränkt)", "Neu"),
        ("Acme, Inc.", "Acme"),
        ("Barnes Pty Ltd", "Barnes"),
        ("Martin S.à r.l.", "Martin"),
        ("Dubois SARL", "Dubois"),
        ("Embalagens Douro, Lda.", "Embalagens Douro"),
        ("Silva & Filhos, Unipessoal Lda", "Silva & Filhos"),
        ("Matos e Costa, SGPS, S.A.", "Matos e Costa"),
        ("Talleres Ruiz S.L.U.", "Talleres Ruiz"),
        ("Bakkerij Bos B.V.", "Bakkerij Bos"),
        # What is no legal form behind a name stays.
        ("Müller & Co. KG", "Müller & Co."),
        ("SAS Institute", "SAS Institute"),
        ("AG", "AG"),
        ("3 GmbH", "3 GmbH"),
    ],
)
@pytest.mark.parametrize("code", names())
def test_a_letter_says_a_firm_without_its_legal_form(code, firm, as_said):
    words, there = Words(code=code), replace(TOM, company=firm)
    texts = (
        draft_note(replace(MARIA, company=firm), ANNA, TOM, words=words),
        draft_ask(MARIA, ANNA, there, words=words),
        draft_open_ask(MARIA, ANNA, OpenAsk(2, "company", firm, 0.1, ()), words=words),
    )
    for text in texts:
        assert as_said in text
        assert firm == as_said or firm not in text
