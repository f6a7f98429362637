"""The map as pyvis network and as one offline file."""

from __future__ import annotations

import base64
import hashlib
import math
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.exporting import mapdrawing, mapfile, maplegend
from tiesmap.model.map import MapGroup, MapPerson, MapSector, MapTie, MapView

HOSTILE = (
    "<img src=x onerror=\"window.PWNED=1;document.title='PWNED'\">",
    "![x](http://127.0.0.1:9/p.png)",
    "</script><script>window.PWNED=1</script>",
    '<a href="javascript:window.PWNED=1">href</a>',
    '=HYPERLINK("http://x","y")',
    "{{ 7 * 7 }} {% raw %}",
    "Zoë 😀 O'Brien & Søn\u2028line",
    "\ud800 half a character",
)


def person(number: int, **changes) -> MapPerson:
    given_ = {
        "label": f"Person {number}",
        "company": "Acme",
        "category": "Banking",
        "ring": 1,
        "comfort": 0.5,
        "rated": False,
        "client": False,
        "community": 0,
        "x": 60.0 * number,
        "y": 0.0,
    }
    return MapPerson(id=number, **(given_ | changes))


def view(people, ties=(), **changes) -> MapView:
    sectors = (MapSector("Banking", -math.pi / 2, 1.5 * math.pi, 0.5),)
    return replace(MapView(tuple(people), tuple(ties), sectors, (166.0,), rep=99), **changes)


@pytest.fixture
def hostile() -> MapView:
    people = [
        person(k + 1, label=text, company=text, category=text, role=text, note=text)
        for k, text in enumerate(HOSTILE)
    ]
    ties = [MapTie(1, 2, "strong", False, text) for text in HOSTILE]
    sectors = tuple(MapSector(text, k / 2, k / 2 + 0.5) for k, text in enumerate(HOSTILE))
    groups = (MapGroup(0, HOSTILE[0]),)
    return view(people, ties, sectors=sectors, groups=groups, rep_label=HOSTILE[3])


