import {promptOf} from './prompt.ts'

const shown = String.raw`(?:running-config|startup-config|run|ip(?:v6)? (?:route|bgp|ospf|interface|arp|int)\b.*|interfaces?\b.*|int\b.*|vlan\b.*|bgp\b.*|mac[ -]address-table\b.*|lldp\b.*|cdp\b.*|arp\b.*|spanning-tree\b.*|etherchannel\b.*|port-channel\b.*|inventory|logging|environment\b.*)`

/** What one says to a router or a switch, and to no shell. */
const sure = [
  /^(?:conf(?:ig|igure)? t(?:erm(?:inal)?)?|system-view|no shut(?:down)?|switchport(?: .*)?|wr(?:ite)? mem(?:ory)?|copy run\S* start\S*|undo \S.*|commit (?:check|confirmed.*|and-quit)|rollback \d+)$/,
  /^display (?:current-configuration|saved-configuration|interface|ip|bgp|ospf|vlan|version|device|arp|lldp|mac-address|routing-table|this|logbuffer|cpu-usage|memory-usage|stp|eth-trunk|vrrp|alarm)\b/,
  /^(?:set|delete) (?:interfaces|protocols|routing-options|policy-options|firewall family|vlans|system services|chassis) /,
  /^router (?:bgp|ospf|isis) \S+$/,
  // no shell begins a line with `do`, and none asks for a secret to be enabled
  /^do (?:sh(?:ow)?|wr(?:ite)?|ping|reload|clear|copy) \S/,
  /^(?:no )?enable (?:algorithm-type \S+ )?(?:secret|password) (?:[05789] )?\S+$/,
  /^crypto key (?:generate|zeroize) (?:rsa|ec|ecdsa)\b/,
]
/** What a shell of its own may ask as well. */
const asked = new RegExp(`^(?:do )?sh(?:ow)? ${shown}$`)
const beside =
  /^(?:do )?(?:sh(?:ow)?|display|interface|int|desc(?:ription)?|ip address (?:\d|<|\[|\{|\p{Lu}{2}|dhcp\b)\S*|no|shut(?:down)?|neighbor|network|vlan|name|hostname|ping|traceroute|clear|enable|en|end|exit|quit|return|save|commit|configure|edit|run|reload|speed|duplex|mtu)(?: .*)?$/u

/** What the configuration of one says, beside a line that is sure. */
const configured =
  /^(?:no )?(?:ip (?:default-gateway|name-server|domain-?name|domain|domain-lookup|ssh|subnet-zero|http|routing|route|nat|access-group|dhcp|helper-address)|crypto (?:key|isakmp|ipsec|map)|line (?:con|vty|aux|console)|login(?: local)?$|privilege|transport (?:in|out)put|enable (?:secret|password)|username \S+ (?:privilege|password|secret)|service (?:password-encryption|timestamps|internal|dhcp)|aaa|vtp|spanning-tree|logging|ntp|snmp-server|banner|access-list|access-class|exec-timeout|channel-group|system mtu|boot system|encapsulation|bandwidth|passive-interface|redistribute|default-information|password|wr)(?: .*)?$/

/** Whether all lines are said to a network device. Under a shell's tag `show …` may be that of a switch that has one. */
export function isForDevice(lines: readonly string[], tagged: boolean): boolean {
  if (lines.length > 500) return false
  const said = lines.map(line => line.slice(0, 500).trim()).filter(line => line !== '' && !/^[#!]/.test(line))
  const tells = (line: string) => sure.some(one => one.test(line)) || (!tagged && asked.test(line))
  return (
    said.some(tells) &&
    said.every(line => tells(line) || beside.test(line) || asked.test(line) || configured.test(line))
  )
}

const kinds =
  'interfaces|protocols|routing-options|routing-instances|policy-options|firewall|vlans|system|chassis|security|snmp|groups|applications|class-of-service|forwarding-options'
/** What is said to a router at a prompt that a shell's may look like: `ops@edge1> show interfaces terse`. */
const typed = new RegExp(
  `^[ \\t]*([\\w.-]{1,60}@[\\w.-]{1,60})(?:>[ \\t]+(?:show[ \\t]+[a-z]|configure(?:[ \\t]+(?:exclusive|private))?[ \\t]*$|edit[ \\t]*$|request[ \\t]+(?:system|chassis|security|virtual-chassis)\\b|monitor[ \\t]+(?:start|stop|interface|traffic|list)\\b|clear[ \\t]+(?:interfaces|bgp|arp|ospf|ethernet-switching|log|security)\\b|restart[ \\t]+[a-z])|#[ \\t]+(?:(?:set|delete|edit|deactivate|activate)[ \\t]+(?:${kinds})\\b|commit(?:[ \\t]+(?:check|confirmed|and-quit|synchronize)\\b.*)?[ \\t]*$|rollback[ \\t]+\\d+[ \\t]*$|run[ \\t]+show\\b))`,
)
const prompted = /^[ \t]*([\w.-]{1,60}@[\w.-]{1,60})[>#%]/

/** Whether all that is typed at prompts is typed at those of one router, which some line tells it to be. */
export function isTypedOnDevice(lines: readonly string[]): boolean {
  const short = lines.map(line => line.slice(0, 500))
  const whom = new Set(short.flatMap(line => typed.exec(line)?.[1] ?? []))
  if (whom.size === 0) return false
  return short.every(line => {
    const [, who] = prompted.exec(line) ?? []
    return who === undefined ? promptOf(line)?.kind !== 'shell' : whom.has(who)
  })
}
