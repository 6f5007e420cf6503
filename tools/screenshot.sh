#!/bin/sh
# Takes the screenshots of the README with the built program, in a display of its own.
# Usage: tools/screenshot.sh [PROGRAM [OUTPUT_FOLDER]]
# Needs Xvfb, xdotool and ImageMagick. Shows DICOM files that Debian's python3-pydicom brings and a study of
# nobody, so no patient is ever in a picture.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:-$root/build/release/bin/mivalidator}
out=${2:-$root/docs/screenshots}
data=/usr/lib/python3/dist-packages/pydicom/data/test_files
size=${MIVALIDATOR_SCREENSHOT_SIZE:-1280x800}
scale=${QT_SCALE_FACTOR:-1}

for tool in Xvfb xdotool import; do
    command -v "$tool" >/dev/null || { echo "screenshot.sh: $tool is missing" >&2; exit 69; }
done
[ -x "$program" ] || { echo "screenshot.sh: build the program first: ./dev build" >&2; exit 66; }

work=$(mktemp -d)
trap 'kill $app $server 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM
app='' server=''
mkdir -p "$out"

# No window manager: without a frame the window is the picture.
# Xvfb chooses a display that nobody uses and writes its number.
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
server=$!
tries=0
until [ -s "$work/display" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { echo "screenshot.sh: the display does not start" >&2; exit 70; }
    sleep 0.1
done
DISPLAY=:$(cat "$work/display")
export DISPLAY QT_QPA_PLATFORM=xcb XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_RUNTIME_DIR="$work/run"
export LC_ALL=C.UTF-8 QT_SCALE_FACTOR="$scale"
mkdir -m 700 "$XDG_RUNTIME_DIR"

# start SCHEME ARGUMENTS...: the window has the size of the picture and the focus
start() {
    scheme=$1
    shift
    "$program" --colors "$scheme" --archive "$work/Radiology archive" "$@" &
    app=$!
    sleep "${MIVALIDATOR_SCREENSHOT_WAIT:-4}"
    window=$(xdotool search --onlyvisible --pid "$app" --name '^MI Validator$' | tail -n 1)
    xdotool windowmove "$window" 0 0 windowsize "$window" "${size%x*}" "${size#*x}"
    xdotool windowfocus --sync "$window"
    sleep 1
}

stop() {
    kill "$app" 2>/dev/null || true
    wait "$app" 2>/dev/null || true
    app=
}

picture() {
    import -silent -window root "$out/$1.png"
    echo "$out/$1.png"
}

mkdir "$work/disc"
cp -r "$data/dicomdirtests" "$data"/MR_small.dcm "$data"/CT_small.dcm "$data"/rtplan.dcm "$data"/MR_truncated.dcm \
    "$data"/JPEG2000.dcm "$data"/liver_1frame.dcm "$data"/badVR.dcm "$data"/README.txt "$work/disc"

for scheme in light dark; do
    start "$scheme"
    picture "empty-$scheme"
    stop
    start "$scheme" "$work/disc"
    # Worst first, then the second study with its issues.
    xdotool mousemove --window "$window" $((160 * scale)) $((248 * scale)) click 1
    xdotool mousemove --window "$window" $((600 * scale)) $((340 * scale)) click 1
    sleep 1
    picture "main-$scheme"
    stop
done
