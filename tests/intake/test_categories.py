"""Categories proposed from words. Expected: what companies of public lists do, judged by hand."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest

from tests.places import ROOT
from tiesmap.intake.categories import NAME, read_vocabulary, vocabulary
from tiesmap.model.companies import without_own
from tiesmap.model.problems import Refused

CASES = ROOT / "tests" / "cases" / "companies.tsv"
"""Real companies of public lists (named in the column list) with a usual title each; `industry` is
what the company does, `role` what somebody of that title does, `/` between several right ones."""


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def judged(company: bool, title: bool) -> Iterator[tuple[str, str, bool]]:
    """(words looked at, category proposed, whether it is right)."""
    for case in cases():
        words = (case["company"] * company, case["title"] * title)
        found = vocabulary().propose(*words)
        right = case["industry"] if found.why.endswith("company") else case["role"]
        yield " | ".join(words), found.category, found.category in right.split("/")


@pytest.mark.parametrize(
    ("company", "title", "proposed", "right"),
    [(True, False, 0.42, 0.98), (False, True, 0.75, 0.98), (True, True, 0.88, 0.98)],
)
def test_real_companies_and_titles(
    company: bool, title: bool, proposed: float, right: float
) -> None:
    found = [one for one in judged(company, title) if one[1]]
    wrong = [one[:2] for one in found if not one[2]]
    assert len(cases()) >= 300
    assert len(found) >= proposed * len(cases())
    assert len(found) - len(wrong) >= right * len(found), wrong


@pytest.mark.parametrize(
    ("company", "trade"),
    [
        # Who repairs and builds aircraft carries nobody.
        ("American Airlines MRO", "Manufacturing"),
        ("Lufthansa Technik", "Manufacturing"),
        ("Spirit AeroSystems", "Manufacturing"),
        ("Premier Aircraft Maintenance", "Manufacturing"),
        ("American Airlines", "Travel & airlines"),
        ("Lufthansa", "Travel & airlines"),
        # Nor is each assurance an insurance.
        ("Air Assurance", ""),
        ("Northwest Quality Assurance", ""),
        ("Royal London Mutual Assurance", "Insurance"),
        ("Assurances Tissot", "Insurance"),
    ],
)
def test_a_word_of_a_trade_in_the_name_of_another(company: str, trade: str) -> None:
    assert vocabulary().propose(company, "").category == trade


@pytest.mark.parametrize(
    ("company", "title", "trade"),
    [
        # A charity that has to do with food, and one with a bank in its name.
        ("Milwaukee Food Pantry Alliance", "", "Charities"),
        ("Voedselbank Utrecht", "", "Charities"),
        ("Banco Alimentar do Porto", "", "Charities"),
        ("Berliner Tafel", "", "Charities"),
        ("River Trails Conservancy", "Events Coordinator", "Charities"),
        ("Humane Society of Ohio", "", "Charities"),
        # Who makes food, by what it makes.
        ("Kinnickinnic Roasters", "Brand Manager", "Food & drink"),
        ("Third Ward Cider Co.", "", "Food & drink"),
        ("Oak Creek Butchers", "", "Food & drink"),
        ("Badger State Sausage Co", "", "Food & drink"),
        ("Talho Central", "", "Food & drink"),
        # "Creative" at the end says what a firm is, in front of something how it is.
        ("Hoan Bridge Creative", "Production Manager", "Advertising"),
        ("Hoan Bridge Creative, LLC", "", "Advertising"),
        ("Lighthouse Creative Group", "", "Advertising"),
        ("Smith Creative Agency", "", "Advertising"),
        ("Creative Kids Preschool", "", "Schools"),
        ("Creative Concepts", "", ""),
        # An agency may be of any trade, but it makes nothing.
        ("Blue Heron Agency", "Production Manager", ""),
        ("blueheronagency.com", "Production Manager", ""),
        ("Blue Heron Agency", "Creative Director", "Marketing"),
        ("Brady Street Marketing", "Production Manager", ""),
        ("Smith Insurance Agency", "Production Manager", "Insurance"),
        ("Northside Theater", "Production Manager", ""),
        ("Acme Holding", "Production Manager", "Manufacturing"),
    ],
)
def test_the_narrower_word_tells_the_trade(company: str, title: str, trade: str) -> None:
    assert vocabulary().propose(company, title).category == trade


def test_the_cases_speak_of_what_the_file_knows() -> None:
    words = vocabulary()
    known = {*words.industries, *words.functions, "Other"}
    said = {name for case in cases() for name in (case["industry"] + "/" + case["role"]).split("/")}
    assert said <= known
    assert len(words.industries) >= 25
    assert len(words.functions) >= 12
    assert {name for near in words.near.values() for name in near} <= set(words.industries)


@pytest.mark.parametrize(
    ("company", "title", "category"),
    [
        # A word inside another: the longest counts.
        ("Commerzbank AG", "", "Banking"),
        ("Universitätsklinikum Heidelberg", "", "Hospitals & care"),
        ("London School of Economics", "", "Universities"),
        ("Fondue Hotel-Restaurant", "", ""),  # two kinds of business: none rather than a wrong one
        ("Deutsche Bank Real Estate", "", ""),
        # What only looks like it.
        ("Food Bank of Alaska", "", "Charities"),
        # Of whom there are addresses alone: what the end of the domain says.
        ("hebertroofing.com", "", "Construction"),
        ("northtanklines.com", "", "Logistics"),
        ("bruslylutheranchurch.org", "", "Churches"),
        ("mail.goodwood-dental.co.uk", "", "Dental"),
        ("bayou-trucking.com", "", "Logistics"),
        ("churchill.com", "", ""),
        ("synergy.com", "", ""),
        ("church.com", "", "Churches"),
        ("Roofing.com", "", "Construction"),
        ("St. Alphonsus Catholic Church", "Business Administrator", "Churches"),
        ("Greater Mt. Carmel Baptist Church", "Facilities", "Churches"),
        ("Catholic Diocese of Baton Rouge", "", "Churches"),
        ("Evangelische Kirchengemeinde Sülz", "", "Churches"),
        ("Healing Place", "Executive Pastor", "Churches"),
        ("Hancock Parish Bank", "Teller", "Banking"),
        ("Hôtel de Ville", "", ""),
        ("Banking Software House", "", ""),
        ("Müller Maschinenbau GmbH", "", "Manufacturing"),
        # Case, accents, width, scripts without blanks.
        ("CAISSE D'EPARGNE", "", "Banking"),
        ("caisse d’épargne", "", "Banking"),
        ("株式会社みずほ銀行", "", "Banking"),
        ("Ｄｅｎｔａｌ Care", "", "Dental"),
        # The company before the title, a profession before a function.
        ("Sparkasse Ulm", "Zahnarzt", "Banking"),
        ("Acme", "Zahnarzt", "Dental"),
        ("Acme", "Leiterin Einkauf", "Purchasing"),
        ("Acme", "Software Architect", "IT"),
        ("Acme", "Executive Assistant to the CEO", "Administration"),
        ("Acme", "Product Owner", "Research & product"),
        ("Acme", "Vice President", ""),
        ("Acme", "", ""),
        ("", "", ""),
        # Switzerland: three languages beside one another.
        ("Zahnzentrum St. Gallen", "Praxisinhaber", "Dental"),
        ("Centro dentale Locarno", "Titolare", "Dental"),
        ("Ortodonzia Bianchi", "", "Dental"),
        ("Laboratorio odontotecnico Lombardi Sagl", "", "Dental"),
        ("Praxis Dr. Keller AG", "dipl. Dentalhygienikerin HF", "Dental"),
        ("Acme", "Medico dentista", "Dental"),
        ("Acme", "Médecin-dentiste", "Dental"),
        ("Acme", "Courtière en assurances", "Insurance"),
        ("BancaStato", "Consulente aziendale", "Banking"),
        ("UBS Switzerland AG", "Kundenberater Freie Berufe", "Banking"),
        ("Käser Praxisplanung GmbH", "Innenarchitektin Praxisbau", "Architecture & engineering"),
        ("Studio d'architettura Galli", "", "Architecture & engineering"),
        # France: who answers for what a plant makes is no shop, nor who serves a ward.
        ("Aguettant", "Pharmacien responsable", "Pharma & biotech"),
        ("Acme", "Pharmacienne responsable intérimaire", "Pharma & biotech"),
        ("Acme", "Pharmacien titulaire", "Retail"),
        ("Acme", "Hospital Pharmacist", "Hospitals & care"),
        ("Acme", "Pharmacien praticien hospitalier", "Hospitals & care"),
        ("Hospices Civils de Lyon", "", "Hospitals & care"),
        ("CHU de Grenoble Alpes", "Ingénieur biomédical", "Hospitals & care"),
        ("CHRU de Lille", "Acheteur", "Hospitals & care"),
        ("Acme", "Enseignant-chercheur", "Universities"),
        ("Acme", "Maître de conférences", "Universities"),
        # Portugal and Brazil.
        ("Conservas Simões, Lda", "", "Food & drink"),
        ("Adega Cooperativa do Sabugal", "", "Food & drink"),
        ("Câmara Municipal de Braga", "Vereadora", "Government"),
        ("Clínica Dentária do Bonfim", "", "Dental"),
        ("Hospital Veterinário do Porto", "", "Veterinary"),
        ("Santa Casa da Misericórdia de Gaia", "", "Charities"),
        ("Corticeira do Norte", "Diretora de Compras", "Purchasing"),
        ("Serralharia Mota", "Sócio-gerente", "Construction"),
        ("Caixa de Crédito Agrícola", "Gestora de Clientes", "Banking"),
        ("Associação Empresarial de Portugal", "", "Chambers & associations"),
        ("Acme", "Sócio-gerente", "Management"),
        ("Acme", "Administrador", "Management"),
        ("Acme", "Administrador de sistemas", "IT"),
        ("Acme", "Contabilista certificada", "Accounting"),
        ("Acme", "Médica dentista", "Dental"),
        # What was is not what is.
        ("Commerzbank AG", "Retired", ""),
    ],
)
def test_what_is_proposed(company: str, title: str, category: str) -> None:
    assert vocabulary().propose(company, title).category == category


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Owner and CEO", "owner"),
        ("Geschäftsführender Gesellschafter", "owner"),
        ("Chief Purchasing Officer", "top"),
        ("代表取締役社長", "top"),
        ("Vice President of Sales", "head"),
        ("Leiter Einkauf", "head"),
        ("Responsable achats", "manager"),
        ("Praktikantin im Vertrieb", "junior"),
        ("Retired teacher", "retired"),
        ("Clerk", ""),
    ],
)
def test_levels(title: str, level: str) -> None:
    assert vocabulary().propose("", title).level == level


def test_it_says_why() -> None:
    assert vocabulary().propose("Crédit Mutuel", "").why == '"credit mutuel" in the company'


def test_anybody_can_write_the_file() -> None:
    words = read_vocabulary(
        '[[industry]]\nname = "Cheese"\ncompany = ["fromagerie*", "*käse"]\nunless = ["museum"]\n'
    )
    assert words.propose("Fromageries Bel", "").category == "Cheese"
    assert words.propose("Bergkäse", "").category == "Cheese"
    assert words.propose("Fromagerie Museum", "").category == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name = ", "cannot be read"),
        ("industry = 3", r"begins with a line \[\[industry\]\]"),
        ("[[industry]]\ncompany = []", "needs a line name"),
        ('[[industry]]\nname = "A"\nwords = ["b"]', "A has words: say company, title"),
        ('[[industry]]\nname = "A"\ncompany = "b"', "is a list of words"),
        ('[[industry]]\nname = "A"\ncompany = ["&"]', "'&' names no word"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_in_words(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        read_vocabulary(text)
    assert NAME in str(refused.value)


FOOD_MAKERS = """
    Cuxland Fisch|Vishandel Urkerhaven|Deichschinken Ahlers
    Wurstfabrik Oldenburg|Koekfabriek Sneek BV|Kaasmakerij De Vries|Kaffeerösterei Brandt
    Molkerei Husum eG|Nordmilch Husum|Landmolkerei Elbe|Fleischerei Harms
    Landfleischerei Ems|Brauerei Jever|Bakkerij Smit|Banketbakkerij Jansen
    Slagerij Visser|Zuivelfabriek Noord|Bäckerei Tönsing|Baeckerei Toensing AG
    Hagemann Süßwaren|Zuckerwaren Hagemann|Käserei Alpsee|Kornbrennerei Berg
    Tiefkühl Friesland|Vleeswaren De Boer|Koffiebranderij Peeters|Torréfaction du Port
    Fromageries Leblanc|Biscuiterie Nantaise|Quesería La Vega|Embutidos Ruiz
    Salumificio Rossi|Torrefazione Bruni|Mleczarska Spółdzielnia|Zakłady Mięsne Kowal
