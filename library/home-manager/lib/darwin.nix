# When launchd starts something (`lib.hm.darwin`).
{ lib }:
let
  midnight = {
    Hour = 0;
    Minute = 0;
  };
  calendar = {
    hourly = [ { Minute = 0; } ];
    daily = [ midnight ];
    weekly = [ (midnight // { Weekday = 1; }) ];
    monthly = [ (midnight // { Day = 1; }) ];
    semiannually = map (Month: midnight // { Day = 1; inherit Month; }) [ 1 7 ];
    annually = [ (midnight // { Day = 1; Month = 1; }) ];
  };
  names = [
    "hourly"
    "daily"
    "weekly"
    "monthly"
    "semiannually"
    "annually"
  ];
  listed = lib.concatStringsSep ", " names;
in
{
  mkCalendarInterval = frequency: calendar.${frequency} or null;
  assertInterval = option: interval: pkgs: {
    assertion = pkgs.stdenv.hostPlatform.isDarwin -> lib.elem interval names;
    message = "On Darwin, ${option} must be one of: ${listed}.";
  };
  intervalDocumentation = "On Darwin one of: ${listed}.\n";
}
