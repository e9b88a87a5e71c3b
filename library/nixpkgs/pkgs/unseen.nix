# What recipes build upon when they override a package (`old.buildInputs ++ [ … ]`): there, and empty, where a package is
# known by name.
{
  buildInputs = [ ];
  nativeBuildInputs = [ ];
  propagatedBuildInputs = [ ];
  dependencies = [ ];
  build-system = [ ];
  optional-dependencies = { };
  nativeCheckInputs = [ ];
  checkInputs = [ ];
  patches = [ ];
  configureFlags = [ ];
  cmakeFlags = [ ];
  mesonFlags = [ ];
  makeFlags = [ ];
  buildFlags = [ ];
  ldflags = [ ];
  disabledTests = [ ];
  postUnpack = "";
  prePatch = "";
  postPatch = "";
  preConfigure = "";
  postConfigure = "";
  preBuild = "";
  postBuild = "";
  preInstall = "";
  postInstall = "";
  preFixup = "";
  postFixup = "";
  env = { };
}
