#!/usr/bin/python3
"""Compares what MI Validator and dciodvfy say about modules, attributes, conditions, values and items of PS3.3.

  bench/iod_peers.py [PATH...] [--pydicom] [--cli PROGRAM] [--dciodvfy PROGRAM]... [--explained FILE] [--tables FOLDER]
                     [--json FILE]

--pydicom adds the files that the Python package pydicom brings along; that is how the test suite runs it.
Runs mivalidator-cli and each dciodvfy (default: the one that is installed; give a second one to compare editions) on every
file. An Error of one side is agreed to when the other side reports the same attribute of the same file, whatever its
severity, or what stands for it: the Sequence around, the module, or the alternative, because one root cause is one finding
here, and a message for each attribute there. How many agree in which of these ways is counted. What is left is held against the list of explanations in
bench/iod_peers_explained.tsv (side, message pattern, attribute pattern, file pattern, reason with the section that
settles it; docs/peers.md says more), and counted by reason. Exit code 1 when something is left unexplained.
A program that crashes or exceeds its time gives no verdict.
"""

import argparse
import collections
import concurrent.futures
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from peers import collect, own_verdict, run  # noqa: E402

# What dciodvfy says of an information object, and the kind that it is counted under. Other messages are about encoding
# and values: bench/peers.py compares those.
KINDS = [
    ("missing", r"Missing attribute for Type|A value is required"),
    ("not allowed", r"Attribute present when condition unsatisfied|[Ss]hall not be present|[Mm]ay not be present"),
    ("empty", r"Empty attribute \(no value\)|only permitted to be empty"),
    ("value", r"Unrecognized (enumerated|defined)|must be HU|SegmentNumber not mono|not expected to be present"
              r"|CodingSchemeDesignator is deprecated|needs? to be|Number of (values|items)"),
    ("items", r"Bad Sequence number of Items|Bad attribute Value Multiplicity|value multiplicity"),
    ("not in the IOD", r"Attribute is not present in standard DICOM IOD"),
    ("no verdict", r"Information Object Not found"),
    ("media", r"needed to build DICOMDIR"),
]
STEP = re.compile(r"/[^/(]*\(([0-9a-fA-F]{4}),([0-9a-fA-F]{4})[^)]*\)(?:\[[0-9]*\])?")
MESSAGE = re.compile(r"^(Error|Warning) - (?:<(?P<path>/.*?\)(?:\[[0-9]*\])?)> - )?(?P<text>.*)$")


def attribute_of(path):
    """"/A(0008,1115)[1]/B(0008,1155)[1]" -> "(0008,1115).(0008,1155)"."""
    return ".".join("(%s,%s)" % (group.upper(), element.upper()) for group, element in STEP.findall(path or ""))


def without_items(path):
    return re.sub(r"\[[0-9]+\]", "", path)


def ours(cli, path, seconds):
    report = own_verdict(cli, path, seconds, "--no-decode")
    if report is None:
        return None
    return [{"severity": finding["severity"].capitalize(), "kind": finding["id"],
             "attribute": without_items(finding["attribute"]),
             "text": "%s: %s; %s" % (finding["id"], finding.get("observed", ""), finding.get("expected", ""))}
            for finding in report["findings"]]


def theirs(program, path, seconds):
    lines, completed = run([program, "-new", path], seconds)
    if not completed or any("Assert" in line for line in lines):
        return None
    found = []
    for line in lines:
        match = MESSAGE.match(line)
        kind = next((kind for kind, pattern in KINDS if match and re.search(pattern, match["text"])), None)
        if kind == "no verdict":
            return None
        if kind:
            found.append({"severity": match[1], "kind": kind, "attribute": attribute_of(match["path"]),
                          "text": match["text"]})
    return found


