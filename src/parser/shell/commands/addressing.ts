import type {Family} from '../rule.ts'

const show = ['show', 'sh', 'list', 'lst', 'ls', 'lis', 'li']

/** `ip`'s objects, each with the ways in which it may be abbreviated. */
const objects = {
  link: 'l li lin link',
  address: 'a ad add addr addre address',
  route: 'r ro rou route',
  rule: 'ru rul rule',
  neighbour: 'n ne nei neig neigh neighbor neighbour',
  maddress: 'm ma madd maddr maddress',
  mroute: 'mr mroute',
  tunnel: 'tu tun tunnel',
  nexthop: 'nex nexthop',
  tcpmetrics: 'tcp_metrics tcpmetrics',
  netns: 'netn netns',
  other:
    'addrlabel vrf ntable netconf xfrm\\ state xfrm\\ policy sr token macsec l2tp stats mptcp\\ endpoint mptcp\\ limits',
}

function forms(names: string, verbs: readonly string[]): string {
  return names
    .split(/(?<!\\) /)
    .flatMap(name => verbs.map(verb => `${name.replace('\\', '')} ${verb}`.trim()))
    .join(', ')
}

const all = Object.values(objects).join(' ')

/** What is asked and told about the addresses, links and tables of one machine. */
export const addressing = (): Family => ({
  ip: {
    read: `${forms(all, ['', ...show])}, ${forms(objects.route, ['g', 'ge', 'get', 's', 'save'])}, ${forms(objects.address, ['s'])},
      ${forms(objects.neighbour, ['s', 'get'])}, ${forms(objects.rule, ['s'])}, monitor, netns identify, netns pids, nexthop get`,
    change: forms(all, ['add *', 'a *', 'append *', 'change *', 'chg *', 'set *', 's *', 'se *', 'attach *']),
    destroy: `${forms(all, ['d *', 'de *', 'del *', 'delete *', 'f *', 'flush *', 'flush', 'r *', 'replace *', 'rep *', 'restore', 'exec *', 'deleteall'])},
      ${forms(objects.link, ['s * down', 'se * down', 'set * down', 'set dev * down', 's dev * down', 'set * * down'])}`,
    values: '-n -netns -f -family',
    flags:
      '-4 -6 -s -d -br -j -o -c -p -h -brief -color -details -stats -statistics -json -oneline -pretty -human',
    singleDash: true,
    only: `-n -netns -f -family -4 -6 -0 -s -d -br -j -o -c -p -h -a -N -t -ts -V -brief -color -c=* -color=* -details -stats -statistics
      -json -oneline -pretty -human -human-readable -iec -all -numeric -timestamp -tshort -resolve -r -loops -l -echo --brief --json`,
    endless: 'monitor',
  },
  ifconfig: {read: '., *', change: '* *', destroy: '* down', flags: '-a -s -v', only: '-a -s -v -l -L -m'},
  route: {
    read: '., get *, print',
    change: 'add *, change *',
    destroy: 'del *, delete *, flush',
    flags: '-n -e -ee -v -A -4 -6 -F -C',
    only: '-n -e -ee -v -A -4 -6 -F -C',
  },
  tc: {
    read: forms('qdisc q class c filter f chain actions', [
      '',
      'show',
      'show *',
      'list',
      'list *',
      'ls',
      'ls *',
      'get *',
    ]),
    change: '* add, * add *, * change *, * link *, * append *',
    destroy: '* d *, * del *, * delete *, * replace *, * flush *, * flush, exec *',
    flags: '-s -d -r -j -p -g -nm -iec -statistics -details -json -pretty -graph',
    singleDash: true,
    only: '-s -d -r -j -p -g -i -nm -n -netns -iec -c -statistics -stats -details -raw -json -pretty -graph -color -names',
    endless: 'monitor',
  },
  bridge: {
    read: forms('link fdb mdb vlan vni', ['', ...show, 'show *', 'get *']),
    change: '* add *, * set *, * append *, * replace *',
    destroy: '* del *, * delete *, * flush *, * flush',
    flags: '-s -d -c -j -p -4 -6 -statistics -details -color -json -compressvlans',
    singleDash: true,
    only: '-s -d -c -j -p -4 -6 -n -netns -o -r -statistics -stats -details -color -json -pretty -compressvlans -oneline -timestamp',
    endless: 'monitor',
  },
  brctl: {
    read: 'show, show *, showmacs *, showstp *',
    change: 'addbr *, addif *, stp *, set* *',
    destroy: 'delbr *, delif *',
  },
  iwconfig: {read: '., *', change: '* *'},
  ipset: {
    read: '., list, list *, test *, version, help',
    change: 'add *, create *',
    destroy: 'del *, destroy, destroy *, flush, flush *, restore, swap *, rename *',
    local: 'save, save *',
    lower: {'-L': 'read'},
    values: '-f -file -o -output',
    singleDash: true,
    only: '-L -n -t -s -o -q -name -terse -sorted -output -quiet',
    always: {
      '-f': 'local',
      '-file': 'local',
      '-X': 'destroy',
      '-F': 'destroy',
      '-D': 'destroy',
      '-A': 'change',
      '-N': 'change',
    },
  },
  wg: {
    read: '., show, show *, showconf *, genkey, pubkey, genpsk',
    change: 'set *, setconf *, addconf *, syncconf *',
  },
  'wg-quick': {read: 'strip *', change: 'up *, save *', destroy: 'down *'},
  'ovs-vsctl': {
    read: `show, list-br, list-ports *, list-ifaces *, list *, get *, find *, br-exists *, port-to-br *, iface-to-br *, br-to-vlan *,
      br-to-parent *, get-*`,
    change: 'add-* *, set *, set-* *, create *, add *, init, comment *',
    destroy: 'del-* *, del-*, clear *, remove *, destroy *, emer-reset',
    // Behind `--` stands another command.
    unknown: 'show *, list-br *',
    values: '--db --columns --format -f -d',
    only: '--db --columns --format -f -d --data --no-heading --oneline --if-exists --timeout -t --pretty --bare',
  },
  'ovs-ofctl, ovs-dpctl, ovs-appctl': {
    read: `show, show *, dump-*, dump-* *, snoop *, list-commands, fdb/show *, bond/list, bond/show *, version, coverage/show,
      dpif/show, dpctl/show, dpctl/dump-flows, upcall/show, memory/show, vlog/list, lacp/show *, cluster/status *, ofproto/trace *,
      ofproto/list, dump-dps`,
    change: 'add-* *, mod-* *, vlog/set *, vlog/reopen, meter-mod *, bond/enable-slave *',
    destroy:
      'del-* *, del-*, exit, replace-flows *, fdb/flush, fdb/flush *, dpctl/del-* *, bond/set-active-slave *, bond/disable-slave *',
    values: '-O --protocols -t --target --timeout',
  },
  cli53: {
    read: 'list, info, export, validate, instances',
    change: 'create, rrcreate, dscreate',
    destroy: 'delete, import, rrdelete, rrpurge, dsdelete',
    values: '--profile --endpoint-url --file -f --role-arn --comment',
    raise: {'rrcreate --replace': 'destroy', 'export --output': 'local', 'export -o': 'local'},
  },
  'octodns-sync': {any: 'unknown', always: {'--doit': 'destroy'}},
  dnscontrol: {
    read: 'version, providers',
    local: 'fmt, write-types, init',
    change: 'create-domains',
    destroy: 'push, ppush',
  },
  birdc: {
    read: 'show *, dump *',
    change: 'configure, configure *, enable *, reload *, refeed *',
    destroy: 'disable *, restart *, down, graceful *',
    values: '-s',
    interactive: '.',
    session: '.',
  },
})
