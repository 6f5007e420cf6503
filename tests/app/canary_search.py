#!/usr/bin/python3
"""Patient data is nowhere it must not be: an instance with a canary in every attribute is checked, filed and reported by
both programs, the window is killed in the middle and started again, and then everything they left is searched.

  canary_search.py PROGRAMS      the folder with mivalidator and mivalidator-cli

Searched: what goes to the error output at the chattiest level, settings, history, open work, sockets and locks, temporary
files and their names (what is unpacked holds the file itself, and is gone at the end), window titles, names of files in the
archive, its audit log, and the error output of a crash. Exit code 1, and each hit, if there is any."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pydicom
from pydicom.datadict import DicomDictionary, keyword_for_tag

SOURCE = "/usr/lib/python3/dist-packages/pydicom/data/test_files/CT_small.dcm"
CANARY = b"canary"
PATIENCE = 120  # seconds
HITS = []
PROGRAMS = Path(sys.argv[1]).resolve()


def value_for(vr):
    """A value of this VR with the canary in it, or None where the VR holds no letters."""
    return {"PN": "Canary^Canary^Canary", "LO": "CANARY", "SH": "CANARY", "CS": "CANARY", "LT": "CANARY TEXT",
            "ST": "CANARY TEXT", "UT": "CANARY TEXT", "UC": "CANARY", "AE": "CANARY", "UR": "http://canary"}.get(vr)


def make_disc(folder):
    """One file with every attribute of the dictionary that can hold letters, and a ZIP file with it."""
    folder.mkdir()
    data = pydicom.dcmread(SOURCE)
    # Statistics count by maker, on purpose.
    keep = {"Manufacturer", "ManufacturerModelName", "SpecificCharacterSet", "Modality",
            "PhotometricInterpretation", "ImageType", "PixelData"}
    for tag, (vr, vm, _, retired, keyword) in DicomDictionary.items():
        value = value_for(vr)
        if value is None or not keyword or keyword in keep or retired or tag >> 16 < 0x0008 or tag >> 16 > 0x0050:
            continue
        if keyword_for_tag(tag):
            setattr(data, keyword, value)
    data.PatientID = "CANARY-ID"
    data.save_as(folder / "IMG001")
    broken = folder / "IMG002"
    broken.write_bytes((folder / "IMG001").read_bytes()[:-3000])
    with zipfile.ZipFile(folder.parent / "disc.zip", "w") as packed:
        packed.write(folder / "IMG001", "IMG001")


def search(where, content):
    if CANARY in content.lower():
        at = content.lower().index(CANARY)
        HITS.append(f"{where}: {content[max(0, at - 60):at + 60]!r}")


def search_folder(folder, leave_out=()):
    for path in folder.rglob("*"):
        search(f"name {path}", str(path.relative_to(folder)).encode())
        if path.is_file() and not any(part in leave_out for part in path.parts):
            search(path, path.read_bytes())


class Display:
    def __enter__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten",
                                        "tcp"], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        self.name = ":" + os.read(read, 16).decode().strip()
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(PATIENCE)


def wait_for(condition, what):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    HITS.append(f"{what} did not come")


def titles(environment, process):
    found = subprocess.run(["xdotool", "search", "--pid", str(process.pid), "--name", "."], env=environment,
                           capture_output=True, text=True).stdout.split()
    for window in found:
        search("a window title", subprocess.run(["xdotool", "getwindowname", window], env=environment,
                                                capture_output=True).stdout)
    return found


def look_at_window(work, environment, how_it_ends):
    errors = work / f"errors-{how_it_ends.name}"
    with open(errors, "wb") as stream:
        process = subprocess.Popen([PROGRAMS / "mivalidator", "--archive", work / "archive", work / "disc",
                                    work / "disc.zip"], env=environment, stderr=stream, stdout=stream)
        history = work / "data/mivalidator/history"
        before = len(list(history.glob("*"))) if history.exists() else 0
        wait_for(lambda: history.exists() and len(list(history.glob("*"))) > before, "the end of the run")
        if not titles(environment, process):
            HITS.append("the window has no title to look at")
        subprocess.run(["xdotool", "key", "ctrl+a", "ctrl+Return", "ctrl+s"], env=environment, check=False)
        titles(environment, process)
        search_folder(work / "tmp", leave_out=[path.name for path in (work / "tmp").rglob("*") if path.is_file()])
        process.send_signal(how_it_ends)
        process.wait(PATIENCE)
    search(errors, errors.read_bytes())
    for place in ("config", "data", "run"):
        search_folder(work / place)


def use_programs(work, environment):
    archive = work / "archive"
    for arguments in (["check", "disc", "disc.zip", "--json", "report.json"],
                      ["archive", "disc", "--to", archive, "--accept-with-reason", "a test"],
                      ["archive", "disc.zip", "--to", archive], ["verify", "--archive", archive],
                      ["archive", "health", "--archive", archive, "--metrics", "health.prom"],
                      ["report", "disc", "--mask", "--output", "masked.html"],
                      ["statistics", "--archive", archive, "--output", "statistics.txt"]):
        done = subprocess.run([PROGRAMS / "mivalidator-cli", *arguments], cwd=work, env=environment,
                              capture_output=True)
        if done.returncode > 3:
            HITS.append(f"{arguments} ended with {done.returncode}: {done.stderr.decode()}")
        search(f"the error output of {arguments[0]}", done.stderr)
    for name in ("health.prom", "statistics.txt"):
        search(name, (work / name).read_bytes())
    search_folder(work / "tmp")


def main():
    with tempfile.TemporaryDirectory() as folder, Display() as display:
        work = Path(folder)
        environment = dict(os.environ, QT_QPA_PLATFORM="xcb", DISPLAY=display.name, LC_ALL="C.UTF-8",
                           XDG_CONFIG_HOME=str(work / "config"), XDG_DATA_HOME=str(work / "data"),
                           XDG_RUNTIME_DIR=str(work / "run"), TMPDIR=str(work / "tmp"), HOME=str(work / "home"),
                           MIVALIDATOR_LOG_LEVEL="debug")
        for place in ("config", "data", "run", "tmp", "home"):
            (work / place).mkdir(mode=0o700)
        make_disc(work / "disc")
        if CANARY not in (work / "disc/IMG001").read_bytes().lower():
            HITS.append("there is no canary to be found")
        use_programs(work, environment)
        for how in (signal.SIGTERM, signal.SIGKILL, signal.SIGSEGV):
            look_at_window(work, environment, how)
        search_folder(work / "home")
        archive = work / "archive"
        for path in archive.rglob("*"):
            search(f"a name in the archive: {path}", str(path.relative_to(archive)).encode())
        search_folder(archive / "audit")
        shutil.rmtree(archive)
    for hit in HITS[:50]:
        print(hit)
    return 1 if HITS else 0


if __name__ == "__main__":
    sys.exit(main())
