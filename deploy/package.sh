# shellcheck shell=bash
# The steps of deploy/release, which sets here, work, out, version, sign and profile.

# runtime_of NAME: its runtime identifier. onnx_of NAME: which ONNX Runtime it carries.
runtime_of() { echo "${1%-cuda}"; }
onnx_of() { case $1 in win-*-cuda) echo windows ;; linux-*-cuda) echo linux ;; *) echo other ;; esac; }

# compile: the program without a runtime, once for all systems, against the oldest ONNX Runtime that one of them carries.
compile() {
  rm -rf "$work/compile"
  dotnet build "$here/bridge/HeyGem.Bridge.csproj" -c Release -p:ReleaseRid=linux-x64 -p:OnnxHost=linux -p:SelfContained=false \
    -p:PublishReadyToRun=false -p:UseAppHost=false -p:WithoutPage=true "-p:ArtifactsPath=$work/compile" -v quiet -nologo -warnaserror -nodeReuse:false \
    -p:UseSharedCompilation=false >&2
}

# face_models: what every system's models/face and models/readings hold.
face_models() {
  rm -rf "$work/data/models/face" "$work/data/models/readings"
  dotnet build "$here/models/convert/HeyGem.ModelConvert.csproj" -c Release "-p:ArtifactsPath=$work/convert" -p:RunAnalyzers=false \
    -v quiet -nologo -clp:NoSummary -nodeReuse:false -p:UseSharedCompilation=false >&2
  HEYGEM_DATA="$work/data" dotnet "$work/convert/bin/HeyGem.ModelConvert/release/heygem-convert.dll" \
    "$here/models/convert/node_modules/@mediapipe/face_mesh" >&2
}

# publish NAME: the program with its runtime, compiled ahead where that can be.
publish() {
  rm -rf "$work/$1.done" "$work/$1.absent" "${work:?}/$1"
  local log status=0
  [[ $1 != *-cuda ]] || take_compiled_ahead "$(runtime_of "$1")" "$1"
  log=$(dotnet publish "$here/bridge/HeyGem.Bridge.csproj" -c Release -p:ReleaseRid="$(runtime_of "$1")" -p:OnnxHost="$(onnx_of "$1")" \
    "-p:CompiledIn=$work/compile/obj" -v quiet -nologo -warnaserror -nodeReuse:false -p:UseSharedCompilation=false 2>&1) || status=$?
  echo "$log"
  if [ "$status" != 0 ] && grep -q 'NU1101.*Runtime\.' <<< "$log"; then touch "$work/$1.absent"; fi
  return "$status"
}

# take_compiled_ahead PLAIN CUDA: what was compiled ahead for the plain flavour serves the other; ONNX Runtime differs, and ours, which are
# compiled with the very assemblies beside them. Dated after all that it was made of, so that the build leaves it as it is.
take_compiled_ahead() {
  local ahead="obj/HeyGem.Bridge/release_$1/R2R"
  [ -f "$work/$1.done" ] || return 0
  mkdir -p "$work/$2/$ahead"
  cp -R "$work/$1/$ahead/." "$work/$2/$ahead/"
  rm "$work/$2/$ahead/Microsoft.ML.OnnxRuntime.dll" "$work/$2/$ahead"/{HeyGem.*,CliWrap.dll,System.CommandLine.dll}
  find "$work/$2/$ahead" -type f -exec touch -d '1 hour' {} +
}

