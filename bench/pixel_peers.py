#!/usr/bin/python3
"""Compares whether MI Validator and other programs can decode the same frames.

  bench/pixel_peers.py PATH... [--cli PROGRAM] [--json FILE|-] [--seconds N] [--damage N]

Every file with pixel data is cut into its frames with pydicom; each frame becomes a file of its own, which
mivalidator-cli, DCMTK (dcmdjpeg, dcmdjpls, dcmdrle; dcmj2pnm for what is not compressed) and GDCM (gdcmconv --raw) then
have to decode. What cannot be cut is given to them as it is. With --damage, N more copies of every compressed frame, each
with one byte changed (the same in every run). Prints how often they agree, and every frame about which
they do not. docs/peers.md explains those of Debian's pydicom data. Nothing is judged here: the exit code is 0 unless the
arguments are wrong or mivalidator-cli fails.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

import pydicom
from pydicom.encaps import encapsulate, generate_pixel_data_frame

UID = "1.2.840.10008.1.2."
JPEG = {UID + "4." + end for end in ("50", "51", "53", "55", "57", "70")}
JPEG_LS = {UID + "4.80", UID + "4.81"}
RLE = UID + "5"
NATIVE = {UID.rstrip("."), UID + "1", UID + "2", UID + "1.99"}

# What MI Validator calls a frame that cannot be shown as it should be.
FAILURES = re.compile(r"pixel\.(frame|fragments|rle|native|encapsulated)\.|pixel\.codestream\.(broken|components|other-format"
                      r"|precision-too-large|process|size|truncated)|pixel\.(data|attributes)\.missing|file\.truncated"
                      r"|encoding\.(delimiter|item|length\.past)")
# Warnings of DCMTK that are about a codestream; others are about the data set.
DECODER_WARNING = re.compile(r"JPEG|SOS|[Cc]orrupt|RLE|[Dd]ecompress|fragment")
HARMLESS = re.compile(r"pixel\.fragments\.empty|pixel\.native\.too-long")


def run(command, seconds):
    """(status, last message): ok, fails, crash, time."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds,
                              stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        return "time", ""
    lines = [line for line in done.stdout.decode("latin-1").splitlines() if line.strip()]
    if done.returncode < 0:
        return "crash", lines[-1] if lines else ""
    said = [line for line in lines if re.match(r"[WEF]: ", line) or "rror" in line or "arning" in line]
    warned = [line for line in said if line.startswith("W: ") and DECODER_WARNING.search(line)]
    if done.returncode == 0 and warned:
        return "warns", warned[0][:200]
    return ("ok" if done.returncode == 0 else "fails"), (said or lines or [""])[0][:200]


def dcmtk(path, syntax, folder, seconds):
    out = os.path.join(folder, "dcmtk.out")
    if syntax in JPEG:
        return run(["dcmdjpeg", path, out], seconds)
    if syntax in JPEG_LS:
        return run(["dcmdjpls", path, out], seconds)
    if syntax == RLE:
        return run(["dcmdrle", path, out], seconds)
    if syntax in NATIVE:
        return run(["dcmj2pnm", path, out], seconds)
    return "no decoder", ""


def gdcm(path, syntax, folder, seconds):
    del syntax
    status, message = run(["gdcmconv", "--raw", path, os.path.join(folder, "gdcm.out")], seconds)
    if status == "fails" and "not supported" in message:
        return "no decoder", message
    return status, message


