"""A scheme in the words of a workbook and back: indicators by title, shapes by name, parameters in a clerk's words."""

import re
from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators import scoring
from app.indicators.scoring import SHAPES
from app.models.schemes import Shape
from app.services import targets
from app.services.schemes.checks import Known, is_rated
from app.services.schemes.rows import ItemEntry
from app.values.quantities import quantity_text, read_quantity
from app.values.words import clean

BY_HAND = "手工评分"
_CODE = re.compile(r"([A-Za-z]\d)\b.*", re.DOTALL)
_OPTIONAL = ("cap", "floor")


class Names:
    """Indicators by what a clerk calls them, and by key; a title that is not its own way back is given as the key."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known = {indicator.key: indicator.title for indicator in targets.indicators(session)}

    @property
    def titles(self) -> list[str]:
        """All indicators' titles."""
        return list(self._known.values())

    def title(self, key: str) -> str:
        """What the workbook says for a key."""
        title = self._known.get(key, key)
        same = [known for known in self._known.values() if known == title]
        return title if len(same) == 1 and not set(title) & set(":：=＝") else key

    def key(self, words: str) -> str:
        """The key of a title, a key or an office's own word; Refused where there is none such."""
        asked = clean(words)
        if asked in self._known:
            return asked
        exact = next((key for key, title in self._known.items() if title == asked), None)
        found = None if exact else targets.find_indicator(self._session, asked)
        if exact is None and found is None:
            raise Refused(f"没有“{asked}”这个指标，请填写“填写说明”表中的名称，或先添加自定指标。", field="indicator")
        return exact or (found.key if found else "")


def item_words(item: ItemEntry, names: Names) -> dict[str, str | int | None]:
    """An item as the workbook says it, by field; points, cap and floor stay numbers (millionths)."""
    rule = item.rule
    return {
        "title": item.title,
        "indicator": names.title(item.indicator) if item.indicator else BY_HAND,
        "shape": shape_name(item.shape),
        "points": item.points,
        "cap": item.cap,
        "floor": item.floor,
        "basis": item.basis,
        "against": item.against,
        "parameters": scoring.rule_words(rule, names.title),
        "evidence": item.evidence,
    }


def item_from(words: Mapping[str, str], names: Names, old: ItemEntry | None, known: Known) -> ItemEntry:
    """The item that a row of the workbook describes; a column that is missing keeps what ``old`` has.

    Raises Refused with the field that is wrong, ``parameters`` for any parameter.
    """
    kept = {} if old is None else {key: str(value or "") for key, value in item_words(old, names).items()}
    for name in ("points", *_OPTIONAL):
        value = None if old is None else getattr(old, name)
        kept[name] = "" if value is None else quantity_text(value)
    said = {**kept, **words}
    shape = _shape(said.get("shape", ""))
    indicator = clean(said.get("indicator", ""))
    if not indicator and shape != Shape.J1:  # a cell that was forgotten is not an item by hand
        raise Refused(f"没有写看哪项指标，请补上；由人打分或者记数的请写“{BY_HAND}”。", field="indicator")
    indicator = "" if indicator in {"", BY_HAND} else names.key(indicator)
    try:
        rated = is_rated(indicator, known)
        rule = scoring.rule_from_words(shape, said.get("parameters", ""), names.key, rated=rated)
    except Refused as refused:
        raise Refused(refused.message, field="parameters") from refused
    return ItemEntry(
        title=clean(said.get("title", "")),
        shape=shape,
        points=_points(said.get("points", ""), "points"),
        indicator=indicator,
        cap=_points(said["cap"], "cap") if clean(said.get("cap", "")) else None,
        floor=_points(said["floor"], "floor") if clean(said.get("floor", "")) else None,
        parameters=scoring.parameters(rule),
        basis=clean(said.get("basis", "")) or "自报",
        against=clean(said.get("against", "")) or "全年",
        evidence=clean(said.get("evidence", "")),
        id=None if old is None else old.id,
    )


def shape_name(code: str) -> str:
    """A shape as the workbook names it: P1 按完成率计分（最高满分）."""
    return f"{code} {SHAPES[code].title}"


def _shape(words: str) -> str:
    asked = clean(words)
    by_title = {made.title: code for code, made in SHAPES.items()}
    if asked in by_title:
        return by_title[asked]
    found = _CODE.fullmatch(asked)
    code = found[1].upper() if found else asked
    if not code:
        raise Refused(f"请填写计分方法，从这些里选：{'、'.join(SHAPES)}。", field="shape")
    if code not in SHAPES:
        raise Refused(f"没有“{asked}”这种计分方法，请从这些里选：{'、'.join(SHAPES)}。", field="shape")
    return code


def _points(text: str, field: str) -> int:
    try:
        return read_quantity(text, "分")
    except Refused as refused:
        raise Refused(refused.message, field=field) from refused