# stage NAME: the folder that is installed, each file with the release's time.
stage() {
  local name=$1 to="$work/stage/$1" from suffix='' runtime file
  from="$work/$name/publish/HeyGem.Bridge/release_$(runtime_of "$name")"
  case $name in win-*) suffix=.exe ;; esac
  rm -rf "$to"; mkdir -p "$to/models" "$to/panel"
  cp -R "$from/." "$to/"
  mv "$to/HeyGem.Bridge$suffix" "$to/heygem$suffix"
  [ -z "$suffix" ] || node_ts "$here/deploy/windows/gui-twin.ts" "$to/heygem.exe" "$to/HeyGemBridge.exe"
  cp -R "$work/data/models/face" "$work/data/models/readings" "$to/models/"
  cp "$here"/panel/dist/*.ccx "$to/panel/heygem-bridge.ccx"
  cp -R "$here/panel/dist/cep" "$to/panel/cep"
  cp -R "$here/panel/dist/resolve" "$to/panel/resolve"
  cp "$here/LICENSE" "$to/"
  runtime=$(node -p "require('$to/HeyGem.Bridge.runtimeconfig.json').runtimeOptions.includedFrameworks[0].version")
  DOTNET_PATH=$(readlink -f "$(command -v dotnet)") node_ts "$here/deploy/inventory/main.ts" "$name" "$to" "$runtime"
  find "$to" -type d -exec chmod 755 {} + ; find "$to" -type f -exec chmod 644 {} +
  for file in "$to/heygem$suffix" "$to/HeyGemBridge.exe"; do [ ! -f "$file" ] || chmod 755 "$file"; done
  stamp "$to"
}

# stamp FOLDER: every file and folder gets the release's time.
stamp() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} + ; }

# kilobytes FOLDER: of its files. What a file system takes for the folders themselves differs from one time to the next.
kilobytes() { find "$1" -type f -printf '%s\n' | awk '{ sum += $1 } END { print int(sum / 1024) }'; }

node_ts() { node "$here/panel/node_modules/tsx/dist/cli.mjs" "$@"; }

pack() {
  case $1 in win-*) pack_windows "$1" ;; osx-*) pack_macos "$1" ;; linux-*) pack_tar "$1" && pack_deb "$1" ;; esac && touch "$work/$1.done"
}

pack_windows() {
  local name=$1 from="$work/stage/$1" stub=amd64-unicode
  # Windows on ARM runs 32-bit installers everywhere, 64-bit ones only since Windows 11.
  case $name in win-arm64) stub=x86-unicode ;; esac
  # What the installer put there, files before folders, so that the uninstaller takes nothing else.
  { (cd "$from" && find . -type f -printf '%P\n' | sort | sed 's|/|\\|g; s|.*|Delete "$INSTDIR\\&"|')
    (cd "$from" && find . -mindepth 1 -type d -printf '%P\n' | sort -r | sed 's|/|\\|g; s|.*|RMDir "$INSTDIR\\&"|'); } > "$from.remove.nsh"
  makensis -V2 -DVERSION="$version" -DSTAGE="$from" -DICON="$here/deploy/icons/heygem.ico" -DSTUB="$stub" \
    -DKILOBYTES="$(kilobytes "$from")" -DOUT="$out/heygem-bridge-$version-$name-setup.exe" "$here/deploy/windows/installer.nsi"
}

pack_macos() {
  local name=$1 root="$work/pack/$1" app
  app="$root/HeyGem Bridge.app"
  rm -rf "$root"; mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources"
  sed "s/@VERSION@/$version/" "$here/deploy/macos/Info.plist" > "$app/Contents/Info.plist"
  cp "$here/deploy/macos/HeyGemBridge" "$app/Contents/MacOS/"
  cp "$here/deploy/icons/heygem.icns" "$app/Contents/Resources/"
  cp -R "$work/stage/$name" "$app/Contents/Resources/program"
  cp "$here/deploy/macos/install.command" "$here/LICENSE" "$root/"
  [ -z "$sign" ] || "$here/deploy/macos/sign.sh" "$sign" "$app" "$profile"
  stamp "$root"
  (cd "$root" && find . -mindepth 1 -printf '%P\n' | sort | zip -q -X -9 -@ "$out/heygem-bridge-$version-$name.zip")
}

pack_tar() {
  local name=$1 base="heygem-bridge-$version-$1" root="$work/pack/$1"
  rm -rf "$root"; mkdir -p "$root/$base"
  cp -R "$work/stage/$name" "$root/$base/program"
  cp "$here/deploy/linux/install.sh" "$here/deploy/linux/heygem-bridge.desktop" "$here/LICENSE" "$root/$base/"
  cp "$here/deploy/icons/heygem.png" "$root/$base/heygem-bridge.png"
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$root" -cf - "$base" | node "$here/deploy/gzip.mjs" > "$out/$base.tar.gz"
}

pack_deb() {
  local name=$1 root="$work/pack/$1-deb" arch=amd64 package=heygem-bridge other=heygem-bridge-cuda
  case $name in linux-arm64) arch=arm64 ;; *-cuda) package=heygem-bridge-cuda other=heygem-bridge ;; esac
  rm -rf "$root"
  mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/lib" "$root/usr/lib/systemd/user" "$root/usr/lib/systemd/system" \
    "$root/usr/share/applications" "$root/usr/share/doc/$package" \
    "$root/usr/share/icons/hicolor/256x256/apps"
  cp -R "$work/stage/$name" "$root/usr/lib/heygem-bridge"
  ln -s ../lib/heygem-bridge/heygem "$root/usr/bin/heygem"
  cp "$here/deploy/linux/heygem-bridge.desktop" "$root/usr/share/applications/"
  cp "$here/deploy/linux/heygem-bridge.service" "$root/usr/lib/systemd/user/"
  cp "$here"/deploy/farm/*.service "$root/usr/lib/systemd/system/"
  cp "$here/deploy/icons/heygem.png" "$root/usr/share/icons/hicolor/256x256/apps/heygem-bridge.png"
  cp "$here/README.md" "$here/LICENSE" "$root/usr/share/doc/$package/"
  cp "$root/usr/lib/heygem-bridge/THIRD-PARTY-NOTICES.txt" "$root/usr/share/doc/$package/copyright"
  cp "$here/deploy/linux/postinst" "$here/deploy/linux/prerm" "$here/deploy/linux/postrm" "$root/DEBIAN/"
  cat > "$root/DEBIAN/control" <<C
Package: $package
Version: $version
Architecture: $arch
Maintainer: The HeyGem.Bridge authors <noreply@heygem-bridge.invalid>
Installed-Size: $(kilobytes "$root/usr")
Depends: ffmpeg (>= 7:5.1), libc6 (>= 2.34), libgcc-s1, libstdc++6, libssl3 | libssl3t64, zlib1g | zlib1g-dev
Recommends: xdg-utils, ca-certificates
Conflicts: $other
Replaces: $other
Section: video
Priority: optional
Description: lip-sync for editors
 Gives a clip and a voice back as the same clip with the mouth speaking that
 voice: same frames, same length, same pixels everywhere but the mouth.
C
  chmod 644 "$root"/usr/share/doc/*/* "$root"/usr/share/applications/* "$root"/usr/lib/systemd/*/* "$root"/usr/share/icons/hicolor/256x256/apps/*
  stamp "$root"
  dpkg-deb --root-owner-group -Zzstd -z12 --threads-max=1 --build "$root" "$out/${package}_${version}_$arch.deb" >/dev/null
}
