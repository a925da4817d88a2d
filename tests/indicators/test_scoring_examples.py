"""Each shape has a worked example, worked out by itself."""

import pytest

from app.indicators.scoring import SHAPES
from app.indicators.scoring.examples import example


@pytest.mark.parametrize("code", SHAPES)
def test_every_shape_has_an_example_with_a_score(code: str) -> None:
    _, working = example(code)
    assert working.startswith("分值10分：")
    assert "得分—" not in working
