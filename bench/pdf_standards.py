"""What checkers say of every PDF in a folder: `python bench/pdf_standards.py dist`. Exit 1 when a standard is not kept.

`page-validation` is among the tools of the tests; `outloud` and `qpdf` are asked where they are installed.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import page

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def kept(path):
    """Whether both standards are; says which rules are not."""
    reports = [page.validate_pdf(str(path), profile=profile) for profile in PROFILES]
    said = ", ".join(f"{report.profile.value} {report.rules.passed}/{report.rules.total}" for report in reports)
    print(f"{path}: {path.stat().st_size // 1024} KB, {said}")
    for report in reports:
        for failure in report.failures:
            print(f"    {failure.rule_id}: {failure.message}")
    return all(report.is_compliant for report in reports)


def whole(path):
    """Whether qpdf finds the file sound; true where there is no qpdf."""
    return not shutil.which("qpdf") or subprocess.run(["qpdf", "--check", path], capture_output=True).returncode == 0


def heard(paths):
    """What outloud remarks; each finding that stays is explained in docs/decisions."""
    if not shutil.which("outloud"):
        return
    done = subprocess.run(["outloud", "--json", "-", "-q", *map(str, paths)], capture_output=True, text=True)
    report, _ = json.JSONDecoder().raw_decode(done.stdout[done.stdout.index("{") :])
    for result in report["results"]:
        for found in result["findings"]:
            print(f"{Path(result['path']).name}: {found['severity']} {found['rule']} {found['message']}")


def main():
    """Every PDF below the folder named, or below dist."""
    paths = sorted(Path(sys.argv[1] if len(sys.argv) > 1 else "dist").rglob("*.pdf"))
    sound = [kept(path) and whole(path) for path in paths]
    heard(paths)
    print(f"{sum(sound)} of {len(sound)} keep both standards")
    return 0 if all(sound) else 1


if __name__ == "__main__":
    sys.exit(main())
