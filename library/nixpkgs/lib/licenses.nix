# `lib.licenses`: what packages are licensed under.
lib:
let
  free =
    spdxId: fullName: {
      inherit spdxId fullName;
      url = "https://spdx.org/licenses/${spdxId}.html";
      free = true;
      redistributable = true;
    };
  other = fullName: {
    inherit fullName;
    free = true;
    redistributable = true;
  };
  unfree = fullName: {
    inherit fullName;
    free = false;
    redistributable = false;
  };
  notFree = license: license // { free = false; };
  gnu = name: version: kind: {
    only = free "${kind}-${version}-only" "${name} v${version} only";
    plus = free "${kind}-${version}-or-later" "${name} v${version} or later";
    # What packages say that do not say which of the two.
    vague = free "${kind}-${version}" "${name} v${version}" // {
      deprecated = true;
    };
  };
  gpl2' = gnu "GNU General Public License" "2.0" "GPL";
  gpl3' = gnu "GNU General Public License" "3.0" "GPL";
  gpl1' = gnu "GNU General Public License" "1.0" "GPL";
  agpl3' = gnu "GNU Affero General Public License" "3.0" "AGPL";
  lgpl2' = gnu "GNU Library General Public License" "2.0" "LGPL";
  lgpl21' = gnu "GNU Lesser General Public License" "2.1" "LGPL";
  lgpl3' = gnu "GNU Lesser General Public License" "3.0" "LGPL";
  fdl12' = gnu "GNU Free Documentation License" "1.2" "GFDL";
  fdl13' = gnu "GNU Free Documentation License" "1.3" "GFDL";

  table = {
    afl3 = free "AFL-3.0" "Academic Free License v3.0";
    agpl3Only = agpl3'.only;
    agpl3Plus = agpl3'.plus;
    apple-psl20 = free "APSL-2.0" "Apple Public Source License 2.0";
    artistic1 = free "Artistic-1.0" "Artistic License 1.0";
    artistic2 = free "Artistic-2.0" "Artistic License 2.0";
    asl20 = free "Apache-2.0" "Apache License 2.0";
    bitstreamVera = free "Bitstream-Vera" "Bitstream Vera Font License";
    blueOak100 = free "BlueOak-1.0.0" "Blue Oak Model License 1.0.0";
    boost = free "BSL-1.0" "Boost Software License 1.0";
    bsd0 = free "0BSD" "BSD Zero Clause License";
    bsd1 = free "BSD-1-Clause" "BSD 1-Clause License";
    bsd2 = free "BSD-2-Clause" ''BSD 2-clause "Simplified" License'';
    bsd2Patent = free "BSD-2-Clause-Patent" "BSD-2-Clause Plus Patent License";
    bsd3 = free "BSD-3-Clause" ''BSD 3-clause "New" or "Revised" License'';
    bsdOriginal = free "BSD-4-Clause" ''BSD 4-clause "Original" or "Old" License'';
    bsl11 = notFree (free "BUSL-1.1" "Business Source License 1.1");
    bzip2 = free "bzip2-1.0.6" "bzip2 and libbzip2 License v1.0.6";
    cc0 = free "CC0-1.0" "Creative Commons Zero v1.0 Universal";
    cc-by-30 = free "CC-BY-3.0" "Creative Commons Attribution 3.0";
    cc-by-40 = free "CC-BY-4.0" "Creative Commons Attribution 4.0";
    cc-by-nc-40 = notFree (
      free "CC-BY-NC-4.0" "Creative Commons Attribution Non Commercial 4.0 International"
    );
    cc-by-nc-sa-40 = notFree (
      free "CC-BY-NC-SA-4.0" "Creative Commons Attribution Non Commercial Share Alike 4.0"
    );
    cc-by-sa-30 = free "CC-BY-SA-3.0" "Creative Commons Attribution Share Alike 3.0";
    cc-by-sa-40 = free "CC-BY-SA-4.0" "Creative Commons Attribution Share Alike 4.0";
    cddl = free "CDDL-1.0" "Common Development and Distribution License 1.0";
    cecill21 = free "CECILL-2.1" "CeCILL Free Software License Agreement v2.1";
    curl = free "curl" "curl License";
    elastic20 = notFree (free "Elastic-2.0" "Elastic License 2.0");
    epl10 = free "EPL-1.0" "Eclipse Public License 1.0";
    epl20 = free "EPL-2.0" "Eclipse Public License 2.0";
    eupl12 = free "EUPL-1.2" "European Union Public License 1.2";
    fdl12Only = fdl12'.only;
    fdl12Plus = fdl12'.plus;
    fdl13Only = fdl13'.only;
    fdl13Plus = fdl13'.plus;
    free = other "Unspecified free software license";
    gpl1Only = gpl1'.only;
    gpl1Plus = gpl1'.plus;
    gpl2 = gpl2'.vague;
    gpl2Only = gpl2'.only;
    gpl2Plus = gpl2'.plus;
    gpl3 = gpl3'.vague;
    gpl3Only = gpl3'.only;
    gpl3Plus = gpl3'.plus;
    hpnd = free "HPND" "Historic Permission Notice and Disclaimer";
    ijg = free "IJG" "Independent JPEG Group License";
    imagemagick = free "ImageMagick" "ImageMagick License";
    isc = free "ISC" "ISC License";
    lgpl2 = lgpl2'.vague;
    lgpl2Only = lgpl2'.only;
    lgpl2Plus = lgpl2'.plus;
    lgpl21 = lgpl21'.vague;
    lgpl21Only = lgpl21'.only;
    lgpl21Plus = lgpl21'.plus;
    lgpl3 = lgpl3'.vague;
    lgpl3Only = lgpl3'.only;
    lgpl3Plus = lgpl3'.plus;
    libpng = free "Libpng" "libpng License";
    libtiff = free "libtiff" "libtiff License";
    llvm-exception = free "LLVM-exception" "LLVM Exception";
    lppl13c = free "LPPL-1.3c" "LaTeX Project Public License v1.3c";
    mit = free "MIT" "MIT License";
    mit0 = free "MIT-0" "MIT No Attribution";
    mpl11 = free "MPL-1.1" "Mozilla Public License 1.1";
    mpl20 = free "MPL-2.0" "Mozilla Public License 2.0";
    mspl = free "MS-PL" "Microsoft Public License";
    mulan-psl2 = free "MulanPSL-2.0" "Mulan Permissive Software License, Version 2";
    ncsa = free "NCSA" "University of Illinois/NCSA Open Source License";
    ofl = free "OFL-1.1" "SIL Open Font License 1.1";
    openssl = free "OpenSSL" "OpenSSL License";
    php301 = free "PHP-3.01" "PHP License v3.01";
    postgresql = free "PostgreSQL" "PostgreSQL License";
    psfl = free "Python-2.0" "Python Software Foundation License version 2";
    publicDomain = other "Public Domain";
    ruby = free "Ruby" "Ruby License";
    sspl = notFree (free "SSPL-1.0" "Server Side Public License");
    tcltk = free "TCL" "TCL/TK License";
    ufl = free "Ubuntu-font-1.0" "Ubuntu Font License 1.0";
    unfree = unfree "Unfree";
    unfreeRedistributable = unfree "Unfree redistributable" // {
      redistributable = true;
    };
    unfreeRedistributableFirmware = unfree "Unfree redistributable firmware" // {
      redistributable = true;
    };
    unicode-dfs-2016 = free "Unicode-DFS-2016" "Unicode License Agreement - Data Files and Software (2016)";
    unlicense = free "Unlicense" "The Unlicense";
    upl = free "UPL-1.0" "Universal Permissive License";
    vim = free "Vim" "Vim License";
    w3c = free "W3C" "W3C Software Notice and License";
    wtfpl = free "WTFPL" "Do What The F*ck You Want To Public License";
    x11 = free "X11" "X11 License";
    zlib = free "Zlib" "zlib License";
    zpl21 = free "ZPL-2.1" "Zope Public License 2.1";
  };
in
builtins.mapAttrs (
  shortName: license:
  {
    inherit shortName;
    licenseType = "simple";
    deprecated = false;
  }
  // license
) table
// import ./license-terms.nix lib
