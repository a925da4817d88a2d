"""Papers for who comes to look, from a terminal: 迎检, 一项目一册, 交接清单; OUT without an ending is a folder."""

import argparse
import sys

from app.cli.opened import opened
from app.cli.status import DONE, IN_PART
from app.clock import Clock
from app.jobs.evidence_folders import Bundle
from app.jobs.handover import print_handover
from app.jobs.inspections import inspection_folder, inspection_volume, self_check_report
from app.jobs.project_files import project_folder, project_of_code, project_volume


def write(asked: argparse.Namespace, clock: Clock) -> int:
    """Writes one of these papers; what could not be bound or copied is said on standard error."""
    if asked.kind == "projectfile":
        return _project(asked, clock)
    if asked.kind == "handover":
        with opened(asked.database, clock, to_write=False) as database:
            print_handover(database, asked.out, asked.leaving, asked.taking)
        return _told(asked, None)
    if None in (asked.year, asked.month):
        asked.complain("缺少--year、--month。")
    which = (asked.year, asked.month, asked.out, asked.scheme, asked.unit)
    with opened(asked.database, clock, to_write=False) as database:
        if asked.kind == "selfcheck":
            self_check_report(database, *which)
            return _told(asked, None)
        return _told(asked, (inspection_volume if asked.out.suffix else inspection_folder)(database, *which))


def _project(asked: argparse.Namespace, clock: Clock) -> int:
    if not asked.project:
        asked.complain("缺少--project。")
    with opened(asked.database, clock, to_write=False) as database:
        key = project_of_code(database, asked.project)
        return _told(asked, (project_volume if asked.out.suffix else project_folder)(database, key, asked.out))


def _told(asked: argparse.Namespace, bundle: Bundle | None) -> int:
    print(f"已生成：{asked.out}" + (f"（证明材料{bundle.files}份）" if bundle and bundle.files else ""))
    left_out = bundle.left_out if bundle else ()
    for sentence in left_out:
        print(sentence, file=sys.stderr)
    return IN_PART if left_out else DONE
