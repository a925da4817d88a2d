"""What import-linter does not see: how many imports are late, and that the type checker reads the commands."""

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MOST_LATE = 60
MOST_FILES = 40


def _late(path: Path) -> set[tuple[int, str]]:
    """Imports of our own modules inside functions, by line."""
    functions = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if _is_function(node))
    inside = (node for function in functions for node in ast.walk(function))
    return {(node.lineno, ast.unparse(node)) for node in inside if _is_ours(node)}


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def _is_ours(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").partition(".")[0] == "app"
    return isinstance(node, ast.Import) and any(name.name.partition(".")[0] == "app" for name in node.names)


def test_imports_of_our_own_modules_are_hardly_ever_late() -> None:
    late = [f"{path.relative_to(ROOT)}:{line}" for path in (ROOT / "app").rglob("*.py") for line, _ in _late(path)]
    assert len(late) <= MOST_LATE, "\n".join(sorted(late))


def test_no_folder_holds_more_than_forty_files() -> None:
    counts = {folder: len(list(folder.glob("*.py"))) for folder in (ROOT / "app").rglob("*") if folder.is_dir()}
    assert {str(folder): count for folder, count in counts.items() if count > MOST_FILES} == {}


def test_a_misspelt_command_does_not_pass_the_type_checker(tmp_path: Path) -> None:
    misspelt = tmp_path / "commands.py"
    text = (ROOT / "app/ui/commands.py").read_text(encoding="utf-8")
    assert "file_actions.new_file(desk, window)" in text
    misspelt.write_text(text.replace("new_file(desk, window)", "new_fil(desk, window, 3)"), encoding="utf-8")
    checked = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--cache-dir", str(ROOT / ".mypy_cache")),  # as lint left it: a blink
            *("--shadow-file", "app/ui/commands.py", str(misspelt), "-m", "app.ui.commands"),
        ],
        cwd=ROOT,
        env={**os.environ, "MYPYPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert 'has no attribute "new_fil"' in checked.stdout, checked.stdout + checked.stderr
