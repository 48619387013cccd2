#!/bin/sh
# clang-tidy 16 over the C++ sources that differ from a commit (default: the last one), or over the files named.
#   tools/dev/tidy.sh BUILD                    what is changed but not committed
#   tools/dev/tidy.sh BUILD --since COMMIT     what changed since COMMIT
#   tools/dev/tidy.sh BUILD FILE…              these files
# BUILD is a configured build folder (compile_commands.json). Exit 1 when anything is found.
set -eu
[ $# -ge 1 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2; }
build=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/../.."
[ -f "$build/compile_commands.json" ] || { echo "$build: not configured; run cmake --preset asan -B there"; exit 2; }

# A misspelt or newer check is silently no check at all.
available=$(clang-tidy-16 --list-checks --checks='*')
unknown=0
for check in $(sed -n 's/^  -\{0,1\}\([a-z][a-z0-9.]*-[a-zA-Z0-9.-]*\),\{0,1\}$/\1/p' .clang-tidy tests/.clang-tidy); do
  printf '%s\n' "$available" | grep -qx " *$check" || { echo "clang-tidy 16 has no check '$check'"; unknown=1; }
done
[ $unknown = 0 ] || exit 1

if [ "${1:-}" = --since ]; then
  set -- $(git diff --name-only --diff-filter=d "$2" -- '*.cpp')
elif [ $# = 0 ]; then
  set -- $(git diff --name-only --diff-filter=d HEAD -- '*.cpp'; git ls-files --others --exclude-standard -- '*.cpp')
fi
[ $# -gt 0 ] || { echo "tidy: nothing changed"; exit 0; }
failed=0
for file in "$@"; do
  clang-tidy-16 --quiet -p "$build" "$file" 2>/dev/null || failed=1
done
[ $failed = 0 ] && echo "tidy: ok ($# files)"
exit $failed
