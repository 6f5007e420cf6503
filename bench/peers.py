#!/usr/bin/python3
"""Compares what MI Validator says about DICOM files with what other programs say about the same files.

  bench/peers.py PATH... [--cli PROGRAM] [--json FILE|-] [--seconds N] [--examples N]

Runs mivalidator-cli, dciodvfy, DCMTK (dcmdump, dcmftest), GDCM (gdcmdump) and pydicom, those that are installed, on
every file. Messages are sorted into kinds; two programs agree when both report the same kind for the same attribute of
the same file. A program that crashes or exceeds its time gives no verdict. docs/peers.md explains the disagreements.
Nothing is judged here: the exit code is 0 unless the arguments are wrong or mivalidator-cli fails.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys

OUT_OF_SCOPE = "information object definitions: not checked by this version"
ENCODING = "encoding: reading stopped or was doubtful"

# Kind, whether a message belongs to one attribute (else to the file), pattern of our rule ids, pattern of the peers'
# messages. The first row that fits decides.
KINDS = [
    (OUT_OF_SCOPE, True, r"identity\.patient-|identity\..*\.(missing|not-for-files)|pixel\.(data|attributes)\.missing"
     r"|pixel\.planar\.(missing|unneeded)",
     r"Missing attribute|not present in standard DICOM IOD|needed to build DICOMDIR|Attribute present when condition"
     r"|Empty attribute \(no value\)|A value is required|only permitted to be empty|Unrecognized (enumerated|defined)"
     r"|[Ss]hall not be present|CodingSchemeDesignator|is not listed in Current|for SCOORD|Information Object Not found"
     r"|Non-identity Modality LUT|Bad Sequence number|must be HU|SegmentNumber not mono|not unit vector"
     r"|Missing media storage|Bad attribute Value Multiplicity|May not be present|but missing SOP(Class|Instance)UID"),
    ("private attribute that the peer does not know", True, r"^$",
     r"[13579bdfBDF],[0-9a-fA-F]{4}[^)]*\)> - (Unrecognized tag|Explicit value representation doesn't match)"),
    ("not DICOM", False, r"file\.(not-dicom|empty)", r"^no: |InvalidDicomError.*(preamble|header)"),
    ("duplicate element", True, r"encoding\.element\.duplicate", r"occurs twice|found twice|already found"),
    ("transfer syntax", False, r"meta\.transfer-syntax\.(?!retired)|meta\.encoding",
     r"Implicit VR encoding even though|explicit VR, but found implicit|implicit VR, but found explicit"
     r"|explicit/implicit|Unknown Transfer syntax|contain Transfer Syntax|Invalid transfer syntax|transfer syntax.*UID"),
    ("order of elements", False, r"encoding\.element\.order", r"Tags out of order"),
    (ENCODING, False,
     r"file\.(truncated|deflate|meta|preamble\.missing|prefix|leading)|encoding\.(delimiter|item|length\.(past|undef))|limit\.",
     r"Illegal zero bytes where|dataset read failed|attribute read failed|Attribute read failed|Tag read failed"
     r"|Seek failed|Serious bug"
     r"|premature end|Invalid stream|larger \(\d+\)|larger than|EOFError|could be corrupted|Incomplete Pixel"
     r"|Value Length for Sequence|Failed to read|Undefined value length|giving up|deflate|zlib|Unexpected end"
     r"|explicit/implicit|VR16bits|Assuming 16 bits|missing delimit|Delimit|delimiter|INVALID"
     r"|unable to|Unable to|exceeds? (the )?(remaining|file)|InvalidDicomError"),
    ("bytes behind the data", False, r"file\.trailing", r"[Tt]railing garbage|trailing (data|bytes|zero)"),
    ("preamble", False, r"file\.preamble\.(tiff|executable)", r"[Pp]reamble"),
    ("group length", False, r"encoding\.group-length|attribute\.group-length|meta\.group-length",
     r"[Gg]roup [Ll]ength|,0000\)> - Retired attribute"),
    ("group that may not be here", True, r"encoding\.group\.|attribute\.directory", r"Invalid Element .* found in data set"),
    ("odd length", True, r"encoding\.length\.odd", r"not a multiple of 2 - VL|of element \S+ is odd|odd length"),
    ("length is no multiple", True, r"value\.length\.not-multiple", r"not a multiple of (\d+|VR)|is not a multiple"),
    ("VR code", True, r"encoding\.(vr|reserved)", r"Non-standard VR|[Uu]nrecognized VR|Unknown VR|Bad VR"),
    ("VR against dictionary", True, r"value\.vr\.|pixel\.vr\.", r"doesn't match data dictionary|VR is UN|VR UN"
     r"|Invalid Value Representation"),
    ("unknown attribute", True, r"attribute\.unknown", r"Unrecognized tag|Unknown DICOM tag|Unknown tag"),
    ("retired attribute", True, r"attribute\.retired", r"Retired attribute"),
    ("private blocks", True, r"private\.", r"private owner|Private tag without owner|[Pp]rivate [Cc]reator"),
    ("UIDs that must differ", False, r"identity\.uid\.same|truth\.uid\.|identity\.uid\.reserved", r"same value as"),
    ("UID", True, r"(value\.ui|meta\.uid|identity)\.",
     r"VR \[UI\]|VR UI|root for UID|[Ii]nvalid.* UID"),
    ("media storage UIDs", True, r"meta\.sop-", r"MediaStorageSOP|Media Storage"),
    ("file meta version", True, r"meta\.version", r"FileMetaInformationVersion"),
    ("file meta elements", True, r"meta\.", r"[Mm]eta ?[Hh]eader|File Meta"),
    ("person name", True, r"value\.pn\.", r"VR \[PN\]|VR PN"),
    ("date or time", True, r"value\.(da|tm|dt|as)\.", r"VR \[(DA|TM|DT|AS)\]|VR (DA|TM|DT|AS)\b"),
    ("number as text", True, r"value\.(ds|is)\.", r"VR \[(DS|IS)\]|VR (DS|IS)\b|maximum length of 1[26] .*VR (DS|IS)"),
    ("value multiplicity", True, r"value\.vm\.", r"Value Multiplicity|value multiplicity|[Ii]ncorrect VM|VM "),
    ("character set", True, r"text\.", r"[Cc]haracter [Ss]et|encoding '|encodings? |UnicodeDecodeError|LookupError"),
    ("other value", True, r"value\.", r"VR \[\w\w\]|VR \w\w\b|Value invalid|maximum length|Value dubious"),
    ("frames and their items", True, r"truth\.frames", r"PerFrameFunctionalGroupsSequence"),
    ("implausible value", True, r"truth\.", r"Value is zero|[Ii]mplausible|future"),
    ("length of the pixel data", True, r"pixel\.native\.", r"PixelData has incorrect value length|length of pixel data"),
    ("codestream", True, r"pixel\.", r"[Cc]odestream|JPEG|PixelData|Pixel Data"),
    ("other bulk data", True, r"bulk\.", r"[Oo]verlay|[Ww]aveform|LookupTable|LUT"),
]
# Lines that describe the file or repeat another line.
NOISE = re.compile(r"^\w+$|^yes: |^Original entry|^Warning: In |^Error: In |^Unhandled$|^rc=|^$|gdcmException\.h|^Group |"
                   r"The 'DicomDir' class|No DICOMDIR|dataset has no attribute|CP-246")
TAG = re.compile(r"\(?(?:0x)?([0-9a-fA-F]{4}), ?(?:0x)?([0-9a-fA-F]{4})")


def kind_of(text, column):
    for row in KINDS:
        if re.search(row[column], text):
            return row[0], row[1]
    return "without a kind: " + re.sub(r"<[^>]*>|[0-9]+", "#", text)[:60], True


def place_of(text, kind=""):
    """The innermost attribute that a message or a path names; of private blocks only the group."""
    tags = TAG.findall(text)
    if tags and kind == "private blocks":
        return "(%s,)" % tags[-1][0].upper()
    return "(%s,%s)" % tuple(part.upper() for part in tags[-1]) if tags else ""


def run(command, seconds):
    """(lines of both streams, completed); not completed is a crash or a time-out."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds,
                              stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        return [], False
    lines = done.stdout.decode("latin-1").replace("\0", "").splitlines()
    return lines, done.returncode >= 0