class Page(HTMLParser):
    """The tags of a page, the text of its scripts, and the text that a reader sees."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.text = ""
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside == "script":
            self.scripts[-1] += data
        elif self._inside != "style":
            self.text += data


def test_nodes_and_edges_carry_positions_and_plain_ids():
    people = [person(7, label="Ann"), person(8, x=3.5, y=-4.0)]
    net = mapdrawing.to_pyvis(view(people, [MapTie(7, 8, "weak", False, "met once")]))
    nodes = {n["id"]: n for n in net.nodes}
    assert set(nodes) == {"7", "8", "99"}
    assert (nodes["8"]["x"], nodes["8"]["y"], nodes["8"]["physics"]) == (3.5, -4.0, False)
    assert nodes["7"]["label"] == "Ann"
    assert "Ann" in nodes["7"]["title"] and "Acme" in nodes["7"]["title"]
    (edge,) = net.edges
    assert (edge["from"], edge["to"], edge["arrows"]) == ("7", "8", "")
    assert edge["title"] == "met once"


def test_ties_to_people_who_are_not_shown_are_left_out():
    ties = [
        MapTie(1, 2, "weak", False),
        MapTie(1, 5, "weak", False),
        MapTie(99, 1, "strong", False),
    ]
    shown = view([person(1), person(2)], ties)
    assert len(mapdrawing.to_pyvis(shown).edges) == 2
    without = mapdrawing.to_pyvis(replace(shown, rep_at=None))
    assert [n["id"] for n in without.nodes] == ["1", "2"]
    assert [(e["from"], e["to"]) for e in without.edges] == [("1", "2")]


def test_kinds_of_ties_differ_without_color():
    looks = [(look.width, look.dashes) for look in maplegend.TIE_LOOKS.values()]
    assert len(set(looks)) == len(looks)
    for one, other in combinations(looks, 2):
        # Two solid lines must differ clearly in width.
        assert one[1] != other[1] or abs(one[0] - other[0]) >= 1
    bridging = maplegend.tie_look(MapTie(1, 2, "strong", True))
    assert bridging.paint == "amber" and bridging.dashes


def test_people_differ_by_filling_and_shape():
    people = [
        person(1, client=True, comfort=1.0),
        person(2, client=True, comfort=0.1),
        person(3),
        person(4, ring=2),
        person(5, ring=3),
    ]
    nodes = {n["id"]: n for n in mapdrawing.to_pyvis(view(people)).nodes}
    assert nodes["1"]["filled"] > nodes["2"]["filled"] > 0 == nodes["3"]["filled"]
    assert nodes["3"]["paint"] != nodes["4"]["paint"]
    assert nodes["5"]["shape"] != nodes["4"]["shape"]


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("theme", "paper"), [("light", "#ffffff"), ("dark", "#0e1117")])
@pytest.mark.parametrize("paint", ["teal", "amber", "grey", "rep"])
def test_people_and_ties_stand_out_from_the_paper(theme, paper, paint):
    """WCAG 2.2, 1.4.11: graphical objects need a contrast of at least 3 to 1."""
    lights = (luminance(maplegend.PALETTE[theme][paint]), luminance(paper))
    bright, dim = sorted(lights, reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 3


def curve(start, end, smooth, steps=200):
    """Points of a tie as vis-network 9.1.2 draws it: quadratic, with its "curvedCW" control."""
    roundness = smooth["roundness"]
    sign = 1 if smooth["type"] == "curvedCW" else -1
    dx, dy = end[0] - start[0], start[1] - end[1]
    far = (roundness / 2 + 0.5) * math.hypot(dx, dy)
    turn = math.atan2(dy, dx) + (sign * roundness / 2 + 0.5) * math.pi
    via = (start[0] + far * math.sin(turn), start[1] + far * math.cos(turn))
    for k in range(steps + 1):
        t = k / steps
        yield tuple(
            (1 - t) ** 2 * start[i] + 2 * t * (1 - t) * via[i] + t * t * end[i] for i in (0, 1)
        )


@given(st.floats(0, 2 * math.pi), st.floats(2.0, 3.1), st.floats(120, 170), st.floats(120, 170))
def test_a_tie_across_the_map_is_led_around_its_middle(angle, apart, r1, r2):
    clear = 100.0
    start = (r1 * math.cos(angle), r1 * math.sin(angle))
    end = (r2 * math.cos(angle + apart), r2 * math.sin(angle + apart))
    people = [person(1, x=start[0], y=start[1]), person(2, x=end[0], y=end[1])]
    shown = view(people, [MapTie(1, 2, "weak", True)], radii=(clear, 170.0))
    smooth = mapdrawing.to_pyvis(shown).edges[0].get("smooth", False)
    straight = abs(start[0] * end[1] - start[1] * end[0]) / math.dist(start, end)
    nearest = min(math.hypot(*p) for p in curve(start, end, smooth)) if smooth else straight
    assert nearest >= 55
    assert bool(smooth) == (straight < clear)


def test_a_tie_that_keeps_out_of_the_middle_is_straight():
    people = [person(1, x=150.0, y=0.0), person(2, x=150.0, y=40.0)]
    shown = view(people, [MapTie(1, 2, "weak", True)], radii=(100.0, 170.0))
    assert not mapdrawing.to_pyvis(shown).edges[0].get("smooth", False)


def test_a_title_is_the_characters_of_the_file(hostile):
    net = mapdrawing.to_pyvis(hostile)
    titles = [row["title"] for row in (*net.nodes, *net.edges)]
    assert len(titles) == len(HOSTILE) * 2 + 1
    for text in HOSTILE:
        assert text in titles and sum(title.startswith(f"{text}\n") for title in titles) == 1


def test_the_file_names_nothing_outside_itself(hostile):
    page = Page(mapfile.to_html(hostile, heading=HOSTILE[0]).decode())
    for tag, attributes in page.tags:
        assert not {"src", "href", "action", "data", "srcset", "poster"} & set(attributes), tag
        assert not any(name.startswith("on") for name in attributes), tag
    assert not {"link", "iframe", "img", "object", "embed", "base"} & {tag for tag, _ in page.tags}
    styles = re.findall(r"url\(\s*['\"]?(.{5})", mapfile.to_html(hostile).decode())
    assert set(styles) <= {"data:"}
    assert page.text.count(HOSTILE[0]) == 2  # the heading and the title, as characters


def test_the_file_allows_its_own_scripts_alone(hostile):
    page = Page(mapfile.to_html(hostile).decode())
    (policy,) = [a["content"] for t, a in page.tags if a.get("http-equiv")]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    digests = {
        f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'"
        for s in page.scripts
    }
    assert len(page.scripts) == 3 and set(rules["script-src"].split()) == digests


def test_names_are_in_the_file_as_data(hostile):
    page = mapfile.to_html(hostile).decode()
    assert "<img src=x" not in page and "</script><script>window" not in page
    assert "\\u003cimg src=x onerror=" in page


def test_unknown_comfort_and_empty_names_are_no_obstacle():
    people = [person(1, comfort=None, label=" "), person(2, comfort=math.nan, client=True)]
    net = mapdrawing.to_pyvis(view(people))
    assert [n["comfort"] for n in net.nodes] == [None, None, None]
    assert net.nodes[0]["label"] == "(no name)"
    assert "comfort" not in mapdrawing.person_text(people[0])
    assert "NaN" not in mapfile.to_html(view(people)).decode().split("tiesmapDraw")[-1]


def test_a_person_is_described_in_plain_lines():
    described = person(1, role="CFO", comfort=0.8, rated=True, client=True, note="last seen in May")
    assert mapdrawing.person_text(described).split("\n") == [
        "Person 1",
        "CFO, Acme",
        "Banking",
        "client",
        "comfort 80%, your rating",
        "last seen in May",
    ]
    assert "two introductions away" in mapdrawing.person_text(person(2, ring=3)).split("\n")


def test_an_ask_is_an_arrow_from_the_connector_to_the_target():
    tie = MapTie(1, 2, "weak", True, "Ann – Bob\nmet once", ask="planned")
    (edge,) = mapdrawing.to_pyvis(view([person(1), person(2)], [tie])).edges
    assert (edge["from"], edge["to"], edge["arrows"], edge["paint"]) == ("1", "2", "to", "ask")
    assert edge["title"].split("\n") == ["Ann – Bob", "met once", "Your ask: planned"]


@pytest.mark.parametrize("kind", ["answer", "rings", "communities"])
def test_every_mark_of_a_map_is_in_its_legend(kind):
    legend = maplegend.legend_html(kind)
    assert maplegend.ASK.meaning in legend
    assert ("? proposed, not confirmed" in legend) == (kind != "communities")


def test_a_proposed_sector_keeps_its_name_and_says_so():
    sector = MapSector("Insurance", 0.0, 1.0, proposed=True)
    (told,) = mapdrawing.to_frame(view([person(1)], sectors=(sector,)))["sectors"]
    assert (told["name"], told["proposed"]) == ("Insurance", True)


def test_nobody_by_name_is_no_person():
    somebody = person(-1, label="somebody in Hotels", ring=2)
    assert "nobody by name" in mapdrawing.person_text(somebody)
