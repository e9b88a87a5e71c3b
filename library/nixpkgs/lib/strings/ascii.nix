# The numbers of the characters of ASCII that a Nix string can hold.
let
  printable = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  pairs = builtins.genList (index: {
    name = builtins.substring index 1 printable;
    value = 32 + index;
  }) (builtins.stringLength printable);
in
builtins.listToAttrs pairs
// {
  "\t" = 9;
  "\n" = 10;
  "\r" = 13;
}
