# Options of Kubernetes.
{
  config,
  lib,
  pkgs,
  ...
}:
with import ../../../lib/catalogue.nix { inherit lib pkgs; };
{
  kubernetes = {
    addonManager = {
      addons = opt (attrsOf (either attrs (listOf attrs))) { } "Addons of addon manager.";
      bootstrapAddons = opt (attrsOf attrs) { } "Bootstrap addons of addon manager.";
      enable = flag "Whether addonManager is there.";
    };
    addons = {
      dns = {
        clusterDomain = opt str "cluster.local" "Cluster domain of dns.";
        clusterIp = opt str (lib.concatStringsSep "." (lib.take 3 (lib.splitString "." config.services.kubernetes.apiserver.serviceClusterIpRange)) + ".254") "Address of the server of names.";
        coredns = opt attrs { finalImageTag = "1.10.1"; imageDigest = "sha256:a0ead06651cf580044aeb0a0feba63591858fb2e43ade8c9dea45a6a89ae7e5e"; imageName = "coredns/coredns"; sha256 = "0wg696920smmal7552a2zdhfncndn5kfammfa8bk8l7dz9bhk0y1"; } "Coredns of dns.";
        corefile = opt lines "" "File of CoreDNS; empty: the usual one.";
        enable = flag "Whether dns is there.";
        reconcileMode = opt (enum [ "Reconcile" "EnsureExists" ]) "Reconcile" "Reconcile mode of dns.";
        replicas = opt int 2 "Replicas of dns.";
      };
    };
    apiserver = {
      advertiseAddress = maybe str "Advertise address of apiserver.";
      allowPrivileged = flag "Whether apiserver has this: allow privileged.";
      apiAudiences = opt str "api,https://kubernetes.default.svc" "Api audiences of apiserver.";
      authorizationMode = opt (listOf (enum [ "AlwaysAllow" "AlwaysDeny" "ABAC" "Webhook" "RBAC" "Node" ])) [ "RBAC" "Node" ] "Authorization mode of apiserver.";
      authorizationPolicy = opt (listOf attrs) [ ] "Authorization policy of apiserver.";
      basicAuthFile = maybe path "Basic auth file of apiserver.";
      bindAddress = opt str "0.0.0.0" "Bind address of apiserver.";
      clientCaFile = described "config.services.kubernetes.caFile" (opt (nullOr path) config.services.kubernetes.caFile "Client ca file of apiserver.");
      disableAdmissionPlugins = words "Disable admission plugins of apiserver.";
      enable = flag "Whether apiserver is there.";
      enableAdmissionPlugins = opt (listOf str) [ "NamespaceLifecycle" "LimitRanger" "ServiceAccount" "ResourceQuota" "DefaultStorageClass" "DefaultTolerationSeconds" "NodeRestriction" ] "Enable admission plugins of apiserver.";
      etcd = {
        caFile = described "config.services.kubernetes.caFile" (opt (nullOr path) config.services.kubernetes.caFile "Ca file of etcd.");
        certFile = maybe path "Cert file of etcd.";
        keyFile = maybe path "Key file of etcd.";
        servers = opt (listOf str) [ "http://127.0.0.1:2379" ] "Servers of etcd.";
      };
      extraOpts = opt (separatedString " ") "" "More arguments.";
      extraSANs = words "Extra sans of apiserver.";
      featureGates = described "config.services.kubernetes.featureGates" (opt (listOf str) config.services.kubernetes.featureGates "Feature gates of apiserver.");
      kubeletClientCaFile = described "config.services.kubernetes.caFile" (opt (nullOr path) config.services.kubernetes.caFile "Kubelet client ca file of apiserver.");
      kubeletClientCertFile = maybe path "Kubelet client cert file of apiserver.";
      kubeletClientKeyFile = maybe path "Kubelet client key file of apiserver.";
      preferredAddressTypes = maybe str "Preferred address types of apiserver.";
      proxyClientCertFile = maybe path "Proxy client cert file of apiserver.";
      proxyClientKeyFile = maybe path "Proxy client key file of apiserver.";
      runtimeConfig = opt str "authentication.k8s.io/v1beta1=true" "Runtime config of apiserver.";
      securePort = opt int 6443 "Secure port of apiserver.";
      serviceAccountIssuer = opt str "https://kubernetes.default.svc" "Service account issuer of apiserver.";
      serviceAccountKeyFile = need path "Service account key file of apiserver.";
      serviceAccountSigningKeyFile = need path "Service account signing key file of apiserver.";
      serviceClusterIpRange = opt str "10.0.0.0/24" "Service cluster ip range of apiserver.";
      storageBackend = opt (enum [ "etcd2" "etcd3" ]) "etcd3" "Storage backend of apiserver.";
      tlsCertFile = maybe path "Tls cert file of apiserver.";
      tlsKeyFile = maybe path "Tls key file of apiserver.";
      tokenAuthFile = maybe path "Token auth file of apiserver.";
      verbosity = maybe int "Verbosity of apiserver.";
      webhookConfig = maybe path "Webhook config of apiserver.";
    };
    apiserverAddress = need str "Apiserver address of kubernetes.";
    caFile = maybe path "Ca file of kubernetes.";
    clusterCidr = opt (nullOr str) "10.1.0.0/16" "Cluster cidr of kubernetes.";
    controllerManager = {
      allocateNodeCIDRs = enabled "Whether controllerManager has this: allocate node cidrs.";
      bindAddress = opt str "127.0.0.1" "Bind address of controller manager.";
      clusterCidr = described "config.services.kubernetes.clusterCidr" (opt str config.services.kubernetes.clusterCidr "Cluster cidr of controller manager.");
      enable = flag "Whether controllerManager is there.";
      extraOpts = opt (separatedString " ") "" "More arguments.";
      featureGates = described "config.services.kubernetes.featureGates" (opt (listOf str) config.services.kubernetes.featureGates "Feature gates of controller manager.");
      kubeconfig = {
        caFile = described "config.services.kubernetes.caFile" (opt (nullOr path) config.services.kubernetes.caFile "Ca file of kubeconfig.");
        certFile = maybe path "Cert file of kubeconfig.";
        keyFile = maybe path "Key file of kubeconfig.";
        server = need str "Server of kubeconfig.";
      };
      leaderElect = enabled "Whether controllerManager has this: leader elect.";
      rootCaFile = described "config.services.kubernetes.caFile" (opt (nullOr path) config.services.kubernetes.caFile "Root ca file of controller manager.");
      securePort = opt int 10252 "Secure port of controller manager.";
      serviceAccountKeyFile = maybe path "Service account key file of controller manager.";
      tlsCertFile = maybe path "Tls cert file of controller manager.";
      tlsKeyFile = maybe path "Tls key file of controller manager.";
      verbosity = maybe int "Verbosity of controller manager.";
    };
    dataDir = opt path "/var/lib/kubernetes" "Folder of its data.";
    easyCerts = flag "Whether kubernetes has this: easy certs.";
    featureGates = words "Feature gates of kubernetes.";
    flannel = {
      enable = flag "Whether flannel is there.";
      openFirewallPorts = enabled "Whether flannel has this: open firewall ports.";
    };
    kubeconfig = {
      caFile = described "config.services.kubernetes.caFile" (opt (nullOr path) config.services.kubernetes.caFile "Ca file of kubeconfig.");
      certFile = maybe path "Cert file of kubeconfig.";
      keyFile = maybe path "Key file of kubeconfig.";
      server = need str "Server of kubeconfig.";
    };
    kubelet = {
      address = opt str "0.0.0.0" "Where it listens.";
      clientCaFile = described "config.services.kubernetes.caFile" (opt (nullOr path) config.services.kubernetes.caFile "Client ca file of kubelet.");
      clusterDns = opt str "10.1.0.1" "Cluster dns of kubelet.";
      clusterDomain = described "config.services.kubernetes.addons.dns.clusterDomain" (opt str config.services.kubernetes.addons.dns.clusterDomain "Cluster domain of kubelet.");
      cni = {
        config = opt (listOf attrs) [ ] "Its configuration.";
        configDir = maybe path "Config dir of cni.";
        packages = opt (listOf package) [ ] "Packages of cni.";
      };
      containerRuntimeEndpoint = opt str "unix:///run/containerd/containerd.sock" "Container runtime endpoint of kubelet.";
      enable = flag "Whether kubelet is there.";
      extraOpts = opt (separatedString " ") "" "More arguments.";
      featureGates = described "config.services.kubernetes.featureGates" (opt (listOf str) config.services.kubernetes.featureGates "Feature gates of kubelet.");
      healthz = {
        bind = opt str "127.0.0.1" "Bind of healthz.";
        port = opt port 10248 "Its port.";
      };
      hostname = described "config.networking.fqdnOrHostName" (opt str config.networking.fqdnOrHostName "Its name.");
      kubeconfig = {
        caFile = described "config.services.kubernetes.caFile" (opt (nullOr path) config.services.kubernetes.caFile "Ca file of kubeconfig.");
        certFile = maybe path "Cert file of kubeconfig.";
        keyFile = maybe path "Key file of kubeconfig.";
        server = need str "Server of kubeconfig.";
      };
      manifests = opt (attrsOf attrs) { } "Manifests of kubelet.";
      nodeIp = maybe str "Node ip of kubelet.";
      port = opt port 10250 "Its port.";
      registerNode = enabled "Whether kubelet has this: register node.";
      seedDockerImages = opt (listOf package) [ ] "Seed docker images of kubelet.";
      taints = opt (attrsOf (submodule ({ name, ... }: {
        options = {
          effect = need (enum [ "NoSchedule" "PreferNoSchedule" "NoExecute" ]) "Effect of taints.";
          key = opt str name "Its key.";
          value = need str "Value of taints.";
        };
      }))) { } "Taints of kubelet.";
      tlsCertFile = maybe path "Tls cert file of kubelet.";
      tlsKeyFile = maybe path "Tls key file of kubelet.";
      unschedulable = flag "Whether kubelet has this: unschedulable.";
      verbosity = maybe int "Verbosity of kubelet.";
    };
    lib = opt attrs { mkCert = { }; mkKubeConfig = { }; mkKubeConfigOptions = { }; } "Lib of kubernetes.";
    masterAddress = need str "Master address of kubernetes.";
    package = packaged "kubernetes";
    path = opt (listOf package) [ ] "Path of kubernetes.";
    pki = {
      caCertPathPrefix = opt str "${config.services.cfssl.dataDir or "/var/lib/cfssl"}/ca" "Where the authority's files are.";
      caSpec = opt attrs { CN = "kubernetes-cluster-ca"; L = "auto-generated"; O = "NixOS"; OU = "services.kubernetes.pki.caSpec"; } "Ca spec of pki.";
      certs = opt attrs { } "Certs of pki.";
      cfsslAPIExtraSANs = words "Cfssl apiextra sans of pki.";
      enable = flag "Whether pki is there.";
      etcClusterAdminKubeconfig = maybe str "Etc cluster admin kubeconfig of pki.";
      genCfsslAPICerts = enabled "Whether pki has this: gen cfssl apicerts.";
      genCfsslAPIToken = enabled "Whether pki has this: gen cfssl apitoken.";
      genCfsslCACert = enabled "Whether pki has this: gen cfssl cacert.";
      pkiTrustOnBootstrap = enabled "Whether pki has this: pki trust on bootstrap.";
    };
    proxy = {
      bindAddress = opt str "0.0.0.0" "Bind address of proxy.";
      enable = flag "Whether proxy is there.";
      extraOpts = opt (separatedString " ") "" "More arguments.";
      featureGates = described "config.services.kubernetes.featureGates" (opt (listOf str) config.services.kubernetes.featureGates "Feature gates of proxy.");
      hostname = described "config.networking.hostName" (opt str config.networking.hostName "Its name.");
      kubeconfig = {
        caFile = described "config.services.kubernetes.caFile" (opt (nullOr path) config.services.kubernetes.caFile "Ca file of kubeconfig.");
        certFile = maybe path "Cert file of kubeconfig.";
        keyFile = maybe path "Key file of kubeconfig.";
        server = need str "Server of kubeconfig.";
      };
      verbosity = maybe int "Verbosity of proxy.";
    };
    roles = opt (listOf (enum [ "master" "node" ])) [ ] "Roles of kubernetes.";
    scheduler = {
      address = opt str "127.0.0.1" "Where it listens.";
      enable = flag "Whether scheduler is there.";
      extraOpts = opt (separatedString " ") "" "More arguments.";
      featureGates = described "config.services.kubernetes.featureGates" (opt (listOf str) config.services.kubernetes.featureGates "Feature gates of scheduler.");
      kubeconfig = {
        caFile = described "config.services.kubernetes.caFile" (opt (nullOr path) config.services.kubernetes.caFile "Ca file of kubeconfig.");
        certFile = maybe path "Cert file of kubeconfig.";
        keyFile = maybe path "Key file of kubeconfig.";
        server = need str "Server of kubeconfig.";
      };
      leaderElect = enabled "Whether scheduler has this: leader elect.";
      port = opt port 10251 "Its port.";
      verbosity = maybe int "Verbosity of scheduler.";
    };
    secretsPath = opt path "${config.services.kubernetes.dataDir}/secrets" "Folder of secrets.";
  };
}
