# Numbers that do not change: of the user nobody, and of the groups of every host.
{
  uids = {
    root = 0;
    messagebus = 4;
    nobody = 65534;
  };
  gids = {
    root = 0;
    wheel = 1;
    kmem = 2;
    tty = 3;
    messagebus = 4;
    disk = 6;
    audio = 17;
    floppy = 18;
    uucp = 19;
    lp = 20;
    cdrom = 24;
    tape = 25;
    video = 26;
    dialout = 27;
    utmp = 29;
    adm = 55;
    users = 100;
    input = 174;
    nixbld = 30000;
    kvm = 302;
    render = 303;
    sgx = 304;
    shadow = 318;
    nogroup = 65534;
  };
}
