"""A part that a question counts by its thing is what it asks for, not the whole."""

from types import SimpleNamespace

import pytest

from retrieval.measured import relation_to
from vietnamese.scope import Kind


def figure(term, unit, indicator):
    scope = SimpleNamespace(kind=Kind.TARGET)
    return SimpleNamespace(term=term, unit=unit, indicator=indicator, scope=scope)


@pytest.mark.parametrize(
    ("question", "how"),
    [
        ("Huyện dự kiến gieo trồng bao nhiêu ha lúa?", "same"),
        ("huyen du kien gieo trong bao nhieu ha lua", "same"),
        ("Huyện dự kiến gieo trồng bao nhiêu ha?", "part"),
    ],
)
def test_hectares_of_a_crop_are_of_it(question, how):
    rice = figure("rice_area", "ha", "Diện tích gieo trồng lúa")
    assert relation_to(("sown_area",), question, rice) == how
