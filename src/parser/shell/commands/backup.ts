import type {Family} from '../rule.ts'

/** What makes backups of files, brings them back and thins them out. */
export const backup = (): Family => ({
  'restic, borg': {
    read: 'snapshots, stats, check, ls, find, diff, cat, list, info, version, dump, key list',
    change: 'backup, create, init, unlock, copy, tag, mount, key add, import-tar',
    destroy: `restore, extract, forget, prune, delete, compact, rewrite, recover, repair, key *, rebuild-index, migrate, break-lock, rename,
      upgrade, umount, recreate, change-passphrase, transfer`,
    local: 'self-update, cache, generate, key export, export-tar, serve',
    values: '-r --repo -p --password-file',
    lower: {'--dry-run': 'read', '-n': 'read'},
    raise: {'check --repair': 'destroy', 'unlock --remove-all': 'destroy', 'config *': 'destroy'},
    always: {
      '--password-command': 'unknown',
      '--rsh': 'unknown',
      '--remote-path': 'unknown',
      'restic -o': 'unknown',
      'dump -t': 'local',
      'dump --target': 'local',
    },
  },
  kopia: {
    read: `snapshot list, snapshot ls, snapshot verify, repository status, policy list, policy show, maintenance info, blob list, blob stats,
      content stats, index list, manifest list, list, ls, diff`,
    local: 'repository connect, repository disconnect, repository sync-to *, cache *, mount, server *',
    change: 'snapshot create, snapshot pin, policy set, repository create, repository throttle *, manifest *',
    destroy: `snapshot delete, snapshot expire, snapshot fix *, snapshot migrate, policy delete, policy remove, maintenance run, maintenance set,
      restore, snapshot restore, repository change-password, repository upgrade *, blob delete, blob gc, content rewrite, manifest delete`,
    values: '--config-file --password -p --log-level --log-dir',
  },
  duplicity: {
    read: 'collection-status, list-current-files, verify',
    change: 'full, incr, incremental, backup',
    destroy:
      'restore, cleanup, remove-older-than, remove-all-but-n-full, remove-all-inc-of-but-n-full, replicate',
    anywhere: true,
    always: {'--rsync-options': 'unknown', '--ssh-options': 'unknown'},
  },
  borgmatic: {
    read: 'list, info, check, rlist, rinfo, repo-list, repo-info, config validate',
    change: '., create, rcreate, repo-create, init, mount, key import',
    local: 'key export, config generate, config bootstrap, export-tar, generate-completion',
    destroy: `prune, compact, restore, extract, delete, umount, break-lock, transfer, repo-delete, rdelete, key change-passphrase,
      recreate, borg *`,
    values: '-c --config -r --repository -a --archive -v --verbosity --log-file',
    raise: {'--repair': 'destroy'},
    always: {'--log-file': 'local'},
  },
  duply: {
    read: '* status, * list, * verify, * verifyPath, usage, version',
    change: '* backup, * full, * incr, create, * create',
    destroy: '* restore, * fetch, * purge, * purgeFull, * purgeIncr, * cleanup',
  },
  rsnapshot: {
    read: 'configtest, du, diff, version, check-config-version',
    // Each rotation deletes the oldest copy.
    change: 'alpha, beta, gamma, delta, hourly, daily, weekly, monthly, yearly, sync',
    values: '-c',
    flags: '-t -v -V -q -D',
    lower: {'-t': 'read'},
  },
  'rdiff-backup, rdiff-backup-statistics': {
    any: 'change',
    read: 'list *, list * *, list * * *, info, verify, compare, test',
    destroy: 'restore, remove, regress',
    lower: {
      '-l': 'read',
      '--list-increments': 'read',
      '--list-increment-sizes': 'read',
      '--list-at-time': 'read',
      '--list-changed-since': 'read',
      '--verify': 'read',
      '--compare': 'read',
      '--test-server': 'read',
    },
    raise: {
      '-r': 'destroy',
      '--restore-as-of': 'destroy',
      '--remove-older-than': 'destroy',
      '--check-destination-dir': 'destroy',
    },
    always: {'--remote-schema': 'unknown'},
  },
  sanoid: {
    any: 'unknown',
    lower: {
      '--monitor-snapshots': 'read',
      '--monitor-health': 'read',
      '--monitor-capacity': 'read',
      '--take-snapshots': 'change',
      '--readonly': 'read',
    },
    values: '--configdir --cache-dir --run-dir',
    always: {'--prune-snapshots': 'destroy', '--force-prune': 'destroy', '--cron': 'destroy'},
  },
  syncoid: {any: 'change', raise: {'--force-delete': 'destroy', '--delete-target-snapshots': 'destroy'}},
  snapraid: {
    read: 'status, diff, check, list, dup, smart, devices, probe',
    change: 'scrub, touch, up',
    destroy: 'sync, fix, down, pool, rehash',
    values: '-c --conf -d -f -p -o -l --log',
    always: {'-l': 'local', '--log': 'local'},
  },
  'bacula-dir, bacula-sd, bacula-fd, bareos-dir, bareos-sd, bareos-fd': {
    any: 'unknown',
    lower: {'-t': 'read', '--test-config': 'read'},
  },
  'bextract, bscan, bcopy, btape, amrestore, amfetchdump': {
    any: 'destroy',
    lower: {'amfetchdump -l': 'unknown'},
  },
  'bconsole, amrecover': {any: 'unknown', session: '*', interactive: '*'},
  'amcheck, amreport, amstatus, amoverview': {
    any: 'read',
    always: {'amcheck -m': 'change', 'amcheck -w': 'change', 'amreport -f': 'local'},
  },
  'amdump, amflush': {any: 'change'},
  amadmin: {
    read: '* version, * info *, * find *, * tape, * disklist *, * due *, * balance, * config',
    change: '* force *, * unforce *, * reuse *, * no-reuse *',
    destroy: '* delete *, * import *',
  },
  tmutil: {
    read: 'status, list*, latestbackup, destinationinfo, compare, calculatedrift, isexcluded, verifychecksums, version, uniquesize',
    change:
      'startbackup, snapshot, localsnapshot, enable, addexclusion, setdestination, inheritbackup, associatedisk',
    destroy: `delete, deletelocalsnapshots, restore, stopbackup, disable, removedestination, thinlocalsnapshots, removeexclusion,
      deleteinprogress`,
  },
})
