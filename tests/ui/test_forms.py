"""Each form asks for every field of its record that it is said to change."""

from collections.abc import Callable
from typing import Any

import pytest

from app.fields import RECORDS
from app.services import projects
from app.ui.desk import Desk
from app.ui.lists.carriers_page import CarrierForm
from app.ui.lists.units_page import UnitForm
from app.ui.main_window import MainWindow
from app.ui.tabs.leads.activities_page import ActivityForm
from app.ui.tabs.leads.enterprises_page import EnterpriseForm
from app.ui.tabs.leads.fellows_page import FellowForm
from app.ui.tabs.leads.lead_form import LeadForm
from app.ui.tabs.projects.agreements_page import AgreementForm
from app.ui.tabs.projects.funds_form import FundsDialog
from app.ui.tabs.projects.problem_form import ProblemForm
from app.ui.tabs.projects.project_form import ProjectForm
from app.ui.widgets.form_dialog import FormDialog
from tests.ui.clerk import names

Made = Callable[[Desk, str, Any], FormDialog]
FORMS: dict[str, Made] = {
    "projects": lambda desk, _, window: ProjectForm(desk, None, window),
    "leads": lambda desk, _, window: LeadForm(desk, None, window),
    "enterprises": lambda desk, _, window: EnterpriseForm(desk, None, window),
    "fellows": lambda desk, _, window: FellowForm(desk, None, window),
    "activities": lambda desk, _, window: ActivityForm(desk, None, window),
    "units": lambda desk, _, window: UnitForm(desk, None, window),
    "carriers": lambda desk, _, window: CarrierForm(desk, None, window),
    "funds": lambda desk, project, window: FundsDialog(desk, project, None, window),
    "problems": lambda desk, project, window: ProblemForm(desk, project, None, window),
    "agreements": lambda desk, project, window: AgreementForm(desk, project, None, window),
}


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_asks_for_every_field_that_it_changes(window: MainWindow, desk: Desk, kind: str) -> None:
    with desk.read() as session:
        project = projects.listing(2026, desk.today).ids(session)[0]
    form = FORMS[kind](desk, project, window)
    assert form.record is RECORDS[kind]
    forgotten = [field.name for field in RECORDS[kind] if field.is_typed and field.name not in names(form)]
    assert not forgotten, f"{kind}: 请在表单里加一行，或在 app/fields/ 里写明怎么改（act）：{forgotten}"
