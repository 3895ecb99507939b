#!/usr/bin/env bash
# The step of action.yml: inputs come as variables, never as text of the script, so that they cannot be code.
set -euo pipefail

arguments=(--format github)
add() { # OPTION VALUE: the option where it has a value
  if [ -n "$2" ]; then arguments+=("$1$2"); fi
}
add --fail-on= "${TMPIPE_FAIL_ON:-}"
add --baseline= "${TMPIPE_BASELINE:-}"
add --report=sarif= "${TMPIPE_SARIF:-}"
add --report=junit= "${TMPIPE_JUNIT:-}"
add --report=markdown= "${GITHUB_STEP_SUMMARY:-}"
while IFS= read -r line; do
  if [ -n "$line" ]; then arguments+=("$line"); fi
done <<<"${TMPIPE_ARGS:-}"
arguments+=(--)
while IFS= read -r line; do
  if [ -n "$line" ]; then arguments+=("$line"); fi
done <<<"${TMPIPE_PATHS:-}"

code=0
tmpipe check "${arguments[@]}" || code=$?
echo "exit-code=$code" >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
