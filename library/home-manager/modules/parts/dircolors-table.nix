# The colours that {command}`dircolors --print-database` gives: by kind of file, and by the end of its name.
{ lib }:
let
  coloured = code: names: lib.genAttrs names (_: code);
  ending = code: text: coloured code (map (name: ".${name}") (lib.filter (name: name != "") (lib.splitString " " text)));
  kinds = {
    BLK = "40;33;01";
    CAPABILITY = "30;41";
    CHR = "40;33;01";
    DIR = "01;34";
    DOOR = "01;35";
    EXEC = "01;32";
    FIFO = "40;33";
    LINK = "01;36";
    MISSING = "00";
    MULTIHARDLINK = "00";
    ORPHAN = "40;31;01";
    OTHER_WRITABLE = "34;42";
    RESET = "0";
    SETGID = "30;43";
    SETUID = "37;41";
    SOCK = "01;35";
    STICKY = "37;44";
    STICKY_OTHER_WRITABLE = "30;42";
  };
  archives =
    "7z ace alz arc arj bz bz2 cab cpio deb dwm dz ear esd gz jar lha lrz lz lz4 lzh lzma lzo rar rpm rz sar swm "
    + "t7z tar taz tbz tbz2 tgz tlz txz tz tzo tzst war wim xz z zip zoo zst";
  pictures = "bmp cgm emf gif jpeg jpg mjpeg mjpg mng pbm pcx pgm png ppm svg svgz tga tif tiff xbm xcf xpm xwd";
  films = "asf avi dl flc fli flv gl m2v m4v mkv mov mp4 mp4v mpeg mpg nuv ogm ogv ogx qt rm rmvb vob webm wmv yuv";
  sounds = "aac au flac m4a mid midi mka mp3 mpc oga ogg opus ra spx wav xspf";
in
kinds
// ending "01;31" archives
// ending "01;35" pictures
// ending "01;35" films
// ending "00;36" sounds
