#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Lives with the Debian package as a person does: test.sh [PACKAGE.deb]
# Makes it where there is none; installs it over an older version, opens the window as an ordinary user without network, trains, exports a figure, watches
# sockets and files, removes it. Needs root and apt, since it installs; says so and ends well where they are not there.
# Leaves photographs and figures of speed in packaging/target/test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

say() { printf '[packaging] %s\n' "$*"; }
fail() { say "FAILED: $*" >&2; exit 1; }
trap 'say "FAILED in line $LINENO: $BASH_COMMAND" >&2' ERR

if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    say "skipped: installing a package needs root and apt"
    exit 0
fi
if dpkg-query --show cliplab >/dev/null 2>&1; then
    say "skipped: cliplab is installed, and would be removed"
    exit 0
fi
if ! unshare --net true 2>/dev/null; then
    say "skipped: this machine lets no program be cut off from the network (unshare --net)"
    exit 0
fi
say "tools"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    xvfb openbox imagemagick xdotool strace lintian desktop-file-utils shared-mime-info appstream >/dev/null

deb=${1:-}
if [[ -z $deb ]]; then
    compgen -G 'target/packages/cliplab_*.deb' >/dev/null || (cd .. && mvn -B -ntp -Ppackage verify -DskipTests)
    deb=$(ls target/packages/cliplab_*.deb)
fi
deb=$(realpath "$deb")
out=$PWD/target/test
rm -rf "$out"
mkdir -p "$out"
version=$(dpkg-deb --field "$deb" Version)
installed_kb=$(dpkg-deb --field "$deb" Installed-Size)
say "$(basename "$deb"): $(($(stat --format=%s "$deb") / 1000000)) MB, installed $((installed_kb * 1024 / 1000000)) MB"

(($(stat --format=%s "$deb") <= 160000000)) || fail "the package is larger than 160 MB"
((installed_kb * 1024 <= 600000000)) || fail "it takes more than 600 MB once installed"

say "lintian"
lintian --fail-on error --tag-display-limit 0 "$deb" | tee "$out/lintian.txt"

# A name with a space and letters that ASCII lacks is where programs break.
user=cliplab-test
home="/home/cliplab test ünï"
data="$home/.local/share/cliplab"
display=:93
cleanup() {
    status=$?
    pkill -KILL -u "$user" 2>/dev/null || true
    [[ -z ${openbox:-} ]] || kill "$openbox" 2>/dev/null || true
    [[ -z ${xvfb:-} ]] || kill "$xvfb" 2>/dev/null || true
    apt-get purge -y -qq cliplab >/dev/null 2>&1 || true
    userdel "$user" 2>/dev/null || true
    rm -rf "$home" "${work:-/nonexistent}"
    exit "$status"
}
trap cleanup EXIT
work=$(mktemp -d)
chmod 755 "$work"
useradd --create-home --home-dir "$home" "$user"

# as COMMAND...: by the user, without network, in an environment as bare as a session's.
as() {
    unshare --net -- runuser --user "$user" -- \
        env --chdir="$home" --ignore-environment HOME="$home" USER="$user" PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY="$display" "$@"
}
# until SECONDS WHAT COMMAND...
until_true() {
    local patience=$1 what=$2 end
    shift 2
    end=$((SECONDS + patience))
    until "$@" 2>/dev/null; do
        ((SECONDS < end)) || fail "waited $patience s for $what"
        sleep 0.05
    done
}
# lines FILE: of all runs together.
lines() { find "$data/runs" -name "$1" -exec cat {} + 2>/dev/null | wc -l || true; }
more_lines() { [[ $(lines "$1") -gt $2 ]]; }
window() { DISPLAY=$display xdotool search --name '^CLIP Lab$' >/dev/null; }
gone() { ! pgrep -u "$user" -f cliplab.app.Launcher >/dev/null; }
photograph() { DISPLAY=$display import -window root "$out/$1.png"; }
key() { DISPLAY=$display xdotool key "$1"; }

say "an older version"
dpkg-deb --raw-extract "$deb" "$work/older"
sed -i 's/^Version: .*/Version: 0.0.1/' "$work/older/DEBIAN/control"
dpkg-deb --root-owner-group -Znone --build "$work/older" "$work/cliplab_0.0.1.deb" >/dev/null
rm -r "$work/older"
apt-get install -y -qq --no-install-recommends "$work/cliplab_0.0.1.deb" >/dev/null
[[ $(as cliplab --version) == *"$version"* ]] || fail "cliplab --version says: $(as cliplab --version)"

say "the window, without network"
Xvfb "$display" -screen 0 1320x860x24 -ac >/dev/null 2>&1 & xvfb=$!
until_true 30 "a display" env DISPLAY="$display" xdotool getdisplaygeometry >/dev/null
DISPLAY=$display openbox >/dev/null 2>&1 & openbox=$!

