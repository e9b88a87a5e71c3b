# Builds the tree of links that a generation puts into the home directory.
mkdir -p $out
# The store may be reached through a link.
realOut="$(realpath -m "$out")"
declare -A seen

# Whether the file $1 has the execute bit that $2 asks for: 1, nothing, or inherit.
fits() {
  local bit=""
  if [[ -x $1 ]]; then bit=1; fi
  [[ $2 == inherit || $bit == "$2" ]]
}
setBit() { if [[ $2 ]]; then chmod +x "$1"; else chmod -x "$1"; fi; }

# One file: a link, or a copy where the execute bit differs.
insertLeaf() {
  if fits "$1" "$3"; then
    ln -s "$1" "$2"
  else
    cp "$1" "$2"
    setBit "$2" "$3"
  fi
}

# A folder whose files are linked one by one.
insertTree() {
  mkdir -p "$2"
  lndir -silent ${4:+-ignorelinks} "$1" "$2"
  if [[ $3 == inherit ]]; then return; fi
  local leaf copy
  while IFS= read -r -d "" leaf; do
    if [[ -d $leaf || ! -e $leaf ]] || fits "$leaf" "$3"; then continue; fi
    copy="$(mktemp "$leaf.XXXXXX")"
    cp "$leaf" "$copy"
    setBit "$copy" "$3"
    mv -f "$copy" "$leaf"
  done < <(find "$2" \( -type f -o -type l \) -print0)
}

# insertFile SOURCE TARGET EXECUTABLE RECURSIVE IGNORELINKS
insertFile() {
  if [[ ${seen["$2"]-} ]]; then
    echo "File conflict for file '$2'" >&2
    return
  fi
  local target
  target="$(realpath -m "$realOut/$2")"
  if [[ -e $realOut/$2 && ! -d $realOut/$2 ]]; then
    echo "$2 conflicts with recursively symlinked file" >&2
    case "@overlap@" in
      ignore) return ;;
      error) exit 1 ;;
      override) rm "$realOut/$2" ;;
    esac
  fi
  seen["$2"]=1
  if [[ $target != "$realOut"* ]]; then
    echo "Error installing file '$2' outside \$HOME" >&2
    exit 1
  fi
  mkdir -p "$(dirname "$target")"
  if [[ ! -d $1 ]]; then
    insertLeaf "$1" "$target" "$3"
  elif [[ $4 ]]; then
    insertTree "$1" "$target" "$3" "$5"
  else
    ln -s "$1" "$target"
  fi
}
