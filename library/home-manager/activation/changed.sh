# Notes for each watched file whether it is about to change.
declare -A changedFiles
noteChange() {
  if [[ -d $1 && -d $2/$3 ]]; then
    diff -rq "$1" "$2/$3" >/dev/null 2>&1
  else
    cmp --quiet "$1" "$2/$3"
  fi && changedFiles["$3"]=0 || changedFiles["$3"]=1
}
