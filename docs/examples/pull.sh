#!/bin/sh
# Takes the texts of one language out of a release, with curl and sha256sum alone: for those without tmpipe.
#
#   sh pull.sh https://example.org/statements fr texts            # what changed, into texts/fr/
#   sh pull.sh https://example.org/statements fr texts signers    # only if a key in the file signers signed it
#
# What came is printed, a path a line. All of it comes and is verified before anything takes its place; else
# nothing changes, and the exit code is 1. The file signers has a line: tmpipe ssh-ed25519 AAAA...
set -eu
export LC_ALL=C

fail() { printf 'pull.sh: %s\n' "$1" >&2; exit 1; }
[ $# -eq 3 ] || [ $# -eq 4 ] || fail 'say: pull.sh ADDRESS LANGUAGE FOLDER [SIGNERS]'
address=${1%/} language=$2 folder=$3 signers=${4-}
case $language in *[!A-Za-z0-9-]* | '') fail "$language is no language, such as fr or pt-BR" ;; esac
case $address in
  https://* | file://* | http://localhost[:/]* | http://127.0.0.1[:/]*) ;;
  *) fail "$address could be changed on its way; use https://" ;;
esac
sums() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }
# A path as addresses have it: each byte as %xx.
encoded() { printf %s "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g; s|%2f|/|g'; }
# fetch PATH FILE: a file of the release.
fetch() {
  curl --silent --show-error --fail --location --proto-redir =https --retry 3 --max-time 600 \
    --output "$2" "$address/$(encoded "$1")" || fail "$address/$1 cannot be had; check the address, or try again later"
}

mkdir -p "$folder/$language"
new=$(mktemp -d "$folder/.pull.XXXXXX")
trap 'rm -rf "$new"' EXIT
trap 'exit 1' HUP INT TERM
list=$new/SHA256SUMS
fetch "$language/SHA256SUMS" "$list"

if [ -n "$signers" ]; then
  fetch SHA256SUMS "$new/all"
  fetch SHA256SUMS.sig "$new/all.sig"
  ssh-keygen -Y verify -f "$signers" -I tmpipe -n tmpipe -s "$new/all.sig" <"$new/all" >/dev/null 2>&1 \
    || fail "no key in $signers signed this release; take nothing from there, and ask who publishes it"
  hash=$(sums <"$list")
  grep -qxF "${hash%% *}  $language/SHA256SUMS" "$new/all" || fail 'the signature is of another list; try again later'
fi

# Whatever the list says, nothing leaves the folder: 64 digits, then texts/NAME/FILE, neither beginning with a dot.
if grep -Evq '^[0-9a-f]{64}  texts/[^./\[:cntrl:]][^/\[:cntrl:]]*/[^./\[:cntrl:]][^/\[:cntrl:]]*$' "$list"; then
  fail "$address/$language/SHA256SUMS is no list of checksums of a release; check the address"
fi

# What is not here, or is not the same.
(cd "$folder/$language" && sums -c - 2>/dev/null) <"$list" | sed -n 's/: FAILED.*$//p' >"$new/changed"
while IFS= read -r path; do
  mkdir -p "$new/${path%/*}"
  fetch "$language/$path" "$new/$path"
  hash=$(sums <"$new/$path")
  grep -qxF "${hash%% *}  $path" "$list" || fail "$path is not what the list says; try again later"
done <"$new/changed"
while IFS= read -r path; do
  mkdir -p "$folder/$language/${path%/*}"
  mv -f "$new/$path" "$folder/$language/$path"
  printf '%s\n' "$folder/$language/$path"
done <"$new/changed"
mv -f "$list" "$folder/$language/SHA256SUMS"
