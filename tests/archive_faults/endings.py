#!/usr/bin/env python3
"""Ends the filing of studies in every way from outside, and looks whether what was reported as archived is there.

    endings.py PROGRAMS short                  what ./dev test runs
    endings.py PROGRAMS kills N                N random kill -9
    endings.py PROGRAMS calls N                N runs with one failing call of the system (LD_PRELOAD)
    endings.py PROGRAMS writers N APPENDS      N processes append to the same ten studies
    endings.py PROGRAMS flips N                N bits turned in an archive
    endings.py PROGRAMS sizes N                N sizes of a file system in memory, bytes and inodes (needs root)
    endings.py PROGRAMS cuts N                 N power cuts of an ext4 on a loop device (needs root)
    endings.py PROGRAMS vanish N               N targets that are unmounted or turn read-only meanwhile (needs root)
    endings.py PROGRAMS soak INSTANCES         memory, open files and time of one long run

PROGRAMS holds archive_writer, archive_bit_flips and fail_calls.so. Each prints its figures and ends with 1 when the
promise was broken. Only the standard library, and nothing of MI Validator, reads the archives.
"""
import ctypes
import errno
import fcntl
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAMS = os.path.abspath(sys.argv[1])
WRITER = os.path.join(PROGRAMS, "archive_writer")
# A container's is often too small for the scenarios, which take up to 100 MB.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) and shutil.disk_usage("/dev/shm").free > 512_000_000 else None


class Broken(Exception):
    """The promise was broken."""


def sha256_of(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def bags_of(root):
    """Every visible bag."""
    for top, depth in (("studies", 3), ("quarantine", 1)):
        folders = [os.path.join(root, top)]
        for _ in range(depth):
            folders = [os.path.join(f, name) for f in folders if os.path.isdir(f) for name in sorted(os.listdir(f))]
        yield from folders


def check_bag(bag):
    """Visible is complete: every file is in a manifest with its hash, and the other way round."""
    listed = set()
    for manifest in ("tagmanifest-sha256.txt", "manifest-sha256.txt"):
        path = os.path.join(bag, manifest)
        if not os.path.isfile(path):
            raise Broken(f"visible without {manifest}: {bag}")
        with open(path, encoding="ascii") as file:
            for line in file.read().splitlines():
                name = line[66:]
                whole = os.path.join(bag, name)
                if not os.path.isfile(whole) or sha256_of(whole) != line[:64]:
                    raise Broken(f"visible and not complete: {whole}")
                listed.add(name)
    for folder, _, names in os.walk(bag):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), bag)
            if path not in listed and path != "tagmanifest-sha256.txt":
                raise Broken(f"visible and unlisted: {path}")


def check_archive(root):
    """Every bag, and that the bags of a study are numbered without gaps and follow each other. Returns their number."""
    chains = {}
    count = 0
    for bag in bags_of(root):
        check_bag(bag)
        count += 1
        if "/studies/" in bag:
            chains.setdefault(os.path.dirname(bag), []).append(bag)
    for bags in chains.values():
        before = None
        for number, bag in enumerate(bags, 1):
            if os.path.basename(bag) != f"b{number:04}":
                raise Broken(f"a gap before {bag}")
            with open(os.path.join(bag, "bag-info.txt"), encoding="utf-8") as file:
                info = dict(line.split(": ", 1) for line in file.read().splitlines())
            if before and info["Previous-Bag-Tagmanifest-SHA256"] != sha256_of(before + "/tagmanifest-sha256.txt"):
                raise Broken(f"the chain breaks at {bag}")
            before = bag
    return count


def acknowledged_in(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="ascii") as file:
        return [line.split() for line in file.read().splitlines() if len(line.split()) == 3 and len(line.split()[2]) == 64]


def check_acknowledged(root, lines):
    """What was reported as archived is there, byte for byte."""
    instances = {}
    for study, sop, digest in lines:
        if study not in instances:
            shard = hashlib.sha256(study.encode()).hexdigest()[:2]
            instances[study] = {}
            for folder, _, names in os.walk(os.path.join(root, "studies", shard, study)):
                for name in names:
                    if "/data/" in folder:
                        instances[study][name] = os.path.join(folder, name)
        path = instances[study].get(sop + ".dcm")
        if path is None:
            raise Broken(f"reported as archived and not there: {sop}")
        if sha256_of(path) != digest:
            raise Broken(f"reported as archived with other bytes: {sop}")
    return len(lines)


