@initHomeManagerLib@
# Ends with an error if a file of the new generation ($1) would overwrite one that is not Home Manager's.
files="$(readlink -e "$1/home-files")"
owned="$(readlink -e @storeDir@)/*-home-manager-files/*"
forced=(@forcedPaths@)
found=0

isForced() {
  local path
  for path in "${forced[@]}"; do
    if [[ $1 == "$path"* ]]; then return 0; fi
  done
  return 1
}

clash() {
  errorEcho "$1"
  found=1
}

while IFS= read -r -d "" source; do
  target="$HOME/${source#"$files"/}"
  if [[ ! -e $target ]] || isForced "$target"; then continue; fi
  if [[ -L $target && "$(readlink "$target")" == $owned ]]; then continue; fi
  backup="$target.${HOME_MANAGER_BACKUP_EXT-}"
  if cmp -s "$source" "$target"; then
    warnEcho "Existing file '$target' is the same as '$source' and stays"
  elif [[ ! -L $target && -n "${HOME_MANAGER_BACKUP_COMMAND-}" ]]; then
    verboseEcho "'$HOME_MANAGER_BACKUP_COMMAND' will back up '$target'"
  elif [[ ! -L $target && -n "${HOME_MANAGER_BACKUP_EXT-}" ]]; then
    if [[ -e $backup && -z "${HOME_MANAGER_BACKUP_OVERWRITE-}" ]]; then
      clash "Existing file '$backup' would be clobbered by backing up '$target'"
    else
      warnEcho "Existing file '$target' will be moved to '$backup'"
    fi
  else
    clash "Existing file '$target' would be clobbered"
  fi
done < <(find "$files" \( -type f -o -type l \) -print0)

if (( found )); then
  errorEcho "Move these files away, give an extension for backups (-b, home-manager.backupFileExtension), or set 'force = true' on them."
  exit 1
fi
