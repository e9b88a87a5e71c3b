# `lib.maintainers`: a set without entries.
#
# The list of people is nixpkgs' own. Modules name their maintainers in `meta.maintainers`, which nothing forces here.
{ }
