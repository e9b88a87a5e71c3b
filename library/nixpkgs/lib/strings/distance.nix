# The edit distance of Levenshtein, for suggestions.
lib:
let
  inherit (builtins)
    elemAt
    foldl'
    genList
    length
    stringLength
    substring
    ;
  distance =
    left: right:
    let
      width = stringLength right;
      # One row of the table of Wagner and Fischer after another.
      nextRow =
        row: index:
        let
          char = substring index 1 left;
          step =
            cells: column:
            let
              kept = elemAt row column + (if substring column 1 right == char then 0 else 1);
              removed = elemAt row (column + 1) + 1;
              inserted = elemAt cells (length cells - 1) + 1;
            in
            cells ++ [ (lib.min kept (lib.min removed inserted)) ];
        in
        foldl' step [ (index + 1) ] (genList (column: column) width);
      lastRow = foldl' nextRow (genList (column: column) (width + 1)) (
        genList (index: index) (stringLength left)
      );
    in
    elemAt lastRow width;
in
{
  levenshtein = distance;
  # Whether at most so many edits are needed; common ends are set aside first.
  levenshteinAtMost =
    limit: left: right:
    let
      sizes = lib.max (stringLength left - stringLength right) (stringLength right - stringLength left);
      front = lib.strings.commonPrefixLength left right;
      inner = text: substring front (stringLength text - front) text;
      leftRest = inner left;
      rightRest = inner right;
      back = lib.strings.commonSuffixLength leftRest rightRest;
      middle = text: substring 0 (stringLength text - back) text;
    in
    if limit <= 0 then
      left == right
    else
      sizes <= limit && distance (middle leftRest) (middle rightRest) <= limit;
}
