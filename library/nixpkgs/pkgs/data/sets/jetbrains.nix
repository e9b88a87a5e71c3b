# Programs of JetBrains: name and version.
{
  aqua = "2025.2.4";
  clion = "2025.2.4";
  datagrip = "2025.2.4";
  dataspell = "2025.2.4";
  gateway = "2025.2.4";
  goland = "2025.2.4";
  idea = "2025.2.4";
  idea-community = "2025.2.4";
  idea-oss = "2025.2.4";
  idea-ultimate = "2025.2.4";
  jdk = "2025.2.4";
  mps = "2025.2.4";
  phpstorm = "2025.2.4";
  pycharm = "2025.2.4";
  pycharm-community = "2025.2.4";
  pycharm-professional = "2025.2.4";
  rider = "2025.2.4";
  ruby-mine = "2025.2.4";
  rust-rover = "2025.2.4";
  webstorm = "2025.2.4";
  writerside = "2025.2.4";
}