"""


@pytest.mark.parametrize("company", re.findall(r"[^|\s][^|\n]*", FOOD_MAKERS))
def test_who_makes_food_is_of_the_food_trade_whatever_the_title(company: str) -> None:
    """A plant manager's title says manufacturing; what his firm makes says more."""
    assert vocabulary().propose(company, "Werkleiter").category == "Food & drink"


@pytest.mark.parametrize(
    "company",
    [
        "Bundesverband der Süßwarenindustrie",
        "Vereinigung Deutscher Bäcker",
        "Branchevereniging Zuivel",
    ],
)
def test_associations_are_known_by_their_words(company: str) -> None:
    assert vocabulary().gathers(company)


CRAFTS = """
Construction: Elektro Lehmann GmbH|Elektro-Eberle|Huber Elektrotechnik GmbH
 Huber Gebäudetechnik GmbH|Huber Haustechnik GmbH|SHK Huber|Huber Bad & Heizung GmbH
 Sanitär Huber|Huber Sanitär Heizung Klima GmbH
 Huber Bedachungen GmbH|Dachdeckerei Huber|Holzmanufaktur Huber|Möbelwerkstätte Huber
 Tischlerei Huber|Schreinerei Braun|Huber Stuckateur GmbH|Fliesen Huber
 Maler Huber GmbH & Co. KG|Huber Innenausbau GmbH
 Schlosserei Huber|Braun Metallbau GmbH|Huber Stahlbau GmbH|Serrurerie Martin|Cerrajería Ruiz
 Braun Elektro GmbH|Braun Haustechnik GmbH|Braun Holzbau GmbH
 Loodgietersbedrijf Smit|Smit Dakdekkers BV
 Stukadoorsbedrijf Smit|Carrelages Martin|Martin Électricité générale
 Charpentes Martin|Carpintería Ruiz
 Stolarnia Kowal|Kowal Instalacje Elektryczne
 Électricité Martin SAS
Energy & utilities: Électricité de France|Électricité de Strasbourg
Manufacturing: Huber Präzisionstechnik GmbH|Druckerei Huber
 Huber Zerspanungstechnik GmbH & Co. KG|Drukkerij Smit|Imprimerie Martin
 Drukarnia Kowal|Braun Hydraulik GmbH
Facility services: Gebäudereinigung Huber|Schoonmaakbedrijf Smit
Hair & beauty: Friseursalon Huber|Kapsalon Smit|Salon de coiffure Martin
Accounting: Steuerkanzlei Huber
Software & IT: Huber Datentechnik|Braun IT-Systemhaus GmbH
Hospitals & care: Physiopraxis Huber
Insurance: Allianz Generalvertretung Huber
Recruiting: Randstad Deutschland
Food & drink: Brauerei Braun|Brauhaus Braun|Braugesellschaft Ulm
"""


