"""What stands under a photo as a statistics office asks for it: where, when, and who went to see it.

The clerk's part is kept as labelled lines in one text, so that phone numbers in it are masked where people stay at
home; the project's part (项目名称, 开工时间) is read from the project whenever it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.models.projects import Project
from app.services.entries import must_exist
from app.values.codes import normal_phones
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind
from app.values.words import clean

_LABELS: Mapping[str, str] = {
    "place": "拍摄地点",
    "verifier": "核实人",
    "verifier_unit": "核实人单位",
    "verifier_title": "核实人职务",
    "verifier_phone": "核实人电话",
    "words": "说明",
}


@dataclass(frozen=True)
class Caption:
    """What the clerk writes of a photo or a scan."""

    place: str = ""
    taken_on: PartialDate | None = None
    verifier: str = ""
    verifier_unit: str = ""
    verifier_title: str = ""
    verifier_phone: str = ""
    words: str = ""


def written(caption: Caption) -> str:
    """The clerk's part as it is kept, one labelled line for each thing said; 拍摄时间 has a column of its own."""
    said = {name: " ".join(clean(getattr(caption, name)).split("\n")) for name in _LABELS}
    said["verifier_phone"] = normal_phones(said["verifier_phone"])
    return "\n".join(f"{label}：{said[name]}" for name, label in _LABELS.items() if said[name])


def read(kept: str, taken_on: PartialDate | None = None) -> Caption:
    """The caption back from its lines; words without a label are the 说明."""
    names = {label: name for name, label in _LABELS.items()}
    said: dict[str, Any] = {}
    for line in kept.splitlines():
        label, colon, rest = line.partition("：")
        name, value = (names[label], rest) if colon and label in names else ("words", line)
        said[name] = " ".join(filter(None, (said.get(name, ""), value)))
    return replace(Caption(**said), taken_on=taken_on)


def lines(session: Session, project_id: str, caption: Caption) -> tuple[tuple[str, str], ...]:
    """The whole caption as it prints: (label, text), the project's part first, empty ones left out."""
    project = must_exist(session, Project, project_id)
    started = next((m.actual_on for m in project.milestones if m.kind is MilestoneKind.STARTED), None)
    place, *rest = _own(caption)
    said = (("项目名称", project.name), place, ("开工时间", started.text() if started else ""), *rest)
    return tuple((label, text) for label, text in said if text)


def own_lines(caption: Caption) -> tuple[tuple[str, str], ...]:
    """The clerk's part alone, as it prints under a file that belongs to no project."""
    return tuple((label, text) for label, text in _own(caption) if text)


def _own(caption: Caption) -> tuple[tuple[str, str], ...]:
    who = "，".join(filter(None, (caption.verifier, caption.verifier_unit, caption.verifier_title)))
    return (
        ("拍摄地点", caption.place),
        ("拍摄时间", caption.taken_on.text() if caption.taken_on else ""),
        ("核实人", who),
        ("联系电话", caption.verifier_phone),
        ("说明", caption.words),
    )


def missing(session: Session, project_id: str, caption: Caption) -> tuple[str, ...]:
    """What a statistics office would still ask for, by its label."""
    wanted = ("项目名称", "拍摄地点", "开工时间", "拍摄时间", "核实人", "联系电话")
    there = {label for label, _ in lines(session, project_id, caption)}
    return tuple(label for label in wanted if label not in there)
