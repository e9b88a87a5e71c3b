# `accounts.calendar.accounts.<name>.qcal`.
{ lib, ... }:
{
  enable = lib.mkEnableOption "qcal";
}