class Place:
    """A temporary folder with an archive, sources and a list of what was acknowledged."""

    def __init__(self, parent=None):
        self.base = tempfile.mkdtemp(prefix="mi-archive-endings-", dir=parent)
        self.root = os.path.join(self.base, "archive")
        self.sources = os.path.join(self.base, "sources")
        self.lines = os.path.join(self.base, "acknowledged")
        os.mkdir(self.sources)

    def command(self, *options):
        return [WRITER, self.root, self.sources, self.lines, *map(str, options)]

    def run(self, *options, **keywords):
        return subprocess.run(self.command(*options), capture_output=True, text=True, check=False, **keywords)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.base, ignore_errors=True)


def next_study(lines):
    return 1 + max((int(line[0].rsplit(".", 1)[1]) for line in lines), default=-1)


def kills(count, parent=None):
    """Random kill -9. Every fiftieth time the whole archive is checked, each time that the next start goes on."""
    draw = random.Random(1)
    with Place(parent) as place:
        first = 0
        for number in range(1, count + 1):
            process = subprocess.Popen(place.command("--first", first, "--count", 1_000_000), stderr=subprocess.PIPE)
            time.sleep(draw.uniform(0.01, 0.12))
            process.send_signal(signal.SIGKILL)
            errors = process.stderr.read().decode()
            process.wait()
            if errors:
                raise Broken(f"after kill {number}: {errors}")
            first = next_study(acknowledged_in(place.lines))
            if number % 50 == 0:
                check_acknowledged(place.root, acknowledged_in(place.lines))
        done = place.run("--first", first)
        if done.returncode != 0:
            raise Broken(f"the last start failed: {done.stderr}")
        if os.listdir(os.path.join(place.root, ".staging")):
            raise Broken("something is left in .staging")
        bags = check_archive(place.root)
        lines = check_acknowledged(place.root, acknowledged_in(place.lines))
        print(f"kills: {count} kill -9, {bags} bags, {lines} instances acknowledged, none lost, none torn")


def calls(count):
    """One failing call of the system in a filing behind an older study, with a sample of numbers and errors."""
    codes = [errno.ENOSPC, errno.EIO, errno.EINTR, errno.EDQUOT, errno.EROFS, errno.EACCES, 0]
    shim = {"LD_PRELOAD": os.path.join(PROGRAMS, "fail_calls.so")}
    draw = random.Random(1)
    ways = {"failed": 0, "went on": 0, "ended": 0}
    with Place(MEMORY) as start:
        if start.run().returncode != 0:
            raise Broken("the first study could not be filed")
        published = {bag: [sha256_of(bag + "/tagmanifest-sha256.txt"), os.stat(bag).st_mtime_ns] for bag in bags_of(start.root)}
        counted = os.path.join(start.base, "count")
        with Place(MEMORY) as rehearsal:
            shutil.copytree(start.root, rehearsal.root)
            environment = dict(os.environ, **shim, FAIL_BELOW=rehearsal.root, FAIL_COUNT=counted)
            rehearsal.run("--first", 1, env=environment)
            with open(counted, encoding="ascii") as file:
                operations = int(file.read())
        for number in range(count):
            with Place(MEMORY) as place:
                shutil.copytree(start.root, place.root, copy_function=shutil.copy2)
                code = codes[number % len(codes)]
                at = number // len(codes) % operations if count >= operations * len(codes) else draw.randrange(operations)
                # A call that is interrupted for ever is rightly tried for ever.
                for_ever = 0 if code == errno.EINTR else number // len(codes) % 2
                environment = dict(os.environ, **shim, FAIL_BELOW=place.root, FAIL_AT=str(at), FAIL_ERRNO=str(code),
                                   FAIL_FOR_EVER=str(for_ever), FAIL_SHORT=str(number % 3))
                done = place.run("--first", 1, env=environment)
                if done.returncode not in (0, 3, -signal.SIGKILL):
                    raise Broken(f"call {at} with {code}: ended with {done.returncode}")
                ways["went on" if done.returncode == 0 else "failed" if done.returncode == 3 else "ended"] += 1
                check_archive(place.root)
                check_acknowledged(place.root, acknowledged_in(place.lines))
                for bag, (digest, _) in published.items():
                    if sha256_of(bag.replace(start.root, place.root) + "/tagmanifest-sha256.txt") != digest:
                        raise Broken(f"call {at} with {code}: {bag} is another one")
                done = place.run("--first", 1)
                if done.returncode != 0:
                    raise Broken(f"call {at} with {code}: cannot be filed afterwards: {done.stderr}")
                check_archive(place.root)
                check_acknowledged(place.root, acknowledged_in(place.lines))
        print(f"calls: {count} runs over {operations} calls of the system, {ways}, none lost, none torn")


