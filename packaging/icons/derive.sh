#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the icons of the window and of the packages from cliplab.svg. Run after a change of it, and commit what it made.
# Debian packages: librsvg2-bin imagemagick icnsutils
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
window=../../assets/src/main/resources/cliplab/assets/icons

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for size in 16 24 32 48 64 128 256 512 1024; do
    rsvg-convert --width "$size" --height "$size" --output "$work/$size.png" cliplab.svg
done
for size in 16 24 32 48 64 128 256 512; do
    cp "$work/$size.png" "$window/cliplab-$size.png"
done
cp "$work/512.png" cliplab.png
convert "$work"/{16,24,32,48,64,128,256}.png cliplab.ico
png2icns cliplab.icns "$work"/{16,32,48,128,256,512,1024}.png >/dev/null
