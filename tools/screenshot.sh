#!/bin/sh
# Takes the screenshots of the README with the built program, in a display of its own.
# Usage: tools/screenshot.sh [PROGRAM [OUTPUT_FOLDER]]
# Needs Xvfb, openbox, xdotool and ImageMagick. Shows DICOM files that Debian's python3-pydicom brings and a study of
# nobody, so no patient is ever in a picture.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:-$root/build/release/bin/mivalidator}
out=${2:-$root/docs/screenshots}
data=/usr/lib/python3/dist-packages/pydicom/data/test_files
display=${MIVALIDATOR_SCREENSHOT_DISPLAY:-:77}
size=${MIVALIDATOR_SCREENSHOT_SIZE:-1280x800}
scale=${QT_SCALE_FACTOR:-1}

for tool in Xvfb openbox xdotool import; do
    command -v "$tool" >/dev/null || { echo "screenshot.sh: $tool is missing" >&2; exit 69; }
done
[ -x "$program" ] || { echo "screenshot.sh: build the program first: ./dev build" >&2; exit 66; }

work=$(mktemp -d)
trap 'kill $app $wm $server 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM
app='' wm='' server=''
mkdir -p "$out"

# The screen is larger than the window, so that the frame and the whole window are on it.
Xvfb "$display" -screen 0 "$((${size%x*} + 100))x$((${size#*x} + 100))x24" -nolisten tcp >/dev/null 2>&1 &
server=$!
export DISPLAY="$display" QT_QPA_PLATFORM=xcb XDG_CONFIG_HOME="$work/config" XDG_RUNTIME_DIR="$work/run"
export LC_ALL=C.UTF-8 QT_SCALE_FACTOR="$scale"
mkdir -m 700 "$XDG_RUNTIME_DIR"
tries=0
until xdotool getdisplaygeometry >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { echo "screenshot.sh: the display does not start" >&2; exit 70; }
    sleep 0.1
done
openbox >/dev/null 2>&1 &
wm=$!

# start SCHEME ARGUMENTS...: the window has the size of the picture and the focus
start() {
    scheme=$1
    shift
    "$program" --colors "$scheme" --archive "$work/Radiology archive" "$@" &
    app=$!
    sleep "${MIVALIDATOR_SCREENSHOT_WAIT:-4}"
    window=$(xdotool search --onlyvisible --pid "$app" --name '^MI Validator$' | tail -n 1)
    xdotool windowmove "$window" 20 40 windowsize "$window" "${size%x*}" "${size#*x}"
    xdotool windowfocus --sync "$window"
    sleep 1
}

stop() {
    kill "$app" 2>/dev/null || true
    wait "$app" 2>/dev/null || true
    app=
}

picture() {
    # By its place on the screen: import leaves out as much of a framed window as its frame is wide.
    place=$(xdotool getwindowgeometry --shell "$window")
    x=$(echo "$place" | sed -n 's/^X=//p')
    y=$(echo "$place" | sed -n 's/^Y=//p')
    import -silent -window root -crop "$size+$x+$y" +repage "$out/$1.png"
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
