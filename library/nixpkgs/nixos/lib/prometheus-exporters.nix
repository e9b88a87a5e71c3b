# The exporters of Prometheus that have options here, and their ports.
{
  blackbox = 9115;
  nginx = 9113;
  nginxlog = 9117;
  node = 9100;
  nextcloud = 9205;
  postgres = 9187;
  process = 9256;
  redis = 9121;
  restic = 9753;
  smartctl = 9633;
  snmp = 9116;
  systemd = 9558;
  unifi = 9130;
  unpoller = 9130;
  wireguard = 9586;
  zfs = 9134;
}
