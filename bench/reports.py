#!/usr/bin/python3
"""Measures how long reports of a large session take: 300 studies, 20,100 findings, 1,500 files.

  bench/reports.py CLI [ROUNDS]

The session is saved JSON, written here, so that no check is measured. Prints the best of ROUNDS (3) for each form: seconds
on the clock, seconds of processor time, size, and processor time as a multiple of that for the table of studies, which is
little more than reading. Ends with 1 if a form takes more than 5 seconds of processor time.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time

STUDIES, CAUSES, FILES = 300, 67, 5
LIMIT = 5.0  # seconds
IDS = ["value.da.invalid", "identity.patient-name.empty", "meta.version.missing", "file.truncated",
       "value.text.control-character", "study.patient.differs", "value.ui.component-leading-zero"]


def session():
    studies = []
    for i in range(STUDIES):
        findings = [{"id": IDS[k % len(IDS)], "severity": ("error", "warning", "info")[k % 3], "vr": "LO",
                     "attribute": f"(0008,{k * 16:04X})", "keyword": f"Attribute{k}", "observed": f"something {k}",
                     "expected": "another thing", "source": "PS3.5 6.2", "count": 50, "instances": 50,
                     "hasDifferentValues": k % 2 == 0, "blocksFiling": False} for k in range(CAUSES)]
        files = [{"path": f"/disc/{i}/{j}", "outcome": "problems", "sopInstanceUid": f"1.2.3.{i}.{j}",
                  "findings": [{"id": f["id"], "attribute": f["attribute"]} for f in findings]} for j in range(FILES)]
        studies.append({"kind": "study", "studyInstanceUid": f"1.2.3.{i}", "patientName": f"NAME{i}, FIRST",
                        "patientId": f"ID{i}", "patientBirthDate": "19610203", "studyDate": "20260101",
                        "manufacturer": f"Maker {i % 20}, Model", "modalities": ["CT"], "instances": 60, "series": 3,
                        "verdict": "problems", "archive": "notFiled", "passedChecks": 10, "notDecidableChecks": 2,
                        "findings": findings, "notChecked": [], "files": files})
    return {"schema": "mivalidator-report", "schemaVersion": 1, "filesFound": STUDIES * FILES,
            "program": {"version": "0.1.0", "dictionaryEdition": "2026c"}, "studies": studies}


def measure(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run(command, check=True)
    clock = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock


def main():
    cli, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory(prefix="mivalidator-bench.") as folder:
        saved = os.path.join(folder, "session.json")
        with open(saved, "w", encoding="utf-8") as file:
            json.dump(session(), file)
        print(f"{STUDIES} studies, {STUDIES * CAUSES} findings, {os.path.getsize(saved) / 1e6:.1f} MB of JSON")
        base, missed = None, False
        for form in ("csv", "csv-findings", "json", "text", "html", "pdf", "letter-pdf"):
            target = os.path.join(folder, "report")
            best = min(measure([cli, "report", saved, "--format", form, "--output", target, "--force"])
                       for _ in range(rounds))
            base = base or best[0]
            missed |= best[0] > LIMIT
            print(f"{form:13} {best[1]:6.2f} s on the clock {best[0]:6.2f} s of processor"
                  f" {best[0] / base:5.1f} x csv {os.path.getsize(target) / 1e6:7.2f} MB")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
