"""The four of whom the letters of these tests are."""

from __future__ import annotations

from tiesmap.model.people import Person

MARIA = Person(
    1, "Maria Santos", "maria@nordlicht.example", company="Nordlicht", title="Sales lead"
)
ANNA = Person(2, "Anna Berg", company="Berg Catering", category="Food", client=True)
TOM = Person(3, "Tom Field", company="Acme", title="Purchasing lead", category="Hotels")
EVA = Person(4, "Eva Lind", company="Beta", title="Owner")
