#!/bin/sh
# Rewrites the .expect files of tests/corpus with what the parser says today. For people, never for CI: review the
# difference like code.
#
# usage: scripts/update_golden.sh [BUILD_DIR]      (default: build/dev)
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/dev}
cmake --build "$build" --target parse_test
COMMONPLACE_UPDATE_GOLDEN=1 "$build/tests/parse/parse_test" --gtest_brief=1 --gtest_filter='*Corpus*'
git diff --stat -- tests/corpus
