#!/usr/bin/python3
"""Compares what MI Validator says about studies with what dcentvfy (dicom3tools) says about the same files.

  bench/study_peers.py [PATH...] [--cli PROGRAM] [--edits N]

For each study of the paths, and for every Nth of the edits of tests/app/study_edits.py (default 5): runs dcentvfy on all files and
collects (message kind, attribute); each has to have a finding of ours about the same attribute, or of the same cause.
Prints what only dcentvfy says, and how many it found nothing in that we name. Ends with 1 when something is only said by
dcentvfy and is not explained below.
"""
import argparse
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "app"))
import study_edits
from pydicom import dcmread
from pydicom.datadict import keyword_for_tag

# Messages of dcentvfy that say something about its tables or that are not so, with the reason.
EXPLAINED = [
    (r"Unrecognized SOP Class", "its tables do not have the SOP Class"),
    (r"Different information entities for attribute", "follows from a SOP Class that its tables do not have, or that "
     "gives the attribute to the entity of another IOD; no statement about the values"),
    (r"Dicom dataset read failed", "it takes bytes behind the end of a deflate stream for data; they are a finding of the "
     "file here"),
]
# Messages about a file that cannot be read to its end: said when a file of the study has a finding about that.
UNREADABLE = re.compile(r"read failed|Seek failed")
KEYWORD = re.compile(r"Element=<(\w+)>")
# Ours that name the whole when dcentvfy names each attribute of it.
WHOLE = ("study.patient.differs", "study.duplicate", "study.sop-instance-uid", "study.series-uid")


def files_of(folder):
    return sorted(os.path.join(path, name) for path, _, names in os.walk(folder) for name in names)


def peer(folder):
    out = subprocess.run(["dcentvfy", "-f", "/dev/stdin"], input="\n".join(files_of(folder)).encode(),
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout.decode(errors="replace")
    messages = collections.Counter()
    for line in out.splitlines():
        if line.startswith(("Error", "Warning")) and not any(re.search(p, line) for p, _ in EXPLAINED):
            keyword = KEYWORD.search(line)
            messages[(line.split(" - Element")[0].split(" for file")[0][:90], keyword.group(1) if keyword else "")] += 1
    return messages


def ours(cli, folder):
    with tempfile.TemporaryDirectory() as temporary:
        studies = study_edits.studies_of(cli, folder, os.path.join(temporary, "r.json"))
    found = [f for s in studies for f in s["findings"] + s["suppressed"]]
    return [f for f in found if f["id"].startswith("study.")], any(f["id"].startswith("file.") for f in found)


def tag_words(finding):
    """Keywords that a finding is about: its own, those that it lists by tag or by name."""
    words = {finding["keyword"]} | set(re.findall(r"\b[A-Z]\w+\b", finding["observed"]))
    for group, element in re.findall(r"\(([0-9A-F]{4}),([0-9A-F]{4})\)", finding["observed"]):
        words.add(keyword_for_tag(int(group + element, 16)))
    return words


def compare(cli, name, folder, totals, is_right=False):
    """is_right: the set differs in something that is no defect, as its maker knows."""
    theirs, (mine, is_unreadable) = peer(folder), ours(cli, folder)
    words = set().union(*map(tag_words, mine)) if mine else set()
    whole = any(f["id"].startswith(WHOLE) for f in mine)
    totals["folders"] += 1
    totals["only ours"] += bool(mine) and not theirs
    totals["both"] += bool(mine) and bool(theirs)
    for (message, keyword), count in theirs.items():
        if keyword in words or whole:
            continue
        if is_unreadable and UNREADABLE.search(message):
            continue
        if is_right:
            totals["only theirs, of what is right"] += 1
            continue
        totals["only theirs"] += 1
        print("%s: only dcentvfy: %s %s (%d)" % (name, message, keyword, count))


def studies_below(paths):
    """The files of the paths by Study Instance UID; a file that cannot be read has none and is left out."""
    studies = collections.defaultdict(list)
    for path in paths:
        for file in files_of(path):
            try:
                studies[str(dcmread(file, stop_before_pixels=True, specific_tags=["StudyInstanceUID"]).StudyInstanceUID)] \
                    .append(file)
            except Exception:  # pydicom raises anything on files that are broken on purpose
                continue
    return studies


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--cli", default="build/release/bin/mivalidator-cli")
    parser.add_argument("--edits", type=int, default=5)
    arguments = parser.parse_args()
    totals = collections.Counter()
    for uid, files in sorted(studies_below(arguments.paths).items()):
        with tempfile.TemporaryDirectory(prefix="mi-study-peers-") as folder:
            for number, file in enumerate(files):
                shutil.copyfile(file, os.path.join(folder, "%05d" % number))
            compare(arguments.cli, "%s (%s)" % (uid, files[0]), folder, totals)
    if arguments.edits:
        with tempfile.TemporaryDirectory(prefix="mi-study-peers-") as temporary:
            for number, (name, edit, expected) in enumerate(study_edits.edits()):
                if number % arguments.edits == 0:
                    folder = os.path.join(temporary, "%04d" % number)
                    variant = study_edits.Variant(number + 1)
                    edit(variant)
                    variant.write(folder)
                    compare(arguments.cli, name, folder, totals, is_right=expected is None)
    print(", ".join("%s: %d" % (key, totals[key]) for key in (
        "folders", "both", "only ours", "only theirs", "only theirs, of what is right")))
    return 1 if totals["only theirs"] else 0


if __name__ == "__main__":
    sys.exit(main())
