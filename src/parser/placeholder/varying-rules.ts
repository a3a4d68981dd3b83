import {begins, ends, pattern, type Rule} from './rule.ts'
import {isNoun} from './vocabulary.ts'

const device =
  /^(?:mpath|eth|ens|bond|vlan|wlan|tun|tap|veth|loop|ttyUSB|osd|mon|mds|rgw|rank|web|srv|gpu|lun|hba|slave|master|rack)[XN]$/

/** Names of which a letter says that it differs from one to the next. */
export const varyingRules: Rule[] = [
  {
    // `mpathX`, `hostN`
    hint: '[a-z][XN]',
    pattern: pattern(String.raw`${begins}\p{Ll}{2,20}[XN]${ends}(?!\.\p{L})`),
    holds: text => isNoun(text.slice(0, -1)) || device.test(text),
  },
  {
    // `/dev/sdA`, `/dev/sdx1`: real letters are small, and few machines have 24 disks
    hint: String.raw`\/dev\/(?:sd|vd|hd|xvd)[A-Zx]`,
    pattern: pattern(String.raw`(?<=\/dev\/)(?:sd|vd|hd|xvd)(?:[A-Z]|x)\d?${ends}`),
  },
  {
    // `-PhysDrv [x:x]`: the slot of a disk
    hint: String.raw`\[x:[xy]\]`,
    pattern: pattern(String.raw`(?<=\[)(?:x:[xy]|X:[XY])(?=\])`),
  },
  {
    // `AKIAXXXXXXXX`
    hint: '[A-Z0-9]X{4}',
    pattern: pattern(String.raw`${begins}[A-Z][A-Z0-9]{1,10}X{4,40}${ends}`),
  },
]