def dciodvfy(path, seconds):
    lines, completed = run(["dciodvfy", "-new", path], seconds)
    return [line for line in lines if "Error" in line or "Warning" in line], completed


def dcmtk(path, seconds):
    dump, dumped = run(["dcmdump", "-M", path], seconds)
    test, tested = run(["dcmftest", path], seconds)
    return [line for line in dump if re.match(r"[WEF]: ", line)] + test, dumped and tested


def gdcm(path, seconds):
    # Values go to the same stream as messages, so only the lines after a heading, and the last word, are messages.
    lines, completed = run(["gdcmdump", "-W", "-E", path], seconds)
    messages, after = [], False
    for line in lines:
        if after or line.startswith(("Failed to read", "DataElement: (")) or "already found" in line:
            messages.append("Failed to read" if line.startswith("Failed") else line)
        after = line.startswith(("Warning: In ", "Error: In "))
    return messages, completed


def pydicom(path, seconds):
    return run([sys.executable, os.path.abspath(__file__), "--pydicom-child", path], seconds)


def pydicom_child(path):
    """Reads one file as strictly as pydicom can and prints what it complains about."""
    import warnings

    import pydicom as library

    library.config.settings.reading_validation_mode = library.config.RAISE
    warnings.simplefilter("always")
    warnings.showwarning = lambda message, *_: print(str(message).splitlines()[0])

    def visit(data_set):
        for tag in sorted(data_set.keys()):
            try:
                element = data_set[tag]
                for item in element.value if element.VR == "SQ" and element.value else []:
                    visit(item)
            except Exception as error:  # whatever it is, it is pydicom's opinion of this element
                print(f"{type(error).__name__}: {str(error).split('. Please see')[0].splitlines()[0]} {tag}")

    try:
        data_set = library.dcmread(path, force=True)
        visit(data_set.file_meta)
        visit(data_set)
    except Exception as error:  # as above, of the whole file
        print(f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")


PEERS = {"dciodvfy": (dciodvfy, "dciodvfy"), "dcmtk": (dcmtk, "dcmdump"), "gdcm": (gdcm, "gdcmdump"),
         "pydicom": (pydicom, None)}


def installed_peers():
    try:
        import pydicom as _  # noqa: F401
        has_pydicom = True
    except ImportError:
        has_pydicom = False
    return {name: call for name, (call, program) in PEERS.items()
            if (has_pydicom if program is None else shutil.which(program))}


def collect(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, names in sorted(os.walk(path)):
                folders[:] = [name for name in folders if name != "__pycache__"]
                yield from (os.path.join(folder, name) for name in sorted(names))
        else:
            yield path


def own_verdict(cli, path, seconds, *options):
    """What MI Validator says of this one file; None without a verdict. A DICOMDIR stands for its whole medium, whose files
    come in no order, so the line of the file itself is looked for."""
    lines, completed = run([cli, "check", "--each", *options, path], seconds)
    if not completed:
        return None
    verdicts = [json.loads(line.encode("latin-1")) for line in lines if line.startswith("{")]
    if len(verdicts) > 1:
        verdicts = [verdict for verdict in verdicts if os.path.realpath(verdict["path"]) == os.path.realpath(path)]
    return verdicts[0] if verdicts else None


def ours(cli, path, seconds):
    """{(kind, place): [texts]} of mivalidator-cli, or None."""
    verdict = own_verdict(cli, path, seconds)
    if verdict is None:
        return None
    found = collections.defaultdict(list)
    for finding in verdict["findings"]:
        kind, has_place = kind_of(finding["id"], 2)
        place = place_of(finding["attribute"], kind) if has_place else ""
        found[kind, place].append("%s (%s)" % (finding["id"], finding["severity"]))
    return found


def theirs(call, path, seconds):
    lines, completed = call(path, seconds)
    if not completed:
        return None
    found = collections.defaultdict(list)
    for line in lines:
        line = line.replace(path, "FILE").strip()
        if NOISE.search(line):
            continue
        kind, has_place = kind_of(line, 3)
        found[kind, place_of(line, kind) if has_place else ""].append(line[:300])
    return found


def compare_file(path, cli, peers, seconds):
    mine = ours(cli, path, seconds)
    rows = []
    if mine is None:
        return [{"file": path, "peer": "mivalidator-cli", "kind": "", "place": "", "status": "no verdict",
                 "ours": [], "theirs": []}]
    verdicts = {name: theirs(call, path, seconds) for name, call in peers.items()}
    dcmftest_agrees = ("not DICOM", "") in (verdicts.get("dcmtk") or {("not DICOM", ""): []})
    if ("not DICOM", "") in mine and dcmftest_agrees:
        return []  # nothing to compare
    for name, verdict in verdicts.items():
        if verdict is None:
            rows.append({"file": path, "peer": name, "kind": "", "place": "", "status": "no verdict", "ours": [],
                         "theirs": []})
            continue
        for key in sorted(set(mine) | set(verdict)):
            status = "agree" if key in mine and key in verdict else "only ours" if key in mine else "only theirs"
            rows.append({"file": path, "peer": name, "kind": key[0], "place": key[1], "status": status,
                         "ours": mine.get(key, []), "theirs": verdict.get(key, [])})
    return rows


def print_table(rows, peers, examples):
    grouped = collections.defaultdict(lambda: collections.defaultdict(list))
    for row in rows:
        if row["status"] == "no verdict":
            print("no verdict: %s on %s" % (row["peer"], row["file"]))
        else:
            grouped[row["kind"]][row["peer"], row["status"]].append(row)
    for kind in sorted(grouped, key=lambda k: (k == OUT_OF_SCOPE, k)):
        print("\n" + kind)
        for peer in peers:
            counts = [(status, grouped[kind].get((peer, status), [])) for status in ("agree", "only ours", "only theirs")]
            if not any(found for _, found in counts):
                continue
            print("  %-9s %s" % (peer, ", ".join("%s %d" % (status, len(found)) for status, found in counts)))
            for status, found in counts[1:] if kind != OUT_OF_SCOPE else []:
                for row in found[:examples]:
                    text = (row["ours"] if status == "only ours" else row["theirs"])[0]
                    print("      %-11s %s %s: %s" % (status, os.path.basename(row["file"]), row["place"], text[:150]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--cli", default="build/release/bin/mivalidator-cli")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--examples", type=int, default=3)
    parser.add_argument("--pydicom-child", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.pydicom_child:
        return pydicom_child(arguments.pydicom_child)
    if not arguments.paths:
        parser.error("no files given")
    if not shutil.which(arguments.cli):
        parser.error("no program at " + arguments.cli)
    peers = installed_peers()
    files = list(collect(arguments.paths))
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        rows = [row for found in pool.map(lambda path: compare_file(path, arguments.cli, peers, arguments.seconds),
                                          files) for row in found]
    if arguments.json:
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        if arguments.json == "-":
            print(text)
        else:
            with open(arguments.json, "w", encoding="utf-8") as out:
                out.write(text + "\n")
    if arguments.json != "-":
        print("%d files, peers: %s" % (len(files), ", ".join(peers)))
        print_table(rows, peers, arguments.examples)
    failed = any(row["peer"] == "mivalidator-cli" for row in rows)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
