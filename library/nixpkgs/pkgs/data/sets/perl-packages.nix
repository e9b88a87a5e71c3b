# Libraries of Perl: name and version.
{
  AppClusterSSH = "4.16";
  Appcpanminus = "1.7048";
  Carton = "1.0.35";
  DBI = "1.644";
  DateTime = "1.66";
  FileSlurp = "9999.32";
  ImageExifTool = "13.39";
  JSON = "4.10";
  LWP = "6.72";
  Mojolicious = "9.41";
  Moose = "2.4000";
  PerlCritic = "1.156";
  PerlTidy = "20250912";
  TextCSV = "2.06";
  YAML = "1.31";
}
