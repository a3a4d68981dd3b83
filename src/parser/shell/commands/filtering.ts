import type {Family} from '../rule.ts'

/** Packets and sockets of one machine: what filters, tracks, balances and shows them. Options decide what these do. */
export const filtering = (): Family => ({
  csf: {
    any: 'unknown',
    raise: {
      '-a': 'change',
      '-e': 'change',
      '-s': 'change',
      '-f': 'destroy',
      '-d': 'destroy',
      '-x': 'destroy',
      '-r': 'destroy',
      '-td': 'destroy',
      '-tf': 'destroy',
      '-df': 'destroy',
    },
    singleDash: true,
  },
  'iptables, ip6tables, ebtables, arptables, iptables-legacy, ip6tables-legacy, iptables-nft, ip6tables-nft':
    {
      any: 'change',
      values: '-t -p -s -d -j -i -o -m',
      lower: {
        '-L': 'read',
        '-S': 'read',
        '--list': 'read',
        '--list-rules': 'read',
        '-C': 'read',
        '--check': 'read',
      },
      only: `-L -S -C --list --list-rules --check -n --numeric -v --verbose -x --exact --line-numbers -t --table -w --wait -p -s -d -j -i
      -o -m -f --proto --protocol --source --destination --jump --match --in-interface --out-interface --dport --sport --dports
      --sports --state --ctstate --comment --limit --limit-burst --icmp-type --tcp-flags --syn --to-* --mark --src-range --dst-range
      --match-set -4 -6 --Lc --Ln --Lx --Lmac2 --reject-with --log-prefix --log-level --uid-owner -0 -1 -2 -3 -4 -5 -6 -7 -8 -9`,
      raise: {
        '-j=DROP': 'destroy',
        '-j=REJECT': 'destroy',
        '--jump=DROP': 'destroy',
        '--jump=REJECT': 'destroy',
      },
      always: {
        '-Z': 'change',
        '--zero': 'change',
        '-A': 'change',
        '--append': 'change',
        '-I': 'change',
        '--insert': 'change',
        '-N': 'change',
        '-E': 'change',
        '-F': 'destroy',
        '-X': 'destroy',
        '-D': 'destroy',
        '-P': 'destroy',
        '-R': 'destroy',
        '--flush': 'destroy',
        '--delete': 'destroy',
        '--delete-chain': 'destroy',
        '--policy': 'destroy',
        '--replace': 'destroy',
      },
    },
  'iptables-save, ip6tables-save': {
    any: 'read',
    only: '-c --counters -t --table -f --file',
    always: {'-f': 'local', '--file': 'local'},
  },
  conntrack: {
    any: 'unknown',
    values: '-o -p -s -d -m -f --proto --src --dst --state --dport --sport --orig-src --orig-dst',
    lower: {
      '-L': 'read',
      '-C': 'read',
      '-S': 'read',
      '-G': 'read',
      '--dump': 'read',
      '--count': 'read',
      '--stats': 'read',
    },
    only: `-L -C -S -G --dump --count --stats --get -o -p -s -d -m -f --proto --src --dst --state --dport --sport --orig-src --orig-dst
      --reply-src --reply-dst --orig-port-src --orig-port-dst --mark --status --output --family -n -g -j`,
    always: {
      '-D': 'destroy',
      '-F': 'destroy',
      '--delete': 'destroy',
      '--flush': 'destroy',
      '-U': 'change',
      '-I': 'change',
      '-z': 'change',
      '--zero': 'change',
    },
  },
  ipvsadm: {
    any: 'unknown',
    values: '-t -u -f -r -s -w -p -M --tcp-service --udp-service',
    lower: {'-L': 'read', '-l': 'read', '--list': 'read', '-S': 'read', '--save': 'read'},
    read: '.',
    only: `-L -l --list -S --save -n --numeric --stats --rate -c --connection --daemon --timeout --exact --thresholds --persistent-conn
      --sort --nosort --ops -t -u -f -6 --tcp-service --udp-service`,
    always: {
      '-C': 'destroy',
      '--clear': 'destroy',
      '-D': 'destroy',
      '--delete-service': 'destroy',
      '-d': 'destroy',
      '--delete-server': 'destroy',
      '-R': 'destroy',
      '--restore': 'destroy',
      '-A': 'change',
      '-a': 'change',
      '-E': 'change',
      '-e': 'change',
      '-Z': 'change',
    },
  },
  ss: {
    any: 'read',
    values: '-f -F -A -N --family --query --net --filter',
    only: `-t -u -n -l -p -a -e -m -o -i -s -4 -6 -x -w -0 -d -r -O -H -Z -z -N -b -E -f -F -A -S -M -T -V -h -Q --tcp --udp --numeric
      --listening --processes --all --extended --memory --options --info --summary --ipv4 --ipv6 --unix --resolve --no-header
      --oneline --family --query --socket --events --bpf --net --cgroup --tos --inet-sockopt --sctp --raw --packet --dccp --context
      --contexts --threads --no-queues --mptcp --tipc --vsock --xdp --filter`,
    always: {'-K': 'destroy', '--kill': 'destroy', '-D': 'local', '--diag': 'local'},
    endless: '-E, --events',
  },
  arp: {
    any: 'read',
    values: '-i -H -t',
    only: '-a -n -v -e -i -l -H -t --numeric --verbose --all --device',
    always: {
      '-d': 'destroy',
      '--delete': 'destroy',
      '-s': 'change',
      '--set': 'change',
      '-f': 'change',
      '-S': 'change',
    },
  },
  ethtool: {
    any: 'read',
    only: `-i --driver -S --statistics -k --show-features --show-offload -g --show-ring -c --show-coalesce -a --show-pause -l
      --show-channels -x --show-rxfh --show-rxfh-indir -n -u --show-nfc --show-ntuple -m --dump-module-eeprom --module-info -e
      --eeprom-dump -d --register-dump -T --show-time-stamping -P --show-permaddr --show-priv-flags --show-eee --show-fec --show-phys
      --phy-statistics --get-phy-tunable --show-module --show-tunnels -j --json --debug -h -I --include-statistics`,
    always: {
      '-s': 'change',
      '-K': 'change',
      '-G': 'change',
      '-C': 'change',
      '-A': 'change',
      '-L': 'change',
      '-X': 'change',
      '-N': 'change',
      '-U': 'change',
      '-E': 'destroy',
      '-f': 'destroy',
      '--flash': 'destroy',
      '-r': 'destroy',
      '-t': 'destroy',
      '--reset': 'destroy',
      '--set-*': 'change',
      '--change': 'change',
      '--offload': 'change',
      '--features': 'change',
    },
  },
  nmap: {
    any: 'read',
    singleDash: true,
    values: '-p -oN -oX -oA -oG -iL -e --top-ports --max-retries --host-timeout --min-rate --exclude',
    only: `-p* -sT -sS -sU -sV -sn -sP -sL -Pn -P0 -PE -PS* -PA* -PU* -n -R -v -vv -d -O -F -T* -6 --open --reason -iL -e --top-ports
      --max-retries --host-timeout --min-rate --max-rate --traceroute --exclude --packet-trace -oN -oX -oG -oA -r`,
    always: {'-oN': 'local', '-oX': 'local', '-oA': 'local', '-oG': 'local', '--script': 'unknown'},
  },
  'firewall-cmd, firewall-offline-cmd': {
    any: 'change',
    lower: {
      '--state': 'read',
      '--list-*': 'read',
      '--get-*': 'read',
      '--info-*': 'read',
      '--query-*': 'read',
      '--path-*': 'read',
      '--version': 'read',
      '--check-config': 'read',
    },
    only: `--state --list-* --get-* --info-* --query-* --path-* --check-config --zone --permanent -q --quiet --policy --ipset --service
      --direct --verbose -v`,
    always: {
      '--remove-*': 'destroy',
      '--delete-*': 'destroy',
      '--panic-on': 'destroy',
      '--complete-reload': 'destroy',
      '--reset-to-defaults': 'destroy',
    },
  },
})
