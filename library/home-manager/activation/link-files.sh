@initHomeManagerLib@
# Removes the links that only the old generation ($2, may be empty) has, then makes those of the new one ($1).
new="$(readlink -e "$1/home-files")"
owned="$(readlink -e @storeDir@)/*-home-manager-files/*"

removeOrphan() {
  local target="$HOME/$1"
  if [[ -e $new/$1 ]]; then return; fi
  if [[ "$(readlink "$target")" != $owned ]]; then
    warnEcho "Path '$target' does not link into a Home Manager generation. Skipping delete."
    return
  fi
  run rm $VERBOSE_ARG "$target"
  local folder
  folder="$(dirname "$1")"
  if [[ $folder != . ]]; then
    (cd "$HOME" && run rmdir $VERBOSE_ARG -p --ignore-fail-on-non-empty "$folder")
  fi
}

backUp() {
  if [[ -n "${HOME_MANAGER_BACKUP_COMMAND-}" ]]; then
    run $HOME_MANAGER_BACKUP_COMMAND "$1" || errorEcho "Running '$HOME_MANAGER_BACKUP_COMMAND' on '$1' failed."
  elif [[ -n "${HOME_MANAGER_BACKUP_EXT-}" ]]; then
    if [[ -e $1.$HOME_MANAGER_BACKUP_EXT && -n "${HOME_MANAGER_BACKUP_OVERWRITE-}" ]]; then
      run rm $VERBOSE_ARG "$1.$HOME_MANAGER_BACKUP_EXT"
    fi
    run mv $VERBOSE_ARG "$1" "$1.$HOME_MANAGER_BACKUP_EXT" || errorEcho "Moving '$1' failed!"
  fi
}

linkFile() {
  local source="$new/$1" target="$HOME/$1"
  if [[ -L $target && "$(readlink "$target")" == "$source" ]]; then return; fi
  if [[ -e $target && ! -L $target ]]; then
    if cmp -s "$source" "$target"; then
      verboseEcho "Skipping '$target' as it is identical to '$source'"
      return
    fi
    backUp "$target"
  fi
  run mkdir -p $VERBOSE_ARG "$(dirname "$target")"
  run ln -Tsf $VERBOSE_ARG "$source" "$target" || exit 1
}

if [[ -n "$2" && -e $2/home-files ]]; then
  old="$(readlink -e "$2/home-files")"
  while IFS= read -r -d "" path; do removeOrphan "$path"; done \
    < <(find "$old" \( -type f -o -type l \) -printf '%P\0')
fi
while IFS= read -r -d "" path; do linkFile "$path"; done \
  < <(find "$new" \( -type f -o -type l \) -printf '%P\0')
