#!/usr/bin/env bash
# Installs a Debian package of MI Validator into a fresh chroot and runs both programs there. Needs root, debootstrap
# and the package mirrors this machine itself uses.
#   packaging/deb/test-in-chroot.sh [PACKAGE.deb]      default: the newest in build/packages
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work=""

say() { printf 'test-in-chroot: %s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}

clean_up() {
    [[ -n "$work" ]] || return 0
    # Never delete below something that is still mounted.
    if mountpoint -q "$work/root/proc" && ! umount "$work/root/proc"; then
        say "cannot unmount $work/root/proc; left as it is"
        return 0
    fi
    rm -rf --one-file-system "$work"
}

# "uri codename component" for every binary list that this machine's apt is set up with.
apt_sources() {
    # shellcheck disable=SC2016  # apt expands these, not the shell
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' | sort -u
}

release_codename() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release; }

make_chroot() {
    local codename mirror
    codename="$(release_codename)"
    mirror="$(apt_sources | awk -v name="$codename" '$2 == name && $3 == "main" { print $1; exit }')"
    [[ -n "$mirror" ]] || fail "apt knows no mirror of $codename here"
    say "making a fresh $codename"
    debootstrap --variant=minbase "$codename" "$work/root" "$mirror" >"$work/debootstrap.log" 2>&1 ||
        fail "debootstrap failed: $(tail -n 5 "$work/debootstrap.log")"
    # The security archive too, because the package was built against what it holds.
    apt_sources | awk -v name="$codename" 'index($2, name) == 1 { print "deb", $1, $2, $3 }' \
        >"$work/root/etc/apt/sources.list"
    mount -t proc proc "$work/root/proc"
}

inside() { chroot "$work/root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "$@"; }

# expect_exit CODES COMMAND...: CODES is a list such as "0 1".
expect_exit() {
    local codes=$1 code=0
    shift
    say "$*"
    inside timeout 60 "$@" || code=$?
    [[ " $codes " == *" $code "* ]] || fail "expected exit code ${codes// / or }, got $code"
}

install_package() {
    say "installing $(basename "$1")"
    cp "$1" "$work/root/tmp/mivalidator.deb"
    inside DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -q && apt-get install -y -q --no-install-recommends /tmp/mivalidator.deb' \
        >"$work/apt.log" 2>&1 || fail "installing failed: $(tail -n 20 "$work/apt.log")"
}

run_programs() {
    expect_exit 0 mivalidator-cli --version
    expect_exit 0 mivalidator-cli sample --to /tmp/sample
    expect_exit "0 1" mivalidator-cli check /tmp/sample
    expect_exit "0 1" mivalidator-cli archive /tmp/sample --to /tmp/archive
    expect_exit 0 mivalidator-cli verify --archive /tmp/archive
    expect_exit 0 mivalidator-cli archive reindex --archive /tmp/archive
    expect_exit 0 mivalidator-cli archive search --archive /tmp/archive --modality CT
    expect_exit 3 mivalidator-cli check /tmp/there-is-no-such-folder
    expect_exit 0 env QT_QPA_PLATFORM=offscreen mivalidator --quit-when-shown
}

check_files() {
    inside test -f /usr/share/applications/mivalidator.desktop || fail "there is no desktop entry"
    inside test -f /usr/share/icons/hicolor/scalable/apps/mivalidator.svg || fail "there is no icon"
    # Everything the programs need was installed with them.
    ! inside ldd /usr/bin/mivalidator /usr/bin/mivalidator-cli | grep 'not found' || fail "libraries are missing"
    inside apt-get purge -y -q mivalidator >"$work/purge.log" 2>&1 || fail "removing failed"
    ! inside test -e /usr/bin/mivalidator || fail "removing left the program behind"
}

newest_package() { find "$here/../../build/packages" -maxdepth 1 -name '*.deb' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2-; }

main() {
    local package=${1:-}
    ((EUID == 0)) || fail "this needs root"
    command -v debootstrap >/dev/null || fail "this needs debootstrap"
    [[ -n "$package" ]] || package="$(newest_package)"
    [[ -f "$package" ]] || fail "there is no package; ./dev package makes one"

    trap clean_up EXIT
    work="$(mktemp -d "${TMPDIR:-/var/tmp}/mivalidator-chroot.XXXXXX")"
    make_chroot
    install_package "$package"
    run_programs
    check_files
    say "passed"
}

main "$@"
