/**
 * The names of the programs that each family of rules knows, in words, so that a family need not be made to find what it knows.
 * Written from the families: `npx vitest run test/parser/shell/commands/names.test.ts -u`.
 */
export const programNames = {
  byOption: `
    smartctl sgdisk sfdisk wipefs fsck e2fsck fsck.ext4 fsck.ext3 xfs_repair hwclock date dmesg journalctl sysctl kill pkill killall xkill skill gzip
    gunzip bzip2 bunzip2 xz unxz zstd unzstd lz4 compress
  `,
  filtering: `
    csf iptables ip6tables ebtables arptables iptables-legacy ip6tables-legacy iptables-nft ip6tables-nft iptables-save ip6tables-save conntrack
    ipvsadm ss arp ethtool nmap firewall-cmd firewall-offline-cmd
  `,
  coreutils: `
    echo printf true false : test [ ls dir cat tac nl head wc cut tr grep egrep fgrep zgrep column pbcopy pbpaste xclip xsel wl-copy wl-paste clip.exe
    paste join comm diff cmp rev fold fmt pr expand seq sleep wait expr bc tree stat readlink realpath jobs md5sum sha1sum sha224sum sha256sum
    sha384sum sha512sum shasum b2sum cksum sum base64 base32 hexdump strings basename dirname which type whereis apropos whatis ts cksfv xxhsum b3sum
    crc32 zcat zdiff zcmp zfgrep zegrep bzcat xzcat numfmt tsort factor jq pwd id groups whoami who w users last lastlog lastb getent tty uname nproc
    cal yes shuf history locale ps pgrep pidof pstree df du free uptime lscpu lsblk lsmod lspci lsusb lsof lsns locate mountpoint findmnt arch break
    continue exit return logout shopt set unset umask ulimit alias unalias hash enable bind disown fg bg cd pushd popd dirs export declare typeset
    local readonly let read mapfile readarray getopts shift complete xdg-open sync mkdir touch cp mv ln install rmdir mktemp split csplit patch chmod
    chown chgrp setfacl mkfifo iconv dos2unix rm unlink shred truncate srm sort uniq tail xxd od tee zip 7z 7za rar unrar cpio ar unzip tar dd mkswap
    blkdiscard cfdisk badblocks less more most zless zmore man info vi vim nvim nano emacs pico ed joe fzf dialog whiptail tig lazygit k9s ranger ncdu
    top htop btop atop iotop iftop nethogs glances nload powertop slabtop bmon swapinfo bdf vmstat iostat mpstat sar pidstat dstat nstat script tmux
    byobu zellij ftp sftp lftp telnet minicom picocom cu tn3270 passwd chpasswd chsh chfn visudo vipw vigr sudoedit dasel yq gojq xq htmlq xmllint
    csvcut csvlook csvstat bat batcat pygmentize glow figlet cowsay pv printenv lsb_release getenforce getsebool sestatus aureport uuidgen pwgen
    ausearch rg ag ack jc file sponge parallel fd eza exa lsd duf procs difft tldr gron jless ncal ipcalc-ng stty envsubst getconf getopt tput reset
    clear mesg logname namei lsattr getfacl getcap ldd nm readelf size mutt logger wall write mail mailx sendmail msmtp swaks notify-send systemd-cat
    sendEmail apprise telegram-send slackcat
  `,
  build: `
    git npm pnpm yarn bun make gmake just task rake ant invoke fab cap mage bazel earthly nx turbo lerna grunt gulp ninja scons cargo go mvn mvnw
    gradle gradlew sbt pip pip3 pipx poetry uv pipenv conda mamba gem bundle bundler composer dotnet mix cabal stack luarocks tsc eslint prettier
    biome ruff black isort mypy pyright shellcheck shfmt hadolint yamllint jsonlint markdownlint tflint golangci-lint rubocop jest vitest pytest mocha
    rspec phpunit tox nox playwright cypress gcc g++ clang cc javac rustc cmake webpack vite esbuild rollup next nvm rbenv pyenv asdf mise rustup sdk
    volta fnm nodenv tfenv jenv direnv salt-key salt-run knife ansible-playbook ansible ansible-galaxy ansible-pull salt salt-call chef-client pyinfra
    ansible-inventory ansible-doc ansible-lint ansible-config ansible-vault sops age pass git-crypt
  `,
  forge: `
    gh glab
  `,
  cluster: `
    kubectl oc stern kail kubetail kubectl-tail pluto kubectx kubens kubeseal kubeval kubeconform kube-linter kubent kube-score kustomize helm
    helmfile argocd flux istioctl linkerd velero kind minikube k3d colima microk8s crictl ctr etcd etcdctl
  `,
  container: `
    docker podman nerdctl buildah docker-registry regctl skopeo crane dive trivy grype syft cosign
  `,
  system: `
    systemctl service rc-service invoke-rc.d initctl start stop restart reload status launchctl supervisorctl pm2 a2dissite a2dismod a2disconf
    nginx_dissite a2ensite a2enmod a2enconf nginx_ensite nginx apachectl apache2ctl httpd haproxy caddy varnishd sshd traefik apt apt-get aptitude yum
    dnf zypper apk brew snap flatpak port pkg nix-env choco winget pacman dpkg rpm dpkg-query apt-cache apt-mark dpkg-reconfigure update-alternatives
    alternatives needrestart apt-key add-apt-repository unattended-upgrade reboot shutdown poweroff halt telinit init swapoff logrotate updatedb
    ldconfig depmod modprobe rmmod insmod grub-mkconfig update-grub dracut update-initramfs locale-gen newaliases nscd exim exim4 smtpctl postcat
    certbot
  `,
  mail: `
    postqueue mailq postsuper postfix postmap postalias exiqgrep exinext exiwhat opendkim-testkey opendkim-testmsg amavisd-nanny spamassassin
    sa-update sa-learn sa-compile rspamc rspamadm doveadm zmcontrol zmprov zmsoap zmmailbox dsconf dsctl dsidm slapindex samba-tool smbcontrol net ipa
    ipactl ipa-replica-manage ipa-csreplica-manage ipa-healthcheck ipa-backup ipa-server-install ipa-client-install ipa-replica-install ipa-ca-install
    ipa-certupdate ipa-restore ipa-server-upgrade ipa-cert-fix kadmin kadmin.local kdb5_util
  `,
  routing: `
    nmcli rec_control pihole keactrl ipsec strongswan swanctl zerotier-cli exabgpcli gobgp ovn-nbctl ovn-sbctl ovn-ic-nbctl teamdctl traffic_ctl kexec
    efibootmgr grubby grub-install grub2-install grub2-mkconfig grub2-set-default grub-set-default grub2-reboot grub-reboot grub-editenv grub2-editenv
    kernelstub chattr lsinitrd lsinitramfs dcgmi crm_node crm_standby crm_attribute crm_ticket crm_failcount crm_master attrd_updater clusvcadm
    clustat fence_ipmilan fence_xvm fence_vmware_rest fence_vmware_soap fence_aws fence_gce fence_azure_arm fence_virsh fence_apc fence_apc_snmp
    fence_idrac fence_ilo fence_ilo4 fence_ilo5 fence_scsi fence_mpath fence_kdump fence_redfish fence_sbd fence_drac5 screen
  `,
  machine: `
    fuser hostname domainname dnsdomainname timedatectl hostnamectl localectl loginctl networkctl bootctl coredumpctl busctl resolvectl
    systemd-resolve machinectl chronyc ntpq systemd systemd-analyze systemd-cgls systemd-cgtop systemd-delta systemd-detect-virt systemd-path crontab
    at batch atq cronnext atrm mount ip6 fusermount fusermount3 umount swapon losetup partprobe resize2fs xfs_growfs growpart tune2fs e2label exportfs
    udevadm mkfs mkfs.ext4 mkfs.ext3 mkfs.xfs mkfs.btrfs mkfs.vfat mke2fs fstrim pvmove fdisk parted gdisk cgdisk debugfs xfs_db useradd adduser
    groupadd addgroup newgrp gpasswd usermod groupmod chage loginctl-enable userdel deluser groupdel delgroup blockdev nft ufw fail2ban-client tcpdump
    tshark ngrep jcmd strace ltrace perf gdb bpftrace py-spy rbspy jstack jmap jstat jps pstack pmap dstack
  `,
  cloud: `
    aws gcloud az doctl hcloud linode-cli oci ibmcloud openstack scw civo exo vultr-cli yc aliyun nova blazar vault consul nomad packer
  `,
  objectStores: `
    gsutil s3cmd s5cmd mc rclone azcopy
  `,
  infrastructure: `
    terraform tofu terragrunt pulumi cdk sam serverless sls copilot eb eksctl ecs-cli chalice amplify sst puppetserver puppet
  `,
  platform: `
    railway vercel heroku flyctl fly netlify ntl wrangler supabase firebase cf bosh dokku caprover kamal platform upsun render clever scalingo
    gigalixir porter render-cli mrsk
  `,
  database: `
    pg_dump pg_dumpall mysqldump mariadb-dump pg_isready pg_controldata pg_waldump pg_config pg_lsclusters pg_verifybackup pg_amcheck pg_activity
    pgmetrics pg_checksums pg_test_fsync pgbadger mysqlcheck mariadb-check mongorestore pg_restore mysqlimport myloader createdb createuser vacuumdb
    reindexdb clusterdb pgbench pg_upgradecluster pg_createcluster initdb pg_createsubscriber dropdb dropuser pg_resetwal pg_rewind pg_archivecleanup
    pg_dropcluster pg_upgrade mysql_upgrade mysql_install_db pt-kill pg_basebackup pg_receivewal mongodump mongoexport pg_recvlogical mydumper
    redis-dump bsondump mongoimport pg_ctl pg_ctlcluster patronictl repmgr pg_autoctl pgbackrest rman dgmgrl barman wal-g wal-e redis-server mongod
    mysqld postgres mysqld_safe mongos memcached rabbitmq-server nats-server mysqladmin mariadb-admin mongostat mongotop redis-stat innotop mytop
    pgcenter pg_top cockroach nodetool elasticdump curator pgloader pgsync gh-ost pt-online-schema-change pt-table-sync
  `,
  migration: `
    sqlx alembic flyway liquibase dbmate goose migrate knex sequelize typeorm prisma drizzle-kit diesel atlas sqitch db-migrate golang-migrate
    node-pg-migrate yoyo phinx
  `,
  datastore: `
    pt-slave-find pt-replica-find pt-show-grants pt-diskstats pt-config-diff pt-align pt-fifo-split mysqlshow mariadb-show tnsping ocrcheck dspmq
    dspmqver qpid-stat cbstats pt-duplicate-key-checker pt-variable-advisor pt-index-usage pt-heartbeat pt-slave-restart pt-replica-restart maxctrl
    clickhouse-backup yb-admin yb-ts-cli tiup pd-ctl tikv-ctl mongofiles influx_inspect barman-cloud-backup-list barman-cloud-backup-show
    barman-cloud-check-wal-archive barman-cloud-backup barman-cloud-wal-archive barman-cloud-backup-keep barman-wal-archive barman-cloud-restore
    barman-cloud-backup-delete barman-wal-restore pg_combinebackup pg_renamecluster pg_repack asbackup arangodump db2look couchbase-cli cbbackupmgr
    cbepctl bookkeeper nsc asadm asinfo riak-admin riak sctool litestream mysqldumpslow pt-query-digest pt-table-checksum pt-summary pt-mysql-summary
    pt-stalk pt-deadlock-logger pt-pmp pt-sift pgtop memcstat memcached-tool cypher-shell
  `,
  dataPlatform: `
    mysql_secure_installation datapatch impdp db2stop endmqm dltmqm arangorestore asrestore tidb-lightning cbrestore cbtransfer db2start strmqm crtmqm
    expdp start-dfs.sh start-yarn.sh start-all.sh start-hbase.sh stop-dfs.sh stop-yarn.sh stop-all.sh stop-hbase.sh graceful_stop.sh hbase-daemon.sh
    hadoop-daemon.sh yarn-daemon.sh hadoop-daemons.sh ocrconfig opatch opatchauto dbca adrci HDB sapcontrol databricks oozie kudu solr curator_cli
    neo4j neo4j-admin artemis activemq
  `,
  network: `
    nv squidclient dig delv host drill whois traceroute traceroute6 tracepath mtr arping ipcalc sipcalc netstat fping hping3 iperf iperf3 speedtest
    doggo kdig ssh-keyscan httpstat tcping nping sslscan testssl testssl.sh sslyze iftop-cli nicstat wscat-ping arp-scan lldpcli nslookup ip ifconfig
    route tc bridge brctl iwconfig ipset wg wg-quick ovs-vsctl ovs-ofctl ovs-dpctl ovs-appctl cli53 octodns-sync dnscontrol birdc iw ping ping6 ifup
    dhclient netplan ifdown pfctl nc ncat netcat socat wscat websocat grpcurl ssh-add ssh-keygen ssh-copy-id ssh-agent gpgconf gpg-agent scp gpg gpg2
    openssl promtool amtool logcli mimirtool cortextool lokitool jaeger-query promlens thanos gunicorn uvicorn celery puma sidekiq unicorn passenger
    passenger-config passenger-status passenger-memory-stats sidekiqctl tailscale consul-template envconsul confd cloudflared ngrok wireguard openvpn
    teleport tsh tctl boundary warp-cli cloudflared-tunnel
  `,
  queue: `
    kafka-topics kafka-topics.sh kafka-consumer-groups kafka-consumer-groups.sh kafka-configs kafka-configs.sh kafka-acls kafka-acls.sh
    kafka-broker-api-versions kafka-broker-api-versions.sh kafka-log-dirs kafka-log-dirs.sh kafka-metadata-quorum kafka-metadata-quorum.sh
    kafka-reassign-partitions kafka-reassign-partitions.sh kafka-get-offsets kafka-get-offsets.sh kafka-features kafka-features.sh kafka-cluster
    kafka-cluster.sh kafka-transactions kafka-transactions.sh kafka-storage kafka-storage.sh kafka-replica-verification kafka-replica-verification.sh
    kafka-dump-log kafka-dump-log.sh kafka-delegation-tokens kafka-delegation-tokens.sh kafka-metadata-shell kafka-metadata-shell.sh
    kafka-client-metrics kafka-client-metrics.sh kafka-share-groups kafka-share-groups.sh runmqsc kafka-delete-records.sh kafka-delete-records
    kafka-leader-election.sh kafka-leader-election kafka-preferred-replica-election.sh kafka-server-stop.sh kafka-server-stop zookeeper-server-stop.sh
    kafka-streams-application-reset.sh kafka-server-start.sh zookeeper-server-start.sh connect-distributed.sh connect-standalone.sh
    kafka-mirror-maker.sh kafka-console-consumer.sh kafka-console-consumer kafkacat kcat kafka-console-producer.sh kafka-console-producer
    kafka-verifiable-producer.sh kafka-producer-perf-test.sh kafka-consumer-perf-test.sh rpk rabbitmqctl rabbitmq-diagnostics rabbitmq-queues
    rabbitmqadmin rabbitmq-plugins rabbitmq-streams rabbitmq-upgrade nats nats-top pulsar-admin bin/pulsar-admin zkCli.sh zkCli zookeeper-shell.sh
    zookeeper-shell zookeepercli zkTxnLogToolkit.sh zkSnapShotToolkit.sh zkCleanup.sh zkServer.sh zkServer temporal tctl cadence kafka-storage.sh
    kafka-storage rq gearadmin
  `,
  orchestrator: `
    juju rancher longhornctl sonobuoy kubeadm talosctl cilium hubble calicoctl k3s rke2 k0s kops rke k3sup clusterctl cmctl kubectl-cert-manager argo
    tkn kn kubectl-argo-rollouts rosa ocm odo vcluster crossplane tilt skaffold devspace okteto telepresence kapp ytt kbld imgpkg vendir popeye
    kube-bench kubescape polaris kubebench kubectl-relay squeue sinfo sacct sstat sprio sshare sdiag sreport qstat qhost bjobs bqueues bhosts pbsnodes
    condor_q condor_status scontrol sbatch srun salloc qsub bsub condor_submit scancel qdel bkill condor_rm condor_hold bstop qhold sacctmgr
  `,
  hardware: `
    edac-util memtester mcelog swaplabel vagrant multipass lxc incus virsh VBoxManage vboxmanage qm pct pvesh pvecm pvesm pveum ha-manager pveperf
    pvesr proxmox-backup-client proxmox-backup-manager govc ipmitool nvme lsscsi qemu-img nvidia-smi vzdump qmrestore omreport pveversion ipcs lsipc
    numastat lscpu lsmem lslocks lslogins acpi upower upsc apcaccess hwinfo hddtemp showmount rpcinfo nfsstat nfsiostat cifsiostat snmpwalk snmpget
    snmpbulkwalk snmpstatus snmptable bpftool prlimit snmpset upscmd upsrw ipcrm tuned-adm cpupower powerprofilesctl fwupdmgr
  `,
  failover: `
    crm_mon stonith_admin multipath dmsetup iscsiadm targetcli sg_inq sg_turs gluster drbdadm drbdsetup pcs crm crm_resource corosync-cfgtool
    corosync-quorumtool
  `,
  array: `
    storcli storcli64 storcli2 perccli perccli64 perccli2 megacli MegaCli MegaCli64 megacli64 ssacli hpssacli hpacucli ssaducli arcconf tw_cli mdctl
    racadm ilorest hpasmcli redfishtool
  `,
  hypervisor: `
    esxcli vim-cmd vmkfstools vmkping esxtop esxcfg-nics esxcfg-scsidevs esxcfg-vmknic esxcfg-vswitch esxcfg-route esxcfg-mpath esxcfg-volume
    esxcfg-rescan partedUtil service-control vmon-cli corosync-cmapctl ncc genesis prlctl prlsrvctl xe xl xm xe-toolstack-restart virt-df
    virt-filesystems virt-ls virt-cat virt-inspector virt-host-validate virt-log virt-tail virt-diff virt-what lxc-ls lxc-info lxc-top lxc-checkconfig
    vzlist arcstat arc_summary virt-top virt-install virt-clone virt-xml qemu-nbd lxc-start lxc-create lxc-copy lxc-snapshot lxc-unfreeze
    virt-sparsify virt-resize virt-rescue virt-customize virt-sysprep virt-edit virt-format virt-make-fs virt-copy-in virt-tar-in guestfish
    lxc-destroy lxc-stop lxc-freeze virtctl pveceph proxmox-boot-tool pve-firewall pvestatd pveproxy pvedaemon pvescheduler spiceproxy pve-ha-lrm
    pve-ha-crm proxmox-backup-proxy pvereport lxd incusd onevm onehost onedatastore oneimage onevnet onetemplate oneuser onegroup onecluster oneflow
    onezone cmk cloudmonkey acli ncli
  `,
  storage: `
    lvm lvs vgs pvs lvdisplay vgdisplay pvdisplay lvscan vgscan pvscan lvmdiskscan vgck zdb blkid dumpe2fs xfs_info repquota quota lsscsi lshw
    dmidecode sensors drbd-overview sg_map iostat-cli biosdecode inxi numactl lvcreate lvextend vgcreate vgextend pvcreate pvresize lvresize lvchange
    vgchange lvremove vgremove pvremove lvreduce vgreduce lvconvert vgexport vgsplit vgmerge vgrename lvrename vgimportclone vgcfgrestore vgcfgbackup
    vgimport vgmknodes zpool zfs btrfs mdadm hdparm cryptsetup sas2ircu sas3ircu
  `,
  ceph: `
    ceph ceph-mon ceph-osd ceph-mds ceph-mgr ceph-volume ceph-deploy monmaptool crushtool osdmaptool ceph-bluestore-tool ceph-objectstore-tool
    ceph-kvstore-tool ceph-monstore-tool cephfs-journal-tool cephfs-data-scan cephfs-table-tool rbd rados radosgw-admin cephadm
  `,
  volume: `
    xfs_metadump e2image vgimportdevices pvchange thin_repair cache_repair lvmpolld xfs_fsr partx lvmdevices thin_check thin_dump thin_ls cache_check
    cache_dump xfs_estimate xfs_ncheck sg_readcap sg_logs ipmi-sensors ipmi-fru beegfs-df mmlscluster mmlsdisk mmlsfs mmlsnsd mmlssnapshot mmlsmount
    mmgetstate mmlsconfig mmlspool mmlsfileset mmlsquota mmlspolicy mmlslicense mmlsnode mmdf pvck fsck.xfs fsck.btrfs fsck.vfat fsck.fat fsck.f2fs
    fsck.exfat fsck.minix dosfsck ntfsfix xfsrestore xfs_mdrestore xfs_copy btrfstune btrfs-convert mkfs.ntfs mkfs.f2fs mkfs.exfat mkfs.fat mkfs.msdos
    mkfs.minix mkfs.ext2 mkfs.jfs mkfs.reiserfs mkdosfs mkntfs addpart delpart resizepart sg_format sg_sanitize sg_write_same sg_reset sg_unmap
    sg_wr_mode ddrescue partclone.restore nwipe mlxfwreset flashrom xfsdump xfs_admin xfs_freeze fsfreeze xfs_quota kpartx multipathd tgtadm scstadmin
    nvmetcli rescan-scsi-bus.sh rescan-scsi-bus snapper timeshift linstor mt mtx sedutil-cli ipmipower ipmi-power ipmi-sel hponcfg lfs lctl beegfs-ctl
    mmhealth mmdiag mmces mmstartup mmmount mmadddisk mmaddnode mmcrsnapshot mmcrfs mmcrnsd mmcrfileset mmlinkfileset mmchconfig mmchfs mmchlicense
    mmrepquota mmcheckquota mmsetquota mmaddcallback mmchnode mmapplypolicy mmchcluster mmpmon mmshutdown mmdelnode mmdeldisk mmunmount mmumount
    mmdelsnapshot mmdelfs mmdelnsd mmdelfileset mmdelvdisk mmunlinkfileset mmchdisk mmrpldisk mmrestripefs mmrestripefile mmfsck mmfsctl mmexpelnode
    mmdelcallback mmrestorefs mmdelacl mmrestoreconfig mmexportfs mmchmgr
  `,
  backup: `
    restic borg kopia duplicity borgmatic duply rsnapshot rdiff-backup rdiff-backup-statistics sanoid syncoid snapraid bacula-dir bacula-sd bacula-fd
    bareos-dir bareos-sd bareos-fd bextract bscan bcopy btape amrestore amfetchdump bconsole amrecover amcheck amreport amstatus amoverview amdump
    amflush amadmin tmutil
  `,
  service: `
    monit circusctl immortalctl sv s6-svc s6-rc runsv svc rcctl chkconfig update-rc.d rc-update svcadm openrc s6-svstat svstat svcs rc-status
    named-checkconf named-checkzone slaptest unbound-checkconf doveconf php-fpm openresty lighttpd keepalived logstash dovecot postconf squid filebeat
    metricbeat fluentd td-agent telegraf coredns pgbouncer odyssey proxysql minio otelcol prometheus varnishlog varnishncsa varnishtop varnishhist
    varnishstat varnishadm rndc unbound-control pdnsutil pdns_control knotc nsd-control nsupdate asterisk fs_cli kamctl kamcmd opensipsctl gitlab-ctl
    gitlab-backup gitlab-runner chef-server-ctl mattermost-ctl omnibus-ctl jenkins-cli circleci buildkite-agent bk woodpecker-cli ntpd ntpdate sntp
    chronyd needs-restarting checkrestart ntpstat debsums apt-listchanges apt-file rmadison repoquery apt-show-versions pkginfo dpkg-deb pkg_add
    pkg_info pkg_delete rpm-ostree bootc ostree transactional-update nixos-rebuild nix-channel nix guix setsebool semanage setenforce restorecon chcon
    aa-status apparmor_status aa-enforce aa-complain aa-disable apparmor_parser
  `,
  saas: `
    neonctl turso pscale planetscale xata tigris upstash aiven avn atlas-cli ccloud confluent crunchybridge timescale instaclustr ecctl qdrant
    sentry-cli datadog-ci newrelic honeymarker grafana-cli grr pd statuspage checkly snyk sonar-scanner dash0 ldcli flagsmith op bw doppler infisical
    chamber lpass keybase akeyless conjur teller bws dotenv-vault credstash stripe twilio shopify algolia sanity auth0 cloudsmith jfrog jf nexus
    artifactory harbor gcrane oras quay
  `,
  warehouse: `
    airflow dbt dbtf sqlmesh dagster prefect flyte flytectl kestra luigi meltano bq spark-submit spark-sql spark-shell pyspark flink hive beeline
    impala-shell presto presto-cli trino ksql sqoop nifi-toolkit hdfs hadoop mapred influx influxd victoria-metrics vmctl vmbackup vmrestore
    vmalert-tool elasticsearch elasticsearch-reset-password elasticsearch-node elasticsearch-users elasticsearch-certutil elasticsearch-keystore
    opensearch-cli elasticsearch-setup-passwords elasticsearch-plugin kibana-plugin s3fs gcsfuse goofys mountpoint-s3 sshfs rbd-nbd davfs2 xtrabackup
    mariabackup innobackupex etcdutl etcdhelper k6 vegeta hey ab wrk siege locust artillery gatling bombardier oha sysbench fio stress stress-ng
    nuclei nikto wpscan zap-baseline.py iozone bonnie++
  `,
  replication: `
    orchestrator-client orchestrator vtctldclient vtctlclient vtctl mysqlsh arangosh cbq erl pg_squeeze pgcompacttable vacuumlo galera_new_cluster
    galera_recovery clustercheck proxysql-status etcd-manager-ctl redis-check-aof redis-check-rdb valkey-check-aof valkey-check-rdb
  `,
  security: `
    ldapsearch ldapwhoami ldapcompare ldapurl slapcat klist wbinfo adinfo faillog aide tripwire rkhunter chkrootkit unhide lynis oscap clamdscan
    ausyscall auvirt yara binwalk volatility capinfos zeek-cut hash-identifier ssdeep clamscan freshclam ldapadd ldapmodify ldappasswd ldapmodrdn
    ldapdelete slapadd kdestroy kinit kpasswd kvno pam_tally2 faillock auditctl realm adcli sssctl sss_cache smbstatus smbclient testparm pdbedit
    smbpasswd ykman yubico-piv-tool ykinfo fido2-token pkcs11-tool tpm2_getcap pcsc_scan step-ca cfssl easyrsa lego acme.sh dehydrated mkcert certtool
    keytool certutil getcert ipa-getcert certmonger update-ca-certificates update-ca-trust cert-manager certspotter osqueryi osqueryctl trivy grype
    syft gitleaks trufflehog semgrep bandit brakeman checkov tfsec terrascan kics govulncheck pip-audit bundler-audit bundle-audit depcheck sslyze
    detect-secrets osv-scanner dockle cargo-audit dependency-check retire licensee scc cloc tokei vet infracost driftctl terraform-docs kubesec
    conftest opa ggshield
  `,
  application: `
    wp flask drush occ tootctl kafka-run-class kafka-run-class.sh mysqlbinlog sstablemetadata sstableutil db2pd sstablescrub sstablelevelreset
    sstableofflinerelevel sstablerepairedset sstableloader sstableupgrade sstablesplit dsetool stolonctl lsnrctl srvctl crsctl asmcmd hdbnsutil cinder
    neutron glance heat manila octavia designate magnum ironic trove keystone
  `,
  windows: `
    ipconfig ipconfig.exe findstr findstr.exe where.exe gpresult dcdiag tasklist systeminfo driverquery qwinsta quser getmac tracert pathping
    klist.exe taskkill logoff iisreset cipher repadmin nltest netdom w32tm sc sc.exe net net.exe schtasks reg bcdedit netsh vssadmin wbadmin diskpart
    dism sfc chkdsk
  `,
}