def writers(number, appends):
    with Place(MEMORY) as place:
        place.run()
        processes = []
        for writer in range(1, number + 1):
            mine = os.path.join(place.base, f"sources-{writer}")
            os.mkdir(mine)
            command = [WRITER, place.root, mine, f"{place.lines}-{writer}", "--count", str(appends), "--writer", str(writer),
                       "--same-studies", "10", "--instances", "1", "--bytes", "300"]
            processes.append(subprocess.Popen(command, stderr=subprocess.PIPE))
        for process in processes:
            errors = process.stderr.read().decode()
            if process.wait() != 0:
                raise Broken(f"a writer failed: {errors}")
        bags = check_archive(place.root)
        lines = sum(check_acknowledged(place.root, acknowledged_in(f"{place.lines}-{w}")) for w in range(1, number + 1))
        if lines != number * appends:
            raise Broken(f"{lines} of {number * appends} appends were acknowledged")
        print(f"writers: {number} x {appends} appends to ten studies, {bags} bags, chains linear, nothing lost")


def flips(count):
    with Place(MEMORY) as place:
        done = subprocess.run([os.path.join(PROGRAMS, "archive_bit_flips"), place.base, str(count)], capture_output=True, text=True,
                              check=False)
        print(done.stdout, end="")
        if done.returncode != 0:
            raise Broken(f"bit flips: {done.returncode}")


def mounted(folder, *options):
    subprocess.run(["mount", *options, folder], check=True)


def unmounted(folder, image=None):
    """Until the last user is gone: a container that starts at the wrong moment keeps a mount alive for a while."""
    subprocess.run(["umount", folder], check=True)
    while image and subprocess.run(["losetup", "-j", image], capture_output=True, text=True, check=True).stdout:
        time.sleep(0.05)


def sizes(count):
    """A target that is full after so many bytes or inodes: a clear error, nothing partial, and on it goes with space."""
    full = 0
    with Place() as place:
        disk = os.path.join(place.base, "disk")
        os.mkdir(disk)
        place.root = os.path.join(disk, "archive")
        for number in range(count):
            limit = f"size={4096 * (2 + number % 500)}" if number < count // 2 else f"nr_inodes={2 + number % 500}"
            mounted(disk, "-t", "tmpfs", "-o", limit, "tmpfs")
            try:
                if os.path.exists(place.lines):
                    os.remove(place.lines)
                done = place.run("--count", 40, "--instances", 3, "--bytes", 9000)
                if done.returncode == 3 and "noSpace" not in done.stderr:
                    raise Broken(f"{limit}: {done.stderr}")
                if done.returncode not in (0, 3):
                    raise Broken(f"{limit}: ended with {done.returncode}")
                full += done.returncode == 3
                if os.path.isdir(place.root):
                    check_archive(place.root)
                    check_acknowledged(place.root, acknowledged_in(place.lines))
                mounted(disk, "-o", "remount,size=200m,nr_inodes=100000")
                done = place.run("--count", 40, "--instances", 3, "--bytes", 9000)
                if done.returncode != 0:
                    raise Broken(f"{limit}: does not go on with space: {done.stderr}")
                check_archive(place.root)
                check_acknowledged(place.root, acknowledged_in(place.lines))
            finally:
                unmounted(disk)
        print(f"sizes: {count} limits, {full} times full, never anything partial, each time on with space")


EXT4_IOC_SHUTDOWN = 0x8004587D  # _IOR('X', 125, __u32)


def cuts(count):
    """Power cuts: the file system stops at once, without writing its journal; what is not on the device is gone."""
    draw = random.Random(1)
    with Place() as place:
        image, disk = os.path.join(place.base, "image"), os.path.join(place.base, "disk")
        os.mkdir(disk)
        with open(image, "wb") as file:
            file.truncate(6 << 30)
        subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", "-N", "1500000", image], check=True)
        place.root = os.path.join(disk, "archive")
        first = 0
        for number in range(1, count + 1):
            mounted(disk, "-o", "loop,commit=300", image)
            try:
                process = subprocess.Popen(place.command("--first", first, "--count", 1_000_000, "--instances", 1, "--bytes", 600),
                                           stderr=subprocess.PIPE)
                time.sleep(draw.uniform(0.1, 0.6))
                handle = os.open(disk, os.O_RDONLY)
                try:
                    fcntl.ioctl(handle, EXT4_IOC_SHUTDOWN, ctypes.c_uint32(draw.choice((1, 2, 2))))  # log flushed, or not
                except OSError as error:
                    raise Broken(f"this kernel has no EXT4_IOC_SHUTDOWN: {error}") from error
                finally:
                    os.close(handle)
                process.wait()
                process.stderr.close()
            finally:
                unmounted(disk, image)
            lines = acknowledged_in(place.lines)
            first = next_study(lines)
            if number % 20 == 0 or number == count:
                mounted(disk, "-o", "loop", image)
                try:
                    bags = check_archive(place.root)
                    check_acknowledged(place.root, lines)
                    print(f"cuts: {number} power cuts, {bags} bags, {len(lines)} studies acknowledged, none lost, none torn", flush=True)
                finally:
                    unmounted(disk, image)


