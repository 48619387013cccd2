#!/bin/sh
# Runs every check over the tree, prints all problems, exits 1 when there was any.
#   tools/lint/run.sh [check…]      e.g. tools/lint/run.sh layers no_todo
set -u
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- layers beast_includes file_length no_secrets no_todo well_formed api_described format_check
failed=0
for check in "$@"; do
  if python3 "tools/lint/$check.py" .; then
    printf '%s: ok\n' "$check"
  else
    printf '%s: failed\n' "$check"
    failed=1
  fi
done
exit $failed
