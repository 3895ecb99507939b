#!/usr/bin/env bash
# Two volunteers translate one catalog on two git branches; `tmpipe merge` brings them together.
# Run it anywhere: it works in a temporary folder and takes it away again. It needs git and tmpipe.
set -euo pipefail

tmpipe=${TMPIPE:-tmpipe}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_EMAIL=ann@example.org GIT_COMMITTER_EMAIL=ann@example.org
export GIT_AUTHOR_NAME=Ann GIT_COMMITTER_NAME=Ann
catalog=locales/fr/LC_MESSAGES/statement.po

say() { printf '\n== %s\n' "$*"; }
# translate MSGID MSGSTR: what a volunteer does in an editor
translate() {
  awk -v id="msgid \"$1\"" -v text="msgstr \"$2\"" \
    '{ print (before == id && /^msgstr/) ? text : $0; before = $0 }' "$catalog" > next && mv next "$catalog"
}
commit() { git add -A && git commit -q -m "$1"; }

say "A project: one document, and git told how catalogs merge"
git init -q -b main
mkdir seeds
printf 'The prisons were full. Nobody knew why. Families waited outside the gates for days.\n' > seeds/statement.txt
$tmpipe -q init . > init.log
sed -i.old 's/^locales = .*/locales = ["fr"]/; s/default = "argos"/default = "none"/' tmpipe.toml && rm tmpipe.toml.old init.log
sed -i.old 's|seeds/\*\*/\*.txt"|seeds/statement.txt"\nslug = "statement"|' tmpipe.toml && rm tmpipe.toml.old
$tmpipe -q extract
commit "The catalog"

say "1. Ann and Bo translate neighbouring sentences, and Bo's editor wraps the file anew"
git switch -q -c bo
translate "Nobody knew why." "Personne ne savait pourquoi."
if command -v msgcat > /dev/null; then msgcat --width=60 -o next "$catalog" && mv next "$catalog"; fi
commit "Bo: one sentence"
git switch -q main
translate "The prisons were full." "Les prisons étaient pleines."
commit "Ann: another sentence"
git merge -q -m "Both" bo
grep -h '^msgstr "[LP]' "$catalog"

say "2. Ann changes the document while Bo translates its old edition"
git switch -q -c edition
sed -i.old 's/for days/for weeks/' seeds/statement.txt && rm seeds/statement.txt.old
$tmpipe -q extract
commit "Ann: a new edition"
git switch -q bo && git merge -q main
translate "Families waited outside the gates for days." "Des familles ont attendu des jours devant les portes."
commit "Bo: the last sentence"
git switch -q main && git merge -q edition && git merge -q -m "Both" bo
grep -h -B 5 -A 1 '^msgid "Families' "$catalog"

say "3. Both translate the same sentence: git stops, and nothing is lost"
git switch -q bo && git merge -q main
translate "Nobody knew why." "Nul ne savait pourquoi."
commit "Bo: better"
git switch -q main
translate "Nobody knew why." "Personne n'en connaissait la raison."
commit "Ann: better"
git merge -q bo || echo "git merge: exit code $?"
git status --short
grep -h -B 3 -A 1 '^msgid "Nobody knew why' "$catalog"

say "tmpipe check keeps the gate closed until somebody has chosen"
$tmpipe check "$catalog" --select merge-both || echo "tmpipe check: exit code $?"

say "Ann takes Bo's words, deletes the comment, and commits"
translate "Nobody knew why." "Nul ne savait pourquoi."
sed -i.old '/^# tmpipe: theirs/d' "$catalog" && rm "$catalog.old"
$tmpipe check "$catalog" --select merge-both
commit "Both"
git log --oneline --graph
