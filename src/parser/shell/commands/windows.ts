import type {Effect} from '../../../model/effect.ts'
import type {Family, Rule} from '../rule.ts'
import {programNames} from './names.ts'

/** Programs of Windows, whose options begin with a slash. */
export const windows = (): Family => ({
  'ipconfig, ipconfig.exe': {
    any: 'unknown',
    read: '., /all, /displaydns, /allcompartments',
    change: '/registerdns, /renew',
    destroy: '/flushdns, /release',
  },
  'findstr, findstr.exe, where.exe': {any: 'read'},
  gpresult: {read: '/r, /R, /z, /Z, /v, /V', local: '/h *, /H *, /x *, /X *'},
  dcdiag: {read: '., *', change: '/fix, * /fix'},
  'tasklist, systeminfo, driverquery, qwinsta, quser, getmac, tracert, pathping, klist.exe': {
    any: 'read',
    raise: {'klist.exe purge': 'destroy'},
  },
  'taskkill, logoff, iisreset, cipher': {any: 'destroy', lower: {'iisreset /status': 'read'}},
  repadmin: {
    any: 'unknown',
    read: '/showrepl, /showrepl *, /replsummary, /replsummary *, /queue, /queue *, /showobjmeta *, /istg, /bridgeheads, /viewlist *',
    change: '/syncall, /syncall *, /replicate *, /kcc, /kcc *',
    destroy: '/removelingeringobjects *, /options *, /delete *',
  },
  nltest: {
    any: 'unknown',
    read: '/dsgetdc:*, /dclist:*, /domain_trusts, /sc_query:*, /sc_verify:*, /dsgetsite, /whowill:*',
    change: '/sc_reset:*',
  },
  netdom: {
    read: 'query *, help',
    change: 'join *, add *, trust *',
    destroy: 'resetpwd *, remove *, reset *, renamecomputer *, computername *',
  },
  w32tm: {
    any: 'unknown',
    read: '/query *, /stripchart *, /monitor, /tz',
    change: '/resync, /resync *, /config *',
  },
  'sc, sc.exe': {
    read: 'query, query *, queryex, queryex *, qc *, qdescription *, qfailure *, enumdepend *',
    change: 'start *, create *, description *',
    destroy: 'stop *, delete *, config *, pause *, failure *',
  },
  'net, net.exe': {
    read: 'accounts, view, view *, statistics *, time, share, session, user, start, use, localgroup, group, config *',
    change: 'start *, time *, use *, continue *',
    destroy: 'stop *, session *, pause *, user * *, share * /delete, localgroup * * /delete',
    unknown: 'user *, share *, localgroup *, group *',
  },
  'schtasks, reg, bcdedit, netsh, vssadmin, wbadmin, diskpart, dism, sfc, chkdsk': {
    any: 'unknown',
    read: '/query, /query *, query *, /enum, /enum *, list *, get *, * show, * show *, * * show *, show *',
    change: '/run *, /create *, add *, start backup *, create *',
    destroy: '/delete *, /end *, delete *, /change *, start recovery *, start systemrecovery *, diskpart *',
  },
})

/** PowerShell's commands say by their first word what they do. */
const verbs: [RegExp, Effect][] = [
  [
    /^(?:Get|Test|Resolve|Measure|Find|Show|Compare)-[A-Z]|^(?:Select|Sort|Group)-Object$|^Format-(?:Table|List)$/,
    'read',
  ],
  [/^(?:New|Add|Set|Start|Enable|Register|Install|Update|Import|Grant|Unlock|Resume|Mount)-[A-Z]/, 'change'],
  [
    /^(?:Stop|Restart|Remove|Clear|Disable|Uninstall|Move|Suspend|Reset|Revoke|Dismount|Unregister|Block|Restore|Repair|Switch|Set-ADAccountPassword)(?:-[A-Z]|$)/,
    'destroy',
  ],
]

/** The rule of one of PowerShell's commands, `Get-Service`. */
export function cmdletRule(program: string): Rule | undefined {
  if (!/^[A-Z][a-z]+-[A-Z][A-Za-z]{1,60}$/.test(program)) return undefined
  const any = verbs.findLast(([verb]) => verb.test(program))?.[1]
  return any && {any, singleDash: true, always: {'-ScriptBlock': 'unknown', '-OutFile': 'local'}}
}

let names: ReadonlySet<string> | undefined

/** Whether a program is a command of PowerShell's: `Get-Service`. */
export function isCmdlet(program: string): boolean {
  return cmdletRule(program) !== undefined
}

/** Whether a program is one of Windows, which no shell here runs. */
export function isOfWindows(program: string): boolean {
  names ??= new Set(programNames.windows.trim().split(/\s+/))
  return names.has(program) || isCmdlet(program)
}
