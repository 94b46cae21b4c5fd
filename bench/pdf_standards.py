"""What checkers say of every PDF in a folder: `python bench/pdf_standards.py dist`. Exit 1 when a standard is not kept.

`page-validation` and `outloud` are among the tools of the tests; `qpdf` is asked where it is installed. Of what
`outloud` remarks, `tests/builders/outloud_explained.yaml` says what stays and why.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import outloud
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


def heard(path):
    """What outloud remarks, with page and words."""
    for found in outloud.check(str(path)).findings:
        print(f"    outloud {found.rule}, page {found.page}: {found.message}. {found.evidence or ''}")


def main():
    """Every PDF below the folder named, or below dist."""
    paths = sorted(Path(sys.argv[1] if len(sys.argv) > 1 else "dist").rglob("*.pdf"))
    sound = []
    for path in paths:
        sound.append(kept(path) and whole(path))
        heard(path)
    print(f"{sum(sound)} of {len(sound)} keep both standards")
    return 0 if all(sound) else 1


if __name__ == "__main__":
    sys.exit(main())
