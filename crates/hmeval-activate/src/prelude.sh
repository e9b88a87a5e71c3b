# What activation blocks can call: the protocol of Home Manager's activation scripts.
set -eu
set -o pipefail
exec 8<&0 </dev/null

normalColor="" errorColor="" warnColor="" noteColor=""
if [[ -v HMEVAL_COLOR ]]; then
    normalColor=$'\e[0m' errorColor=$'\e[1;31m' warnColor=$'\e[33m' noteColor=$'\e[1;36m'
fi
unset HMEVAL_COLOR

errorEcho() { echo "$errorColor$*$normalColor"; }
warnEcho() { echo "$warnColor$*$normalColor"; }
noteEcho() { echo "$noteColor$*$normalColor"; }
verboseEcho() { if [[ -v VERBOSE ]]; then echo "$*"; fi; }

_i() {
    local format=$1
    shift
    # shellcheck disable=SC2059
    printf "$format\n" "$@"
}
_ip() {
    local one=$1 many=$2 count=$3
    shift 3
    if [[ $count == 1 ]]; then _i "$one" "$@"; else _i "$many" "$@"; fi
}
_iError() { errorEcho "$(_i "$@")"; }
_iWarn() { warnEcho "$(_i "$@")"; }
_iNote() { noteEcho "$(_i "$@")"; }
_iVerbose() { if [[ -v VERBOSE ]]; then _i "$@"; fi; }

# run [--quiet|--silence] COMMAND...: runs it, or prints it if this is a dry run.
run() {
    local how=""
    case $1 in
        --quiet | --silence)
            how=$1
            shift
            ;;
    esac
    if [[ -v DRY_RUN ]]; then
        echo "$@"
    elif [[ $how == --quiet ]]; then
        "$@" >/dev/null
    elif [[ $how == --silence ]]; then
        "$@" >/dev/null 2>&1
    else
        "$@"
    fi
}

if [[ -v DRY_RUN ]]; then
    export DRY_RUN_CMD=echo DRY_RUN_NULL=/dev/stdout
else
    export DRY_RUN_CMD="" DRY_RUN_NULL=/dev/null
fi
if [[ -v VERBOSE ]]; then
    export VERBOSE_ECHO=echo VERBOSE_ARG=--verbose VERBOSE_RUN=""
else
    export VERBOSE_ECHO=true VERBOSE_ARG="" VERBOSE_RUN=true
fi

# Asks the program that started this script to do a step of its own.
__hmeval_step() {
    local answer=1
    printf '%s %s\n' "$__hmeval_mark" "$1"
    read -r -u 8 answer || true
    return "$answer"
}

cd "$HOME"
