# What the hardware's configuration of an installation imports.
{ lib, ... }:
{
  hardware.enableRedistributableFirmware = lib.mkDefault true;
}