# start_window NAME: opens it, trains a step, and notes both times in seconds since the command.
start_window() {
    local begun before
    before=$(lines steps.csv)
    begun=$(date +%s%N)
    as cliplab window --size 1280x800 --first-frame >"$out/$1.txt" 2>&1 &
    until_true 60 "the first frame" grep -q "first frame" "$out/$1.txt"
    key Return
    until_true 60 "the first step" more_lines steps.csv "$((before + 1))"
    printf 'first step after %d ms, from the command on\n' $((($(date +%s%N) - begun) / 1000000)) >>"$out/$1.txt"
}
start_window first-start
DISPLAY=$display xdotool search --class '^cliplab$' >/dev/null || fail "the window does not say whose it is"
until_true 300 "an epoch" more_lines epochs.csv 2
photograph trained
key ctrl+period
sleep 1
key ctrl+q
until_true 60 "the end of the program" gone
cat "$out/first-start.txt"
start_window second-start
[[ $(as cliplab "$home") == *"is open already"* ]] || fail "a second launch does not hand its files to the window that is open"
key ctrl+q
until_true 60 "the end of the program" gone
cat "$out/second-start.txt"

say "a figure by the command"
runs=("$data"/runs/*)
run=${runs[0]}
as cliplab figure --run "$run" --figure loss --format svg -o "$home/loss ü.svg"
[[ -s "$home/loss ü.svg" ]] || fail "no figure was written"
as cliplab doctor >"$out/doctor.txt"
grep -q "libraries /usr/lib/cliplab/lib/app/pytorch" "$out/doctor.txt" || fail "the engine is not the package's own"

say "sockets and files"
before=$(lines steps.csv)
strace --follow-forks --output="$work/trace" --trace=socket,connect,sendto,sendmsg,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2 \
    --signal=none runuser --user "$user" -- \
    env --chdir="$home" --ignore-environment HOME="$home" USER="$user" PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY="$display" cliplab window >/dev/null 2>&1 &
until_true 120 "the window" window
sleep 3
key Return
until_true 120 "steps" more_lines steps.csv "$((before + 20))"
key ctrl+q
until_true 120 "the end of the program" gone
# Java's library of files sees at its start, three sockets long, which families the system has; it uses none of them.
probe='socket\(AF_INET6?, SOCK_STREAM, IPPROTO_IP\)'
[[ $(grep --count --extended-regexp "$probe" "$work/trace" || true) -le 3 ]] || fail "more network sockets were opened than Java's own"
! grep --extended-regexp 'AF_INET6?\b' "$work/trace" | grep --invert-match --extended-regexp "$probe" \
    || fail "a network socket was opened (above)"
sed -nE '/ = -1 E/d; s/.*\b(openat|open)\([^"]*"([^"]+)", [A-Z_|]*O_CREAT.*/\2/p; s/.*\b(mkdir|mkdirat|creat)\([^"]*"([^"]+)".*/\2/p' "$work/trace" \
    | sort --unique >"$out/written.txt"
# The system's own libraries have caches of their own: those of GTK's settings, of fonts and of the graphics driver.
if grep --invert-match --extended-regexp '^(/home/cliplab test [^/]*/\.(local/share|config|cache)(/(cliplab|dconf|fontconfig|mesa_shader_cache)(/.*)?)?$|/dev/|/proc/|/sys/)' "$out/written.txt"; then
    fail "the program wrote outside its folders (above)"
fi

say "upgrade"
runs=("$data"/runs/*)
count=${#runs[@]}
settings=$(sha256sum <"$home/.config/cliplab/settings.json")
apt-get install -y -qq --no-install-recommends "$deb" >/dev/null
[[ $(dpkg-query --show --showformat='${Version}' cliplab) == "$version" ]] || fail "the upgrade did not happen"
runs=("$data"/runs/*)
[[ ${#runs[@]} == "$count" && $(sha256sum <"$home/.config/cliplab/settings.json") == "$settings" ]] \
    || fail "the upgrade touched runs or settings"
as cliplab runs list >"$out/runs.txt"
[[ $(wc -l <"$out/runs.txt") == "$((count + 1))" ]] || fail "the upgraded program does not list the runs"
grep -qF 'application/x-cliplab-run:*.cliprun' /usr/share/mime/globs2 || fail "the system does not know exported runs"
desktop-file-validate /usr/share/applications/cliplab.desktop
appstreamcli validate --no-net /usr/share/metainfo/org.cliplab.cliplab.metainfo.xml

say "removal"
dpkg-query --listfiles cliplab | grep cliplab >"$out/files.txt"
apt-get purge -y -qq cliplab >/dev/null
while read -r left; do
    [[ ! -e $left ]] || fail "$left is left after the removal"
done <"$out/files.txt"
runs=("$data"/runs/*)
[[ ${#runs[@]} == "$count" ]] || fail "the removal took runs with it"
say "passed"
