#!/bin/sh
# Keeps Athena's configuration in a file, and the file in git.
#
#   configuration.sh pull              writes the file as the assistant is now
#   configuration.sh plan              says what applying the file would change
#   configuration.sh apply [NOTE]      applies it, if it still does what was planned a moment ago
#
# ATHENA            where it runs, such as http://127.0.0.1:8000
# ATHENA_KEY        a key with the scopes config:read and config:write
# ATHENA_FILE       the file; athena.yaml where nothing is said
# ATHENA_DELETE     true: rows that the file does not name go, of each kind that it names
# ATHENA_REMOVALS   how many rows may go at most without a question; 0 where nothing is said
set -eu

: "${ATHENA:?say where Athena runs, such as http://127.0.0.1:8000}"
: "${ATHENA_KEY:?say the key}"
file=${ATHENA_FILE:-athena.yaml}
delete=${ATHENA_DELETE:-false}
most=${ATHENA_REMOVALS:-0}
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# ask PATH [ARGUMENTS OF CURL]: the answer is in $answer; an error is told and ends the script
ask() {
    path=$1
    shift
    # the key goes in by a pipe: arguments can be read by every user of the machine
    status=$(printf 'header = "Authorization: Bearer %s"\n' "$ATHENA_KEY" |
        curl -sS -K - -o "$answer" -w '%{http_code}' "$@" "$ATHENA/api/config/$path")
    case $status in
        2*) ;;
        *) tell_error; exit 1 ;;
    esac
}

tell_error() {
    python3 -c '
import json, sys
try:
    told = json.load(sys.stdin)
except ValueError:
    sys.exit("The answer is no JSON. Is this the address of Athena?")
lines = told.get("problems") or [told["error"]["message"]]
print("\n".join(lines), file=sys.stderr)' < "$answer"
}

# value NAME: one member of the answer
value() {
    python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1" < "$answer"
}

plan() {
    ask plan/ -F "config=@$file" -F "delete=$delete"
    python3 -c '
import json, sys
plan = json.load(sys.stdin)
print(plan["summary"])
for change in plan["changes"]:
    print(" ", change["words"])
if plan["more"]:
    print("  and", plan["more"], "more")' < "$answer"
}

case ${1:-} in
    pull)
        ask export/
        cp "$answer" "$file"
        echo "Written: $file"
        ;;
    plan)
        plan
        ;;
    apply)
        plan
        digest=$(value digest)
        removals=$(value removals)
        if [ "$removals" -gt "$most" ]; then
            echo "$removals rows would be removed. If that is meant: ATHENA_REMOVALS=$removals" >&2
            exit 1
        fi
        ask apply/ -F "config=@$file" -F "delete=$delete" -F "digest=$digest" -F "removals=$removals" \
            --form-string "note=${2:-}"
        echo "Applied. Live is release $(value release)."
        ;;
    *)
        sed -n '2,12s/^# \{0,1\}//p' "$0"
        exit 2
        ;;
esac
