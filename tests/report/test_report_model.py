"""The model as a graph and as a drawing."""

from __future__ import annotations

from collections.abc import Callable

from crosscase.analysis.data_structure import data_structure, of_study
from crosscase.domain.snapshot import Snapshot
from crosscase.engines.phrases import telling_words
from crosscase.report import build, draw_model, model_of
from crosscase.report.document import Figure
from crosscase.report.draw_structure import draw_structure, tall

from .conftest import DECISIONS, DESIGN

Make = Callable[..., Snapshot]


def test_an_arrow_says_in_how_many_cases_and_never_how_strong(small: Snapshot):
    """A and B support, B also contradicts; two cases were heard."""
    (arrow,) = model_of(small).arrows
    assert arrow.label == "P1 (+)  2 of 2 cases, 1 against"
    assert (arrow.supporting, arrow.contradicting) == (("A", "B"), ("B",))
    assert (arrow.status, arrow.groups) == ("contested", ("Officers",))


def test_a_construct_no_proposition_names_stands_alone(small: Snapshot):
    """The platform is in the model without an arrow."""
    nodes = {node.name: node for node in model_of(small).nodes}
    assert nodes["Platform"].claims == 0
    assert nodes["Market"].claims == 1


def test_the_model_is_drawn_as_three_kinds_of_file(small: Snapshot):
    """Each begins as its kind does, and holds no date."""
    model = model_of(small)
    svg = draw_model(model, "svg")
    assert svg.startswith(b"<?xml")
    assert b"dc:date" not in svg
    assert draw_model(model, "png").startswith(b"\x89PNG")
    pdf = draw_model(model, "pdf")
    assert pdf.startswith(b"%PDF")
    assert b"CreationDate" not in pdf


def test_the_data_structure_is_drawn_the_same_each_time_and_stands_in_the_report(small: Snapshot):
    """Three columns; what is in no theme is not drawn."""
    found = of_study(small, telling_words)
    for form, begins in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        drawing = draw_structure(found, form)  # type: ignore[arg-type]
        assert drawing.startswith(begins)
        assert drawing == draw_structure(found, form)  # type: ignore[arg-type]
    (section,) = [s for s in build(small).sections if s.title == "Data structure"]
    (figure,) = [block for block in section.blocks if isinstance(block, Figure)]
    assert figure.alt == "external driver: Market."


def test_the_drawing_grows_with_what_it_shows():
    heads = ("concept", "theme", "dimension", "person", "case", "words")
    rows = [dict(zip(heads, (f"c{n}", "T", "D", "p", "A", "x"), strict=True)) for n in range(9)]
    few, many = (draw_structure(data_structure(rows), "svg", shown) for shown in (2, 9))
    assert len(few) < len(many)


def test_a_tall_structure_is_made_narrower_so_that_it_fits_a_page(make: Make):
    """Twenty constructs, which at full width would be taller than a page."""
    names = [f"Idea {n}" for n in range(20)]
    more = "".join(f'[[construct]]\nname = "{n}"\nkind = "external driver"\n' for n in names)
    rows = "".join(f"assign,,,customers ask,{name},,,ana\n" for name in names)
    snapshot = make(design=DESIGN + more, decisions=DECISIONS + rows)
    (section,) = [s for s in build(snapshot).sections if s.title == "Data structure"]
    (figure,) = [block for block in section.blocks if isinstance(block, Figure)]
    assert figure.width < 1
    assert figure.width * tall(of_study(snapshot, telling_words)) <= 1.25