def ours(cli, path, seconds):
    done = subprocess.run([cli, "check", "--each", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          timeout=seconds, stdin=subprocess.DEVNULL, check=False)
    verdict = json.loads(done.stdout.decode("utf-8").splitlines()[0])
    ids = sorted({finding["id"] for finding in verdict["findings"]})
    failed = [name for name in ids if FAILURES.match(name) and not HARMLESS.match(name)]
    if failed:
        return "fails", " ".join(failed)
    reasons = [entry["reason"] for entry in verdict["notChecked"] if entry["what"] == "pixel-data.decoding"]
    return ("no decoder", reasons[0]) if reasons else ("ok", "")


def read(path):
    """The data set and its Transfer Syntax, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data_set = pydicom.dcmread(path, force=True)
            return (data_set, str(data_set.file_meta.TransferSyntaxUID)) if "PixelData" in data_set else None
    except Exception:  # whatever pydicom cannot read is compared by bench/peers.py
        return None


def frames_of(data_set, syntax):
    """The codestreams of a multi-frame image; [] where they cannot be told apart or there is one only."""
    try:
        count = int(data_set.get("NumberOfFrames", 1) or 1)
        if count < 2 or syntax in NATIVE or not pydicom.uid.UID(syntax).is_transfer_syntax:
            return []
        found = list(generate_pixel_data_frame(data_set.PixelData, count))
    except Exception:  # a number or an offset table that pydicom does not understand
        return []
    return found if len(found) == count else []


def damaged_copies(path, count, folder):
    """(number, path) of copies with one byte changed behind the start of the last codestream."""
    with open(path, "rb") as file:
        data = file.read()
    start = max(data.rfind(mark) for mark in (b"\xff\xd8\xff", b"\xff\x4f\xff\x51", b"\xe0\x7f\x10\x00O"))
    if start < 0:
        return
    generator = random.Random(len(data))
    for number in range(1, count + 1):
        changed = bytearray(data)
        changed[generator.randrange(start, len(data))] ^= 1 << generator.randrange(8)
        copy = os.path.join(folder, "damaged.dcm")
        with open(copy, "wb") as file:
            file.write(changed)
        yield number, copy


def compare_frame(path, syntax, cli, folder, seconds):
    results = {"ours": ours(cli, path, seconds), "dcmtk": dcmtk(path, syntax, folder, seconds),
               "gdcm": gdcm(path, syntax, folder, seconds)}
    return {name: {"status": status, "message": message.replace(folder + "/", "").replace(path, "FILE")}
            for name, (status, message) in results.items()}


def compare_file(path, cli, seconds, damage):
    opened = read(path)
    if opened is None:
        return []
    data_set, syntax = opened
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        frames = frames_of(data_set, syntax)
        for number in range(1, max(1, len(frames)) + 1):
            single = path
            if frames:
                single = os.path.join(folder, "frame.dcm")
                data_set.NumberOfFrames = 1
                for tag in ("ExtendedOffsetTable", "ExtendedOffsetTableLengths", "PerFrameFunctionalGroupsSequence"):
                    if tag in data_set:
                        delattr(data_set, tag)
                data_set.PixelData = encapsulate([frames[number - 1]])
                data_set["PixelData"].is_undefined_length = True
                data_set.save_as(single)
            facts = {"file": path, "frame": number if frames else 0, "syntax": syntax}
            rows.append({**facts, "damage": 0, **compare_frame(single, syntax, cli, folder, seconds)})
            if syntax in NATIVE:
                continue
            for change, copy in damaged_copies(single, damage, folder):
                rows.append({**facts, "damage": change, **compare_frame(copy, syntax, cli, folder, seconds)})
    return rows


def disagree(row, peer):
    mine, theirs = row["ours"]["status"], row[peer]["status"]
    if "no decoder" in (mine, theirs):
        return False
    return (mine == "ok") != (theirs == "ok")


def print_table(rows):
    kinds = collections.Counter()
    for row in rows:
        for peer in ("dcmtk", "gdcm"):
            kinds[peer, row["ours"]["status"], row[peer]["status"]] += 1
    for (peer, mine, theirs), count in sorted(kinds.items()):
        print("%6d  ours %-10s  %-5s %s" % (count, mine, peer, theirs))
    for row in rows:
        for peer in ("dcmtk", "gdcm"):
            if disagree(row, peer):
                print("%s frame %d damage %d: ours %s (%s), %s %s (%s)" % (
                    os.path.basename(row["file"]), row["frame"], row["damage"], row["ours"]["status"], row["ours"]["message"], peer,
                    row[peer]["status"], row[peer]["message"]))


def collect(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in sorted(os.walk(path)):
                yield from (os.path.join(folder, name) for name in sorted(names))
        else:
            yield path


def main():
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--cli", default="build/release/bin/mivalidator-cli")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--damage", type=int, default=0)
    arguments = parser.parse_args()
    for program in (arguments.cli, "dcmdjpeg", "dcmdjpls", "dcmdrle", "dcmj2pnm", "gdcmconv"):
        if not shutil.which(program):
            parser.error("no program at " + program)
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        found = pool.map(lambda path: compare_file(path, arguments.cli, arguments.seconds, arguments.damage),
                         collect(arguments.paths))
        rows = [row for of_file in found for row in of_file]
    if arguments.json == "-":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as out:
            json.dump(rows, out, ensure_ascii=False, indent=1)
    print("%d frames of %d files" % (len(rows), len({row["file"] for row in rows})))
    print_table(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
