"""The model as a graph and as a drawing."""

from __future__ import annotations

from crosscase.domain.snapshot import Snapshot
from crosscase.report import draw_model, model_of


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
