#!/usr/bin/env bash
# clang-tidy over the sources (or the files named), with the commands of build/dev. A file that was clean in the same
# state before, headers included, is not looked at again: build/tidy remembers.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/tidy
headers=$(git ls-files -s 'src/*.h' 'include/*.h' .clang-tidy | sha256sum; git diff HEAD -- 'src/*.h' 'include/*.h' .clang-tidy | sha256sum)
if [ $# -gt 0 ]; then files=("$@"); else mapfile -t files < <(git ls-files 'src/*.cc'); fi
todo=()
for file in "${files[@]}"; do
  stamp=build/tidy/$( (echo "$headers"; cat "$file") | sha256sum | cut -c1-32)
  [ -e "$stamp" ] || todo+=("$file" "$stamp")
done
echo "   $((${#todo[@]} / 2)) of ${#files[@]} files to look at"
[ ${#todo[@]} -eq 0 ] && exit 0
printf '%s\0' "${todo[@]}" | xargs -0 -n 2 -P "$(nproc)" bash -c 'clang-tidy --quiet -p build/dev "$0" 2>/dev/null && touch "$1"'