def turned_read_only(disk):
    """Refused while a file is open for writing: asked again until it is not. Whether it was done."""
    until = time.time() + 2
    while time.time() < until:
        if subprocess.run(["mount", "-o", "remount,ro", disk], capture_output=True, check=False).returncode == 0:
            return True
    return False


def vanish(count):
    """A target that goes away: the writer says so and ends, nothing is partial, and on it goes when it is back."""
    draw = random.Random(1)
    ways = {"unmounted": 0, "read-only": 0, "stayed writable": 0}
    with Place() as place:
        image, disk = os.path.join(place.base, "image"), os.path.join(place.base, "disk")
        os.mkdir(disk)
        with open(image, "wb") as file:
            file.truncate(1 << 30)
        subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", image], check=True)
        place.root = os.path.join(disk, "archive")
        first = 0
        for number in range(1, count + 1):
            mounted(disk, "-o", "loop", image)
            process = subprocess.Popen(place.command("--first", first, "--count", 1_000_000), stderr=subprocess.PIPE, text=True)
            while process.poll() is None and next_study(acknowledged_in(place.lines)) <= first:
                time.sleep(0.01)  # it has opened the archive and is filing
            time.sleep(draw.uniform(0.0, 0.3))
            is_lazy = number % 2 == 0
            if is_lazy:
                subprocess.run(["umount", "-l", disk], check=True)
            elif not turned_read_only(disk):
                ways["stayed writable"] += 1
                process.kill()
            errors = process.stderr.read()
            code = process.wait()
            if code not in (3, -signal.SIGKILL):
                raise Broken(f"{number}: ended with {code}: {errors}")
            if code == 3:
                wanted = "the archive is not there any more" if is_lazy else "Read-only file system"
                if wanted not in errors and "not confirmed" not in errors:
                    raise Broken(f"{number}: the error is {errors}")
                ways["unmounted" if is_lazy else "read-only"] += 1
            if is_lazy:
                if os.listdir(disk):
                    raise Broken(f"{number}: something was written to the empty mount point: {os.listdir(disk)}")
                while subprocess.run(["losetup", "-j", image], capture_output=True, text=True, check=True).stdout:
                    time.sleep(0.05)
                mounted(disk, "-o", "loop", image)
            else:
                mounted(disk, "-o", "remount,rw")
            try:
                lines = acknowledged_in(place.lines)
                first = next_study(lines)
                done = place.run("--first", first)
                if done.returncode != 0:
                    raise Broken(f"{number}: does not go on: {done.stderr}")
                first += 1
                check_archive(place.root)
                check_acknowledged(place.root, acknowledged_in(place.lines))
            finally:
                unmounted(disk, image)
        print(f"vanish: {count} times, {ways}, {first} studies acknowledged, none lost, none torn")


def soak(instances, parent=None):
    """Per tenth of the run: resident kilobytes, open files, microseconds an instance."""
    per_study = 100
    studies = instances // per_study
    with Place(parent) as place:
        started = time.time()
        done = place.run("--count", studies, "--instances", per_study, "--bytes", 300, "--report-every", max(1, studies // 10))
        if done.returncode != 0:
            raise Broken(done.stderr)
        rows = [line.split() for line in done.stdout.splitlines()]
        print(done.stdout, end="")
        hours = (time.time() - started) / 3600
        slope = (int(rows[-1][1]) - int(rows[1][1])) / 1024 / max(hours * 0.8, 1e-9)
        print(f"soak: {instances} instances in {hours * 3600:.0f} s, memory +{int(rows[-1][1]) - int(rows[1][1])} KB after warm-up "
              f"({slope:.1f} MB an hour), open files {rows[1][2]} and {rows[-1][2]}, "
              f"time an instance at the end {float(rows[-1][3]) / float(rows[1][3]):.2f} times that at the start")
        if rows[1][2] != rows[-1][2]:
            raise Broken("open files grow")


def main():
    numbers = list(map(int, sys.argv[3:]))
    try:
        if sys.argv[2] == "short":
            kills(25, MEMORY)
            calls(140)
            writers(4, 10)
            flips(600)
        else:
            {"kills": kills, "calls": calls, "writers": writers, "flips": flips, "sizes": sizes, "cuts": cuts,
             "vanish": vanish, "soak": soak}[sys.argv[2]](*numbers)
    except Broken as broken:
        print(f"BROKEN: {broken}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