class Modules:
    """Which attributes each module of the rule tables has at its first level, and the keywords of attributes."""

    def __init__(self, folder):
        self.keywords = {}
        with open(os.path.join(folder, "dictionary.tsv"), encoding="utf-8") as file:
            for line in file:
                cells = line.rstrip("\n").split("\t")
                if cells[0].startswith("("):
                    self.keywords[cells[0].upper()] = cells[1]
        tags = {keyword: tag for tag, keyword in self.keywords.items()}
        blocks, names = {}, {}
        for name in ("modules.rules", "macros.rules"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                block = None
                for line in file:
                    match = re.match(r'(module|macro) (\S+) (?:"(.*)"|(\S+)) ', line)
                    if match:
                        block = blocks.setdefault((match[1], match[2]), ([], []))
                        if match[1] == "module":
                            names[match[2]] = match[3] or match[4]
                    elif re.match(r"  [A-Za-z]", line) and block is not None:
                        word, *rest = line.split()
                        if word == "include":
                            block[1].append(rest[0])
                        elif word in tags:
                            block[0].append(tags[word])
        self.tags = {}
        for (kind, block_id), _ in blocks.items():
            if kind == "module":
                self.tags[names[block_id]] = self._tags(blocks, (kind, block_id))

    def _tags(self, blocks, key):
        own, includes = blocks.get(key, ([], []))
        return set(own).union(*[self._tags(blocks, ("macro", include)) for include in includes])

    def have_both(self, tag, other):
        return any(tag in tags and other in tags for tags in self.tags.values())


def explained_by(rows, side, item, path):
    for row in rows:
        if row["side"] in (side, "both") and re.search(row["message"], item["text"]) \
                and re.search(row["attribute"], item["attribute"]) and re.search(row["file"], path):
            return row["reason"]
    return None


def read_explanations(path):
    rows = []
    with open(path, encoding="utf-8") as file:
        names = None
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if names is None:
                names = cells
                continue
            rows.append(dict(zip(names, cells)))
    return rows


# Findings of other families that name a module by its first attribute, and say no more about the rest of it.
NAMES_MODULE = ("identity.", "pixel.data.missing", "truth.frames.")


# The ways to agree, the strictest first.
WAYS = ("the same attribute and defect", "the same attribute", "the Sequence around or inside", "the module",
        "an alternative that is missing, too")
# What the rules here call a kind of dciodvfy's messages.
SAME_DEFECT = {"missing": r"missing", "empty": r"empty", "not allowed": r"not-allowed|not-expected|not-in",
               "value": r"^iod\.(value|code)|not-enumerated|undefined", "items": r"count|items|multiplicity"}


def is_same_defect(one, other):
    return any(re.search(SAME_DEFECT.get(kind, "^$"), rule)
               for kind, rule in ((one["kind"], other["kind"]), (other["kind"], one["kind"])))


def way_of_agreeing(item, others, modules):
    """How one of `others` is about the same attribute or about what stands for it: one of WAYS, None if none is."""
    ways = [way for way in (agrees(item, other, modules) for other in others if other["attribute"]) if way]
    return min(ways, key=WAYS.index, default=None)


def agrees(item, other, modules):
    whole = item["attribute"]
    first = whole.split(".", 1)[0]
    keyword = modules.keywords.get(whole.rsplit(".", 1)[-1])
    theirs = other["attribute"]
    if theirs == whole:
        return WAYS[0 if is_same_defect(item, other) else 1]
    # A Sequence that is missing or wrong instead of what it should hold, or the other way round.
    if whole.startswith(theirs + ".") or "items.empty" in item["kind"] and theirs.startswith(whole + "."):
        return WAYS[2]
    module = re.match(r".*; (.*?) \(PS3\.3", other["text"])
    if "module.missing" in other["kind"] and module and first in modules.tags.get(module[1], ()):
        return WAYS[3]
    if other["kind"].startswith(NAMES_MODULE) and item["kind"] == "missing" and modules.have_both(theirs, first):
        return WAYS[3]
    # One of several has to be there, none is, and the finding names another one of them.
    if keyword and "because" in other["text"] and re.search(r"\b%s is absent" % keyword, other["text"]):
        return WAYS[4]
    return None


def compare(path, cli, programs, explanations, modules, seconds):
    mine = ours(cli, path, seconds)
    rows = []
    if mine is None:
        return [("mivalidator-cli", "no verdict", path, "", "", "")]
    for program in programs:
        verdict = theirs(program, path, seconds)
        if verdict is None:
            rows.append((program, "no verdict", path, "", "", ""))
            continue
        for item in verdict:
            if item["severity"] != "Error":
                continue
            reason = way_of_agreeing(item, mine, modules) or explained_by(explanations, "theirs", item, path)
            rows.append((program, "theirs", path, item["attribute"], item["text"], reason or ""))
        for item in mine:
            if item["severity"] != "Error" or not item["kind"].startswith("iod."):
                continue
            reason = way_of_agreeing(item, verdict, modules) or explained_by(explanations, "ours", item, path)
            rows.append((program, "ours", path, item["attribute"], item["text"], reason or ""))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--pydicom", action="store_true")
    parser.add_argument("--cli", default="build/release/bin/mivalidator-cli")
    parser.add_argument("--dciodvfy", action="append")
    parser.add_argument("--explained", default=os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                                            "iod_peers_explained.tsv"))
    parser.add_argument("--tables", default=os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                                                         "resources", "standard"))
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--examples", type=int, default=2)
    arguments = parser.parse_args()
    programs = arguments.dciodvfy or ["dciodvfy"]
    for program in programs + [arguments.cli]:
        if not shutil.which(program):
            parser.error("no program at " + program)
    explanations = read_explanations(arguments.explained)
    modules = Modules(arguments.tables)
    paths = list(arguments.paths)
    if arguments.pydicom:
        package = importlib.util.find_spec("pydicom")
        if package is None:
            parser.error("pydicom is not installed")
        paths.append(os.path.join(package.submodule_search_locations[0], "data"))
    files = list(collect(paths))
    if not files:
        parser.error("no files")
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        rows = [row for found in pool.map(
            lambda path: compare(path, arguments.cli, programs, explanations, modules, arguments.seconds), files)
            for row in found]
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as out:
            json.dump([dict(zip(("peer", "side", "file", "attribute", "text", "reason"), row)) for row in rows], out,
                      indent=1)
    print("%d files" % len(files))
    unexplained = 0
    for program in programs:
        print("\n" + program)
        mine = [row for row in rows if row[0] == program]
        print("  no verdict on %d files" % sum(row[1] == "no verdict" for row in mine))
        for side in ("theirs", "ours"):
            counts = collections.Counter(row[5] for row in mine if row[1] == side)
            print("  Errors of %s: %d, agreed %d" % ("dciodvfy" if side == "theirs" else "MI Validator",
                                                   sum(counts.values()), sum(counts[way] for way in WAYS)))
            for way in WAYS:
                print("    %5d  agreed by %s" % (counts.pop(way, 0), way))
            left = counts.pop("", 0)
            for reason, count in counts.most_common():
                print("    %5d  %s" % (count, reason))
            print("    %5d  unexplained" % left)
            unexplained += left
            groups = collections.defaultdict(list)
            for row in mine:
                if row[1] == side and not row[5]:
                    groups[row[3], re.sub(r"= <[^>]*>|`[^']*'", "", row[4])[:110]].append(row[2])
            for (attribute, text), paths in sorted(groups.items(), key=lambda group: -len(group[1])):
                print("      %5d %s %s  [%s]" % (len(paths), attribute, text, ", ".join(
                    os.path.basename(path) for path in paths[:arguments.examples])))
    failed = any(row[0] == "mivalidator-cli" for row in rows)
    return 1 if failed or unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
