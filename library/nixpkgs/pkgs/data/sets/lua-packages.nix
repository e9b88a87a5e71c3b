# Libraries of Lua: name and version.
{
  awesome-wm-widgets = "2024-02-15";
  cjson = "2.1.0";
  fennel = "1.6.0";
  lgi = "0.9.2";
  lpeg = "1.1.0";
  lua-lsp = "0.1.0";
  luacheck = "1.2.0";
  luafilesystem = "1.8.0";
  luaposix = "36.3";
  luarocks = "3.12.2";
  luasocket = "3.1.0";
  magick = "1.6.0";
  penlight = "1.14.0";
  vicious = "2.6.0";
}
