# The jobs of Karabiner-Elements, which have to run outside of the store in part.
{ lib }:
package:
let
  driver = package.driver or package;
  folder = "/Applications/.Nix-Karabiner";
  manager = "${folder}/.Karabiner-VirtualHIDDevice-Manager.app/Contents/MacOS/Karabiner-VirtualHIDDevice-Manager";
  program = name: "${package}/Library/Application Support/org.pqrs/Karabiner-Elements/bin/${name}";
  client = "${driver}/Library/Application Support/org.pqrs/Karabiner-DriverKit-VirtualHIDDevice/Applications/Karabiner-DriverKit-VirtualHIDDeviceClient.app/Contents/MacOS/Karabiner-DriverKit-VirtualHIDDeviceClient";
  # Started by another job, once the store is there.
  job = name: more: {
    serviceConfig = {
      Label = "org.pqrs.karabiner.${name}";
      ProgramArguments = [ (program name) ];
      KeepAlive = {
        SuccessfulExit = true;
        Crashed = true;
        AfterInitialDemand = true;
      };
    }
    // more;
  };
in
{
  environment = {
    systemPackages = [ package ];
    userLaunchAgents = lib.genAttrs' [
      "agent.karabiner_grabber"
      "agent.karabiner_observer"
      "karabiner_console_user_server"
    ] (
      name:
      lib.nameValuePair "org.pqrs.karabiner.${name}.plist" {
        source = "${package}/Library/LaunchAgents/org.pqrs.karabiner.${name}.plist";
      }
    );
  };
  system.activationScripts = {
    preActivation.text = ''
      rm -rf ${folder} && mkdir -p ${folder}
      cp -r ${driver}/Applications/.Karabiner-VirtualHIDDevice-Manager.app ${folder}
    '';
    postActivation.text = ''
      for action in unload "load -w"; do
        launchctl $action /Library/LaunchDaemons/org.nixos.start_karabiner_daemons.plist
      done
    '';
  };
  launchd = {
    daemons = {
      karabiner_grabber = job "karabiner_grabber" { ProcessType = "Interactive"; };
      karabiner_observer = job "karabiner_observer" { };
      start_karabiner_daemons = {
        script = ''
          ${manager} activate
          launchctl kickstart system/org.pqrs.karabiner.karabiner_grabber
          launchctl kickstart system/org.pqrs.karabiner.karabiner_observer
        '';
        serviceConfig.Label = "org.nixos.start_karabiner_daemons";
        serviceConfig.RunAtLoad = true;
      };
      Karabiner-DriverKit-VirtualHIDDeviceClient = {
        command = ''"${client}"'';
        serviceConfig = {
          Label = "org.pqrs.Karabiner-DriverKit-VirtualHIDDeviceClient";
          ProcessType = "Interactive";
          KeepAlive = true;
        };
      };
      setsuid_karabiner_session_monitor = {
        script = ''
          rm -rf /run/wrappers && mkdir -p /run/wrappers/bin
          install -m4555 "${program "karabiner_session_monitor"}" /run/wrappers/bin
        '';
        serviceConfig.RunAtLoad = true;
        serviceConfig.KeepAlive.SuccessfulExit = false;
      };
    };
    user.agents = {
      activate_karabiner_system_ext = {
        managedBy = "services.karabiner-elements.enable";
        serviceConfig.ProgramArguments = [
          manager
          "activate"
        ];
        serviceConfig.RunAtLoad = true;
      };
      karabiner_session_monitor = {
        managedBy = "services.karabiner-elements.enable";
        serviceConfig = {
          Label = "org.pqrs.karabiner.karabiner_session_monitor";
          ProgramArguments = [
            "/bin/sh"
            "-c"
            "/bin/wait4path /run/wrappers/bin && /run/wrappers/bin/karabiner_session_monitor"
          ];
          KeepAlive = true;
        };
      };
    };
  };
}
