# The beginning of an activation: arguments, places, and the variables that blocks see.

# What the caller expects: 0, that the profile is set here; 1, that the caller sets it.
hmDriverVersion=0
while (( $# > 0 )); do
  case "$1" in
    --driver-version)
      if [[ ! "${2-}" =~ ^[01]$ ]]; then
        errorEcho "$0: unexpected driver version '${2-}'" >&2
        exit 1
      fi
      hmDriverVersion=$2
      shift 2
      ;;
    *)
      _iError "%s: unknown option '%s'" "$0" "$1" >&2
      exit 1
      ;;
  esac
done

# Looks up whether one thing is another, and ends the activation where it is not.
checkStringEq() {
  if [[ "$2" != "$3" ]]; then
    _iError '%s is "%s", expected "%s"' "$1" "$2" "$3"
    exit 1
  fi
}
checkPathEq() {
  if [[ ! "$2" -ef "$3" ]]; then checkStringEq "$1" "$2" "$3"; fi
}

# Where profiles and generations are kept.
findPlaces() {
  local state="${XDG_STATE_HOME:-$HOME/.local/state}"
  local shared="${NIX_STATE_DIR:-/nix/var/nix}"
  local profiles
  if [[ -d $state/nix/profiles ]]; then
    profiles="$state/nix/profiles"
  elif [[ -d $shared/profiles/per-user/$USER ]]; then
    profiles="$shared/profiles/per-user/$USER"
  else
    _iError 'No folder for profiles: neither %s nor %s exists' \
      "$state/nix/profiles" "$shared/profiles/per-user/$USER" >&2
    exit 1
  fi
  declare -gr hmStatePath="$state/home-manager"
  declare -gr hmDataPath="${XDG_DATA_HOME:-$HOME/.local/share}/home-manager"
  declare -gr genProfilePath="$profiles/home-manager"
  declare -gr newGenPath="@GENERATION_DIR@"
  declare -gr newGenGcPath="$hmStatePath/gcroots/new-home"
  declare -gr currentGenGcPath="$hmStatePath/gcroots/current-home"
  declare -gr legacyGenGcPath="$shared/gcroots/per-user/$USER/current-home"
  if [[ -e $currentGenGcPath ]]; then
    declare -g oldGenPath
    oldGenPath="$(readlink -e "$currentGenGcPath")"
  fi
}

# Whether the profile is one of `nix profile`.
hasManifest() {
  [[ -e $HOME/.nix-profile/manifest.json || -e ${XDG_STATE_HOME:-$HOME/.local/state}/nix/profile/manifest.json ]]
}

# Takes a package out of the profile, if it is there.
nixProfileRemove() {
  if hasManifest; then
    local path
    nix profile list --json 2>/dev/null \
      | jq -r --arg name "$1" '.elements[].storePaths[] | select(endswith($name))' \
      | while read -r path; do run nix profile remove $VERBOSE_ARG "$path"; done
  elif nix-env -q | grep -qx -- "$1"; then
    run --quiet nix-env -e "$1"
  fi
}

# Puts the packages of the new generation into the profile.
installProfile() {
  local installed=0
  if [[ -e $2/manifest.json ]]; then
    nixProfileRemove home-manager-path
    run nix profile install "$1" || installed=1
  else
    run nix-env -i "$1" || installed=1
  fi
  if (( installed != 0 )); then
    _iError 'The packages could not be installed; perhaps one of them is in the profile %s already.' "$2"
    exit 1
  fi
}

# Blocks of older configurations use DRY_RUN_CMD and VERBOSE_ECHO.
export DRY_RUN_CMD="" DRY_RUN_NULL=/dev/null VERBOSE_ARG="" VERBOSE_ECHO=true VERBOSE_RUN=true
if [[ -v VERBOSE ]]; then export VERBOSE_ARG=--verbose VERBOSE_ECHO=echo VERBOSE_RUN=""; fi
if [[ -v DRY_RUN ]]; then export DRY_RUN_CMD=echo DRY_RUN_NULL=/dev/stdout; fi

_i "Starting Home Manager activation"
# Nix makes its folders for the user when it is asked for something.
nix-build --quiet --expr '{}' --no-out-link
nix-env -q >/dev/null 2>&1 || true
findPlaces
for place in newGenPath genProfilePath newGenGcPath currentGenGcPath legacyGenGcPath; do
  verboseEcho "  $place=${!place}"
done
verboseEcho "  oldGenPath=${oldGenPath-(none)}"
