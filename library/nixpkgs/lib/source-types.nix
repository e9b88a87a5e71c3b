# `lib.sourceTypes`: what a package was made from.
lib:
builtins.mapAttrs (shortName: isSource: { inherit shortName isSource; }) {
  fromSource = true;
  binaryNativeCode = false;
  binaryBytecode = false;
  binaryFirmware = false;
  obfuscatedCode = false;
}
