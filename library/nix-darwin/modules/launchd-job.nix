# What a job of launchd has, as {manpage}`launchd.plist(5)` names it.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (import ../../nixpkgs/nixos/lib/options.nix { inherit lib; }) maybe need;
  # Options of one type, each with what is said of it.
  all = type: lib.mapAttrs (_name: maybe type);
  sub = options: types.submodule { inherit options; };

  limits = sub (
    all types.int {
      Core = "Bytes of a core file.";
      CPU = "Seconds of a processor.";
      Data = "Bytes of the data segment.";
      FileSize = "Bytes of a file that it makes.";
      MemoryLock = "Bytes of memory that it may lock.";
      NumberOfFiles = "Files that it may have open.";
      NumberOfProcesses = "Processes that its user may have.";
      ResidentSetSize = "Bytes in memory.";
      Stack = "Bytes of the stack.";
    }
  );
in
{
  options = {
    Label = need types.str "Name of the job; no other job may have it.";
    inetdCompatibility = maybe (sub {
      Wait = maybe (types.either types.bool types.str) "Whether it gets the listening socket, not a connection.";
    }) "Whether it expects to be started as inetd does.";
    LimitLoadToSessionType = maybe (types.oneOf [
      types.str
      (types.listOf types.str)
    ]) "Kinds of sessions that it is for.";
    ProgramArguments = maybe (types.listOf types.str) "The program and its arguments.";
    KeepAlive = maybe (types.either types.bool (
      sub (
        all types.bool {
          SuccessfulExit = "Whether it starts again after success (or, if false, after failure).";
          NetworkState = "Whether it runs while there is a network (or none).";
          Crashed = "Whether it starts again after a crash (or anything else).";
          AfterInitialDemand = "Whether it has to be asked for once before.";
        }
        // all (types.attrsOf types.bool) {
          PathState = "Paths that must exist, or must not.";
          OtherJobEnabled = "Jobs that must be enabled, or must not.";
        }
      )
    )) "Whether it is started again when it ends, or when.";
    EnvironmentVariables = maybe (types.attrsOf types.str) "Variables of its environment.";
    WatchPaths = maybe (types.listOf types.path) "It starts when one of these paths changes.";
    StartCalendarInterval = maybe (import ./launchd-types.nix { inherit lib; }).calendar "When it starts; what is not given is any.";
    SoftResourceLimits = maybe limits "Limits that it may raise itself.";
    HardResourceLimits = maybe limits "Limits that it may not raise.";
    ProcessType = maybe (types.enum [
      "Background"
      "Standard"
      "Adaptive"
      "Interactive"
    ]) "How much of the machine it gets.";
    MachServices = maybe (types.attrsOf (
      types.either types.bool (
        sub (
          all types.bool {
            ResetAtClose = "Whether clients hear that the port is gone.";
            HideUntilCheckIn = "Whether the name is found only when the job is ready.";
          }
        )
      )
    )) "Services of Mach that it offers.";
    LaunchEvents = maybe types.attrs "Events that start it, by their system.";
    Sockets = maybe (types.attrsOf (
      sub (
        all types.str {
          SockNodeName = "Address of the socket.";
          SockServiceName = "Port of the socket, or a service's name.";
          SecureSocketWithKey = "Variable that says where a socket with a secret name is.";
          MulticastGroup = "Group that the socket joins.";
        }
        // {
          SockType = maybe (types.enum [
            "stream"
            "dgram"
            "seqpacket"
          ]) "Kind of the socket.";
          SockPassive = maybe types.bool "Whether it listens; otherwise it connects.";
          SockFamily = maybe (types.enum [
            "IPv4"
            "IPv6"
          ]) "Kind of its address.";
          SockProtocol = maybe (types.enum [ "TCP" ]) "Its protocol.";
          SockPathName = maybe types.path "Path of a local socket.";
          SockPathMode = maybe types.int "Mode of that path, as a decimal number.";
          Bonjour = maybe (types.either types.bool (types.listOf types.str)) "Whether the network is told, or which names.";
        }
      )
    )) "Sockets; a connection starts the job.";
  }
  // all types.bool {
    Disabled = "Whether it is not loaded.";
    EnableGlobbing = "Whether patterns in its arguments become names of files.";
    EnableTransactions = "Whether it tells when it must not be stopped.";
    OnDemand = "The older, opposite form of `KeepAlive`.";
    RunAtLoad = "Whether it starts when it is loaded.";
    InitGroups = "Whether it gets all groups of its user.";
    StartOnMount = "Whether it starts when a file system is mounted.";
    Debug = "Whether launchd says more about it.";
    WaitForDebugger = "Whether it waits for a debugger.";
    AbandonProcessGroup = "Whether processes that it leaves behind go on.";
    LowPriorityIO = "Whether its files are read and written after those of others.";
    LowPriorityBackgroundIO = "The same, while it is in the background.";
    LaunchOnlyOnce = "Whether it can start only once.";
    ServiceIPC = "Whether it talks to launchd.";
    SessionCreate = "Whether it has a session of its own.";
  }
  // all types.str {
    UserName = "User that it runs as.";
    GroupName = "Group that it runs as.";
    RootDirectory = "Its root directory.";
    WorkingDirectory = "Its working directory.";
  }
  // all types.path {
    Program = "The program; without it the first argument is.";
    StandardInPath = "File of its input.";
    StandardOutPath = "File of its output.";
    StandardErrorPath = "File of its messages.";
  }
  // all types.int {
    Umask = "Its file mode mask, as a decimal number.";
    TimeOut = "Seconds after which it is idle.";
    ExitTimeOut = "Seconds that it has for stopping.";
    ThrottleInterval = "Seconds between two starts, at least.";
    StartInterval = "Seconds from start to start.";
    Nice = "Its niceness.";
  }
  // all (types.listOf types.str) {
    LimitLoadToHosts = "Hosts that it is for.";
    LimitLoadFromHosts = "Hosts that it is not for.";
    QueueDirectories = "It starts while one of these directories has files.";
  };
}