@pytest.mark.parametrize(
    ("category", "companies"),
    re.findall(r"^([A-Z][^:\n]+): ((?:.+\n)(?: .+\n)*)", CRAFTS, re.MULTILINE),
)
def test_crafts_are_of_their_trade_whatever_the_name(category: str, companies: str) -> None:
    names = [name.strip() for name in re.split(r"[|\n]", companies) if name.strip()]
    assert names
    found = {name: vocabulary().propose(name, "Geschäftsführer").category for name in names}
    assert found == dict.fromkeys(names, category)


FAMILIES = """Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer
    Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann
    Hartmann Lange
    Schmitt Werner Krause Lehmann Köhler König Maier Huber Kaiser Fuchs Vogel Keller Brandt Brauer
    Bräuer Brauner Brauns Braunschweig Glaser Schreiner Tischler Steinmetz Spengler Schlosser
    Metzger Fleischer Maurer Gerber Zimmerer Gärtner Charpentier"""


def test_a_family_name_is_no_trade() -> None:
    found = {one: vocabulary().propose(f"{one} GmbH", "").category for one in FAMILIES.split()}
    assert {one: category for one, category in found.items() if category} == {}


@pytest.mark.parametrize(
    ("name", "company", "category"),
    [
        ("Sabine Stahl", "Stahl GmbH", ""),
        ("Sabine Stahl", "Sabine Stahl", ""),
        ("Tom Berg", "Stahl GmbH", "Manufacturing"),
        ("Anna Bank", "Bank & Partner", ""),
        ("Grace Church-School", "Church-School Ltd", ""),
        ("Maria van den Koch", "Bäckerei Koch", "Food & drink"),
        ("Eva Bauer", "Bauernhof Seeblick", "Agriculture"),
        ("Tom School", "Baker Steel Inc", "Manufacturing"),
        ("Bea Bank", "First Savings Bank", "Banking"),
    ],
)
def test_the_family_name_of_who_works_there_is_no_trade(
    name: str, company: str, category: str
) -> None:
    assert vocabulary().propose(without_own(company, name), "").category == category


@pytest.mark.parametrize(
    "company",
    [
        "Handwerkskammer Ulm",
        "IHK Ulm",
        "Innung SHK Ulm",
        "Kreishandwerkerschaft Ulm",
        "Fachverband Elektrotechnik",
    ],
)
def test_who_speaks_for_a_craft_is_an_association(company: str) -> None:
    assert vocabulary().gathers(company)
    assert vocabulary().propose(company, "Geschäftsführer").category == "Chambers & associations"
