#!/usr/bin/env bash
# Measures MI Validator against peers on the same files, in one run, on two threads; `./dev bench` calls it.
#   bench/run.sh PROGRAMS HELPERS [check] [dciodvfy] [decode] [archive] [memory] [start]      default: all
# PROGRAMS holds mivalidator and mivalidator-cli, HELPERS what bench/CMakeLists.txt builds. Prints one line a figure;
# ends with 1 when a bar is missed. docs/benchmarks.md explains the figures.
set -euo pipefail
export LC_ALL=C

programs=$1
helpers=$2
shift 2
readonly programs helpers
readonly rounds=3 threads=2
readonly folder="${MIVALIDATOR_BENCH_DIR:-${TMPDIR:-/var/tmp}/mivalidator-bench}"
readonly native="$folder/frames-native"
readonly many="$folder/distinct-10000" big="$folder/distinct-ct-1gb" few="$folder/distinct-1000"

scratch=""
missed=0
declare -A times=()

say() { printf 'bench: %s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 70
}

# --- Data -----------------------------------------------------------------------------------------------------------

# make_data FOLDER COUNT STUDIES SIZE: kept from one run to the next; a half-made one is made again.
make_data() {
    local where=$1 source
    [[ ! -f "$where.complete" ]] || return 0
    source="$(/usr/bin/python3 -c 'from pydicom.data import get_testdata_file; print(get_testdata_file("CT_small.dcm"))')"
    say "writing $2 instances to $where"
    rm -rf "$where"
    "$helpers/bench_make_data" "$source" "$where" "$2" "$3" "$4"
    sync -f "$where"
    touch "$where.complete"
}

count_files() { find "$1" -type f -name "${2:-*}" | wc -l; }

# Every peer finds the files in the page cache.
warm_up() { find "$1" -type f -print0 | xargs -0 cat >/dev/null; }

# --- Measuring ------------------------------------------------------------------------------------------------------

# measure NAME COMMAND...: adds the seconds of one run to times[NAME].
measure() {
    local name=$1 start end code=0
    shift
    start=$EPOCHREALTIME
    "$@" >"$scratch/output" 2>&1 || code=$?
    end=$EPOCHREALTIME
    # 1 and 2 are verdicts about the files; everything above means that the work was not done.
    ((code <= 2)) || fail "$name ended with $code: $(tail -n 5 "$scratch/output")"
    times[$name]+=" $(awk -v a="$start" -v b="$end" 'BEGIN { printf "%.4f", b - a }')"
}

# measure_cpu NAME COMMAND...: the same with the processor's time, where the work is nothing but computing.
measure_cpu() {
    local name=$1 code=0
    shift
    /usr/bin/time -f '%U %S' -o "$scratch/cpu" "$@" >"$scratch/output" 2>&1 || code=$?
    ((code <= 2)) || fail "$name ended with $code: $(tail -n 5 "$scratch/output")"
    times[$name]+=" $(tail -n 1 "$scratch/cpu" | awk '{ printf "%.2f", $1 + $2 }')"
}

