#!/usr/bin/env bash
# Formats the C++ sources in place; with --check it only names the files that are not formatted.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t files < <(git ls-files --cached --others --exclude-standard '*.h' '*.cc')
if [ "${1:-}" = --check ]; then
  clang-format --dry-run --Werror "${files[@]}" && echo "   ${#files[@]} files are formatted"
else
  clang-format -i "${files[@]}"
fi
