#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From the application image to packages: packages.sh TARGET TITLE VERSION
#   TARGET    packaging/target, where image/TITLE and filled/linux lie
# Writes TARGET/packages: an archive that runs wherever it is unpacked; a .deb where dpkg-deb is there, a .rpm where rpmbuild is.
set -euo pipefail
target=$1 title=$2 version=$3
image="$target/image/$title"
filled=$target/filled/linux
packages=$target/packages
source=$(realpath "$target/../..")
root=$target/root

say() { printf '[packages] %s\n' "$*"; }

# Debug symbols are a fifth of PyTorch's library.
if command -v strip >/dev/null; then
    find "$image" -type f \( -name '*.so' -o -name '*.so.*' -o -path "$image/lib/runtime/bin/*" \
        -o -name jexec -o -name jspawnhelper \) -exec strip --strip-unneeded {} +
else
    say "strip is not here (Debian: binutils): the libraries keep their debug symbols"
fi

# jpackage's launcher asks rpm and dpkg at every start whose it is, which takes a tenth of a second and more. A script takes its
# place, with the options and the class path of its file.
launcher="$image/lib/app/$title.cfg"
options=$(sed -n 's/^java-options=\(.*\)/    "\1" \\/p' "$launcher")
class_path=$(sed -n 's/^app\.classpath=//p' "$launcher" | paste --serial --delimiters=:)
script=$(<"$filled/cliplab")
script=${script/"    @JAVA_OPTIONS@ \\"/"$options"}
script=${script/'@CLASS_PATH@'/"$class_path"}
printf '%s\n' "${script//\$APPDIR/\$app}" >"$image/bin/cliplab"
chmod 755 "$image/bin/cliplab"
rm -f "$image/bin/$title" "$image/lib/libapplauncher.so" "$launcher" "$image/lib/app/.jpackage.xml"

# Also in the archive, which is all of a package that some ever see.
install -m 644 "$source/LICENSE" "$image/LICENSE"
CLIPLAB_HOME=$target/rehearsal "$image/bin/cliplab" notices >"$image/NOTICES"

# Everything by one owner, readable by all, written by none but root.
chmod -R u=rwX,go=rX "$image"
mkdir -p "$packages"

portable=$packages/cliplab-$version-linux-$(uname -m).tar.gz
tar --create --gzip --owner=root:0 --group=root:0 --sort=name --file "$portable" --directory "$target/image" "$title"
say "$portable"

# The tree of an installed package, the same for both kinds.
rm -rf "$root"
mkdir -p "$root/usr/lib" "$root/usr/bin"
cp -a "$image" "$root/usr/lib/cliplab"
ln -s ../lib/cliplab/bin/cliplab "$root/usr/bin/cliplab"
share=$root/usr/share
doc=$share/doc/cliplab
place() { install -D -m 644 "$1" "$2"; }
place "$filled/cliplab.desktop" "$share/applications/cliplab.desktop"
place "$filled/cliplab.mime.xml" "$share/mime/packages/cliplab.xml"
place "$filled/org.cliplab.cliplab.metainfo.xml" "$share/metainfo/org.cliplab.cliplab.metainfo.xml"
place "$filled/cliplab.1" "$share/man/man1/cliplab.1"
gzip --best --no-name "$share/man/man1/cliplab.1"
place "$filled/copyright" "$doc/copyright"
mv "$root/usr/lib/cliplab/NOTICES" "$doc/NOTICES"
gzip --best --no-name "$doc/NOTICES"
mv "$root/usr/lib/cliplab/LICENSE" "$target/LICENSE"
place "$filled/changelog" "$doc/changelog"
gzip --best --no-name "$doc/changelog"
place "$filled/cliplab.svg" "$share/icons/hicolor/scalable/apps/cliplab.svg"
for size in 16 24 32 48 64 128 256 512; do
    place "$filled/icons/cliplab-$size.png" "$share/icons/hicolor/${size}x$size/apps/cliplab.png"
done

if command -v dpkg-deb >/dev/null; then
    mkdir "$root/DEBIAN"
    architecture=$(dpkg --print-architecture)
    size=$(du --summarize --apparent-size --block-size=1024 "$root/usr" | cut -f1)
    sed -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" "$filled/control" >"$root/DEBIAN/control"
    place "$filled/lintian-overrides" "$share/lintian/overrides/cliplab"
    (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
    dpkg-deb --root-owner-group -Zxz --build "$root" "$packages/cliplab_${version}_$architecture.deb"
    rm -r "$root/DEBIAN" "$share/lintian"
else
    say "dpkg-deb is not here: no .deb"
fi

if command -v rpmbuild >/dev/null; then
    place "$target/LICENSE" "$share/licenses/cliplab/LICENSE"
    rpmbuild --quiet -bb --define "_topdir $target/rpm" --define "_rpmdir $packages" --define "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" \
        --define "tree $root" "$filled/cliplab.spec"
else
    say "rpmbuild is not here (Debian: rpm): no .rpm"
fi

(cd "$packages" && find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%P\n' | sort | xargs -d '\n' sha256sum) >"$packages/SHA256SUMS"
(cd "$packages" && ls -l)
