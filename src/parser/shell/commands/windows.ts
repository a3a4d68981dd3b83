import type {Family} from '../rule.ts'

/** Programs of Windows, whose options begin with a slash. */
export const windows: Family = {
  'ipconfig, ipconfig.exe': {
    any: 'unknown',
    read: '., /all, /displaydns, /allcompartments',
    change: '/registerdns, /renew',
    destroy: '/flushdns, /release',
  },
  'tasklist, systeminfo, driverquery, qwinsta, quser, getmac, gpresult, tracert, pathping, dcdiag, klist.exe':
    {
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
}
