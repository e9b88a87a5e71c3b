# The firmware of Broadcom's wireless adapters.
{ pkgs, ... }:
{
  hardware.firmware = [ pkgs.linux-firmware ];
}
