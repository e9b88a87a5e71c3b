# Functions that the blocks of an activation script may call.

normalColor="" errorColor="" warnColor="" noteColor=""
if [[ ! -v NO_COLOR && -t 1 ]] && (( $(tput colors 2>/dev/null || echo 0) >= 8 )); then
  normalColor=$'\e[0m' errorColor=$'\e[1;31m' warnColor=$'\e[33m' noteColor=$'\e[1;36m'
fi

# Lines of text for people: errors, warnings, notes, details.
errorEcho() { echo "${errorColor}$*${normalColor}"; }
warnEcho() { echo "${warnColor}$*${normalColor}"; }
noteEcho() { echo "${noteColor}$*${normalColor}"; }
verboseEcho() { if [[ -v VERBOSE ]]; then echo "$*"; fi; }

# The same with a format in front, as in printf.
_i() {
  local format="$1"
  shift
  # shellcheck disable=SC2059
  printf "$format\n" "$@"
}
_ip() {
  local one="$1" many="$2" count="$3"
  shift 3
  if (( count == 1 )); then _i "$one" "$@"; else _i "$many" "$@"; fi
}
_iError() { errorEcho "$(_i "$@")"; }
_iWarn() { warnEcho "$(_i "$@")"; }
_iNote() { noteEcho "$(_i "$@")"; }
_iVerbose() { if [[ -v VERBOSE ]]; then _i "$@"; fi; }

# Runs a command, or shows it on a dry run. With --quiet its output is dropped, with --silence its errors too.
run() {
  local drop=""
  case "$1" in
    --quiet | --silence)
      drop="$1"
      shift
      ;;
  esac
  if [[ -v DRY_RUN ]]; then
    echo "$@"
    return
  fi
  case "$drop" in
    --quiet) "$@" >/dev/null ;;
    --silence) "$@" >/dev/null 2>&1 ;;
    *) "$@" ;;
  esac
}