sorted() { tr ' ' '\n' <<<"${times[$1]}" | sed '/^$/d' | sort -n; }
median() { sorted "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# show NAME WHAT: median, smallest and largest time.
show() {
    sorted "$1" | awk -v what="$2" -v m="$(median "$1")" \
        'NR == 1 { low = $1 } { high = $1 } END { printf "      %-42s median %8.3f s   min %8.3f   max %8.3f\n", what, m, low, high }'
}

calculate() { awk "BEGIN { printf \"%.3f\", $1 }"; }

# bar WHAT VALUE OPERATOR LIMIT UNIT
bar() {
    local verdict=PASS
    if ! awk "BEGIN { exit !($2 $3 $4) }"; then
        verdict=FAIL
        missed=1
    fi
    printf '%s  %-58s %9s %-6s (bar: %s %s)\n' "$verdict" "$1" "$2" "$5" "$3" "$4"
}

cli() { "$programs/mivalidator-cli" "$@"; }

# --- Figures --------------------------------------------------------------------------------------------------------

bench_check() {
    local data label round
    for data in "$many" "$big"; do
        label="$(basename "$data")"
        warm_up "$data"
        for ((round = 0; round < rounds; ++round)); do
            measure "load $label" "$helpers/bench_bare_load" "$threads" "$data"
            measure "check $label" cli check --jobs "$threads" "$data"
        done
        bar "check / bare DCMTK load, $label" \
            "$(calculate "$(median "check $label") / $(median "load $label")")" "<=" 3 times
        show "check $label" "mivalidator-cli check"
        show "load $label" "DCMTK loadFile"
    done
}

# Its exit code is a verdict about the file, so xargs' own says nothing.
run_dciodvfy() { find "$few" -type f -print0 | xargs -0 -n 1 -P "$threads" dciodvfy || true; }

bench_dciodvfy() {
    local round ours theirs
    command -v dciodvfy >/dev/null || fail "there is no dciodvfy"
    warm_up "$many"
    warm_up "$few"
    for ((round = 0; round < rounds; ++round)); do
        measure dciodvfy run_dciodvfy
        measure check-many cli check --jobs "$threads" "$many"
    done
    ours="$(calculate "$(count_files "$many") / $(median check-many)")"
    theirs="$(calculate "$(count_files "$few") / $(median dciodvfy)")"
    bar "check / dciodvfy, files a second, 39 KB files" "$(calculate "$ours / $theirs")" ">=" 15 times
    printf '      %-42s %8.0f files/s\n' "mivalidator-cli check" "$ours" "dciodvfy, two processes" "$theirs"
}

# Each kind of compression: the program that makes it of a native instance.
declare -rA compressors=(
    [jpeg-lossless]="dcmcjpeg +e1" [jpeg-baseline]="dcmcjpeg +eb" [jpeg-ls]="dcmcjpls +el" [rle]="dcmcrle"
    [jpeg-2000]="gdcmconv --j2k"
)

# make_compressed KIND: the native instances, compressed.
make_compressed() {
    local where="$folder/frames-$1" source
    [[ ! -f "$where.complete" ]] || return 0
    say "compressing $native to $where"
    rm -rf "$where"
    mkdir "$where"
    find "$native" -type f | while read -r source; do
        # shellcheck disable=SC2086  # a program and its option
        ${compressors[$1]} "$source" "$where/$(basename "$source").dcm" >"$scratch/output" 2>&1 ||
            fail "${compressors[$1]} ended with: $(tail -n 5 "$scratch/output")"
    done
    touch "$where.complete"
}

# The median of one figure less the median of another.
difference() { calculate "$(median "$1") - $(median "$2")"; }

# Both sides as the difference of two runs: with decoding and without. Ours without are the native instances, because the
# runs of RLE are counted even when nothing is decoded.
bench_decode() {
    local kind data round ours theirs limit
    command -v gdcmconv dcmcjpeg >/dev/null || fail "there is no gdcmconv or no dcmcjpeg"
    make_data "$native" 200 1 512
    warm_up "$native"
    for kind in jpeg-lossless jpeg-baseline jpeg-ls rle jpeg-2000; do
        make_compressed "$kind"
        data="$folder/frames-$kind"
        warm_up "$data"
        for ((round = 0; round < rounds; ++round)); do
            measure_cpu "peer load $kind" "$helpers/bench_decode_frames" load "$data"
            measure_cpu "peer decode $kind" "$helpers/bench_decode_frames" decode "$data"
            measure_cpu "native $kind" "$programs/mivalidator-cli" check --jobs 1 "$native"
            measure_cpu "decode $kind" "$programs/mivalidator-cli" check --jobs 1 "$data"
        done
        ours="$(difference "decode $kind" "native $kind")"
        theirs="$(difference "peer decode $kind" "peer load $kind")"
        # DCMTK has no decoder for JPEG 2000; ours is the same library that is measured here.
        limit=1
        [[ $kind != jpeg-2000 ]] || limit=1.05
        bar "decoding every frame / the decoder alone, $kind" "$(calculate "$ours / $theirs")" "<=" "$limit" times
        printf '      %-42s %8.3f s   %-20s %8.3f s\n' "mivalidator-cli, 200 frames of 512 x 512" "$ours" \
            "DCMTK or OpenJPEG" "$theirs"
    done
}

# What a careful person does by hand: copy, hash the copy, make it durable.
copy_by_hand() {
    cp -r "$1" "$2"
    find "$2" -type f -print0 | xargs -0 -n 64 -P "$threads" sha256sum >"$2.sha256"
    sync -f "$2"
}

# The archive must hold every file, or the time means nothing.
expect_archived() {
    local archived
    archived="$(count_files "$1/studies" '*.dcm')"
    [[ "$archived" == "$(count_files "$2")" ]] || fail "$archived of $(count_files "$2") files were archived"
}

bench_archive() {
    local data label limit round
    for data in "$many" "$big"; do
        label="$(basename "$data")"
        limit=1.5
        [[ $data != "$big" ]] || limit=1
        warm_up "$data"
        for ((round = 0; round < rounds; ++round)); do
            rm -rf "$folder/output"
            mkdir "$folder/output"
            sync -f "$folder"
            measure "copy $label" copy_by_hand "$data" "$folder/output/copy"
            rm -rf "$folder/output/copy"
            sync -f "$folder"
            measure "archive $label" cli archive "$data" --to "$folder/output/archive" --jobs "$threads"
            expect_archived "$folder/output/archive" "$data"
        done
        rm -rf "$folder/output"
        bar "archive / cp -r, sha256sum, sync -f, $label" \
            "$(calculate "$(median "archive $label") / $(median "copy $label")")" "<=" "$limit" times
        show "archive $label" "mivalidator-cli archive (with its check)"
        show "copy $label" "cp -r, sha256sum, sync -f"
    done
}

bench_memory() {
    local code=0
    /usr/bin/time -f %M -o "$scratch/memory" "$programs/mivalidator-cli" check --jobs "$threads" "$many" \
        >/dev/null 2>&1 || code=$?
    ((code <= 2)) || fail "check ended with $code"
    bar "peak memory of a check of 10,000 instances" \
        "$(calculate "$(tail -n 1 "$scratch/memory") / 1024")" "<" 250 MB
}

show_window() { QT_QPA_PLATFORM=offscreen "$programs/mivalidator" --quit-when-shown; }

# Takes the program and its libraries out of the page cache, as far as nobody else uses them.
forget_program() {
    local file
    while read -r file; do
        dd if="$file" iflag=nocache count=0 status=none
    done < <(printf '%s\n' "$programs/mivalidator" && ldd "$programs/mivalidator" | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p')
}

bench_start() {
    local round
    for ((round = 0; round < 10; ++round)); do
        forget_program
        measure start show_window
    done
    for ((round = 0; round < 10; ++round)); do
        measure start-again show_window
    done
    bar "start to a shown window, offscreen" "$(median start)" "<" 0.5 s
    show start "program and libraries not cached"
    show start-again "program and libraries cached"
}

main() {
    local name
    # Two processors for everybody, on larger machines too.
    if (($(nproc) > threads)); then
        taskset -pc 0,1 $$ >/dev/null
    fi
    mkdir -p "$folder"
    scratch="$(mktemp -d)"
    trap 'rm -rf "$scratch" "$folder/output"' EXIT
    # Settings of the person who measures stay out of it.
    export XDG_CONFIG_HOME="$scratch/config" XDG_DATA_HOME="$scratch/data"
    unset MIVALIDATOR_ARCHIVE_PATH MIVALIDATOR_MAX_FILE_SIZE MIVALIDATOR_LOG_LEVEL

    (($# > 0)) || set -- check dciodvfy decode archive memory start
    for name in "$@"; do
        declare -F "bench_$name" >/dev/null || fail "there is no figure '$name'"
        if [[ $name != decode && $name != start ]]; then
            make_data "$many" 10000 10 128
            make_data "$few" 1000 1 128
            make_data "$big" 2000 1 512
        fi
        "bench_$name"
    done
    ((missed == 0))
}

main "$@"
