import type {Family} from '../rule.ts'

/** File systems, partitions, snapshots, paths to disks, tapes, and file systems that a cluster shares. */
export const volume = (): Family => ({
  'xfs_metadump, e2image': {any: 'local', always: {'-I': 'destroy'}},
  'vgimportdevices, pvchange, thin_repair, cache_repair, lvmpolld': {any: 'destroy'},
  'xfs_fsr, partx': {
    any: 'change',
    values: '-o -n --nr',
    lower: {
      'partx -s': 'read',
      'partx --show': 'read',
      'partx -l': 'read',
      'partprobe -d': 'read',
      'partprobe -s': 'read',
    },
    raise: {
      'partx -d': 'destroy',
      'partx --delete': 'destroy',
    },
  },
  lvmdevices: {
    read: '.',
    always: {
      '--deldev': 'destroy',
      '--delpvid': 'destroy',
      '--adddev': 'change',
      '--addpvid': 'change',
      '--update': 'change',
    },
  },
  'thin_check, thin_dump, thin_ls, cache_check, cache_dump, xfs_estimate, xfs_ncheck, sg_readcap, sg_logs, ipmi-sensors, ipmi-fru, beegfs-df, mmlscluster, mmlsdisk, mmlsfs, mmlsnsd, mmlssnapshot, mmlsmount, mmgetstate, mmlsconfig, mmlspool, mmlsfileset, mmlsquota, mmlspolicy, mmlslicense, mmlsnode, mmdf':
    {any: 'read', raise: {'-o': 'local', 'mmgetstate -o': 'local'}},
  pvck: {
    any: 'read',
    values: '--dump -f --settings',
    always: {
      '--repair': 'destroy',
      '--repairtype': 'destroy',
      '-y': 'destroy',
      '--file': 'local',
      '-f': 'local',
    },
  },
  'fsck.xfs, fsck.btrfs, fsck.vfat, fsck.fat, fsck.f2fs, fsck.exfat, fsck.minix, dosfsck, ntfsfix, xfsrestore, xfs_mdrestore, xfs_copy, btrfstune, btrfs-convert, mkfs.ntfs, mkfs.f2fs, mkfs.exfat, mkfs.fat, mkfs.msdos, mkfs.minix, mkfs.ext2, mkfs.jfs, mkfs.reiserfs, mkdosfs, mkntfs, addpart, delpart, resizepart, sg_format, sg_sanitize, sg_write_same, sg_reset, sg_unmap, sg_wr_mode, ddrescue, partclone.restore, nwipe, mlxfwreset, flashrom':
    {
      any: 'destroy',
      lower: {
        'fsck.xfs -n': 'read',
        'fsck.vfat -n': 'read',
        'fsck.fat -n': 'read',
        'fsck.exfat -n': 'read',
        'ntfsfix -n': 'read',
        'mkfs.ntfs -n': 'read',
        'mkntfs -n': 'read',
        'flashrom -r': 'local',
        'flashrom --read': 'local',
        'ntfsfix --no-action': 'read',
        'xfsrestore -t': 'read',
        'xfsrestore -I': 'read',
        'dosfsck -n': 'read',
        'mlxfwreset q': 'read',
        'mlxfwreset query': 'read',
        'mlxfwreset * query': 'read',
      },
    },
  xfsdump: {any: 'change', lower: {'-I': 'read'}},
  xfs_admin: {any: 'destroy', lower: {'-l': 'read', '-u': 'read'}},
  'xfs_freeze, fsfreeze': {
    any: 'destroy',
    lower: {'-u': 'change', '--unfreeze': 'change'},
    says: {fsfreeze: 'halts every write to a file system', xfs_freeze: 'halts every write to a file system'},
  },
  xfs_quota: {
    any: 'unknown',
    lower: {
      '-c=report*': 'read',
      '-c=state*': 'read',
      '-c=df*': 'read',
      '-c=quota*': 'read',
      '-c=print*': 'read',
      '-c=free*': 'read',
    },
    always: {
      '-c=limit*': 'change',
      '-c=off*': 'destroy',
      '-c=remove*': 'destroy',
      '-c=disable*': 'destroy',
      '-c=project*': 'change',
    },
    values: '-c -D -P -d',
    interactive: '.',
    session: '.',
  },
  kpartx: {any: 'change', lower: {'-l': 'read'}, always: {'-d': 'destroy'}},
  multipathd: {
    any: 'unknown',
    read: 'show *, list *, help',
    change: 'reconfigure, add *, reinstate *, restore *, resume *, setprstatus *, unsetprstatus *',
    destroy:
      'del *, remove *, fail *, suspend *, disablequeueing *, shutdown, quit, resize *, switchgroup *, flush *, reset *',
    lower: {'-k=show*': 'read', '-k=list*': 'read'},
    always: {'-k=del*': 'destroy', '-k=remove*': 'destroy', '-k=fail*': 'destroy', '-k=suspend*': 'destroy'},
    values: '-k -u',
    interactive: '-k',
    session: '-k',
    given: '-k=*',
    scripted: '-k=*',
  },
  'tgtadm, scstadmin, nvmetcli': {
    any: 'unknown',
    values: '--lld --op --mode --tid -t -o -m -L -C --lun -b -I',
    read: 'ls',
    lower: {
      '--op=show': 'read',
      '-o=show': 'read',
      '--op=new': 'change',
      '--op=bind': 'change',
      '--op=update': 'change',
      '-list_*': 'read',
    },
    always: {
      '--op=delete': 'destroy',
      '-o=delete': 'destroy',
      '--op=unbind': 'destroy',
      '-o=unbind': 'destroy',
    },
    destroy: 'clear, restore',
  },
  'rescan-scsi-bus.sh, rescan-scsi-bus': {
    any: 'change',
    raise: {'-r': 'destroy', '--remove': 'destroy', '--forceremove': 'destroy', '--forcerescan': 'destroy'},
  },
  snapper: {
    read: 'list, ls, status, diff, list-configs, get-config, xadiff, --version',
    change: 'create, modify, set-config, create-config, setup-quota, mount',
    destroy: 'delete, remove, rm, undochange, rollback, cleanup, delete-config, umount',
    values: '-c --config -r --root -d --description -t --type -p --pre-number --command',
  },
  timeshift: {
    any: 'unknown',
    lower: {
      '--list': 'read',
      '--list-snapshots': 'read',
      '--list-devices': 'read',
      '--create': 'change',
      '--check': 'change',
    },
    always: {'--restore': 'destroy', '--delete': 'destroy', '--delete-all': 'destroy'},
    values: '--snapshot --target --grub-device --comments --tags --snapshot-device',
  },
  linstor: {
    read: `${linstor('list l show info list-properties lp query-size-info version')}, error-reports list, error-reports show, err l, err s, advise *, adv *,
      controller version, c v, space-reporting query, node info, n i, physical-storage list, ps l, storage-pool list, sos-report list, --version`,
    local: 'sos-report download, sos-report create',
    change: linstor(
      'create c set-property sp add-device auto-place modify make-available adjust spawn-resources spawn reconnect create-device-pool activate ship start restore',
    ),
    destroy: linstor(
      'delete d lost evacuate rollback deactivate remove rm toggle-disk td drbd-peer-options delete-auto toggle evict set-size ss abort stop drop',
    ),
    values: '-m --machine-readable --controllers -s --storage-pool --auto-place -n --nodes -r --resources',
    flags: '-m --no-color -p --pastable',
    interactive: '.',
    session: '.',
  },
  mt: {
    any: 'unknown',
    read: 'status, tell',
    change: 'rewind, fsf, bsf, eod, load, retension, asf, seek, datcompression, setblk, lock, unlock',
    destroy: 'erase, weof, eof, offline, rewoffl, eject, mkpartition',
    values: '-f -t',
  },
  mtx: {
    read: 'status, inquiry',
    change: 'load, next, first, last, transfer, inventory',
    destroy: 'unload, eject, erase, previous',
    values: '-f',
  },
  'sedutil-cli': {
    any: 'destroy',
    lower: {'--scan': 'read', '--query': 'read', '--isValidSED': 'read', '--listLockingRanges': 'read'},
  },
  'ipmipower, ipmi-power': {
    any: 'unknown',
    lower: {'--stat': 'read', '-s': 'read', '--on': 'change', '-n': 'change'},
    values: '-h --hostname -u --username -p --password -D --driver-type -l -W',
    always: {
      '--off': 'destroy',
      '-f': 'destroy',
      '--cycle': 'destroy',
      '-c': 'destroy',
      '--reset': 'destroy',
      '-r': 'destroy',
      '--soft': 'destroy',
      '--pulse': 'destroy',
    },
  },
  'ipmi-sel': {
    any: 'read',
    always: {
      '--clear': 'destroy',
      '--delete': 'destroy',
      '--delete-range': 'destroy',
      '--clear-sel-and-reset': 'destroy',
      '--post-clear': 'destroy',
    },
  },
  hponcfg: {
    any: 'unknown',
    always: {'-r': 'destroy', '--reset': 'destroy', '-f': 'change', '-w': 'local', '-b': 'destroy'},
    lower: {'-a': 'read', '-g': 'read'},
  },
  lfs: {
    read: 'df, getstripe, find, quota, osts, mdts, check, getname, path2fid, fid2path, getdirstripe, hsm_state, hsm_action, pool_list, project',
    change:
      'setstripe, mkdir, setdirstripe, setquota, mirror, hsm_archive, hsm_restore, migrate, flushctx, changelog, data_version',
    destroy: 'rmfid, hsm_remove, hsm_release, hsm_cancel, hsm_set, rm_entry, changelog_clear, unlink_foreign',
  },
  lctl: {
    read: `dl, device_list, get_param, list_param, list_nids, ping, which_nid, pool_list, lfsck_query, debug_list, barrier_stat,
      snapshot_list, route_list, show_route, peer_list, conn_list, nodemap_info, llog_print, llog_catlist`,
    change: `set_param, conf_param, pool_new, pool_add, lfsck_start, snapshot_create, snapshot_mount, add_route, nodemap_add,
      activate, network up, net up, debug_kernel, barrier_thaw, changelog_register`,
    destroy: `deactivate, abort_recovery, clear, network down, net down, net del, del_route, pool_destroy, pool_remove, lfsck_stop,
      snapshot_destroy, snapshot_umount, del_ost, clear_conf, replace_nids, erase_lcfg, barrier_freeze, nodemap_del, changelog_deregister,
      fork_lcfg, readonly, notransno`,
    values: '--device --net -P',
  },
  'beegfs-ctl': {
    any: 'unknown',
    lower: {
      '--listnodes': 'read',
      '--listtargets': 'read',
      '--getentryinfo': 'read',
      '--getquota': 'read',
      '--serverstats': 'read',
      '--clientstats': 'read',
      '--listmirrorgroups': 'read',
      '--storagepool --list': 'read',
      '--resyncstats': 'read',
      '--mirrorconsistency': 'read',
    },
    always: {
      '--removenode': 'destroy',
      '--removetarget': 'destroy',
      '--startresync': 'destroy',
      '--migrate': 'change',
      '--setstate': 'destroy',
      '--removemirrorgroup': 'destroy',
      '--disposeunused': 'destroy',
      '--unmaptarget': 'destroy',
    },
  },
  'mmhealth, mmdiag, mmces': {
    any: 'read',
    only: '-Y -v -N --verbose --waiters --iohist --network --config --memory --stats --rpc --threads --tokenmgr --version --deadlock --lroc --trace --tmstats --all -s -d -H -M -I',
    change: 'service start *, node resume, event resolve *, thresholds add *',
    destroy:
      'node suspend, service stop *, service disable *, address remove *, address move *, thresholds delete *, state clear, node stop',
    lower: {'service list': 'read', 'state show': 'read', 'address list': 'read'},
  },
  'mmstartup, mmmount, mmadddisk, mmaddnode, mmcrsnapshot, mmcrfs, mmcrnsd, mmcrfileset, mmlinkfileset, mmchconfig, mmchfs, mmchlicense, mmrepquota, mmcheckquota, mmsetquota, mmaddcallback, mmchnode, mmapplypolicy, mmchcluster, mmpmon':
    {any: 'change'},
  'mmshutdown, mmdelnode, mmdeldisk, mmunmount, mmumount, mmdelsnapshot, mmdelfs, mmdelnsd, mmdelfileset, mmdelvdisk, mmunlinkfileset, mmchdisk, mmrpldisk, mmrestripefs, mmrestripefile, mmfsck, mmfsctl, mmexpelnode, mmdelcallback, mmrestorefs, mmdelacl, mmrestoreconfig, mmexportfs, mmchmgr':
    {
      any: 'destroy',
      lower: {
        'mmfsck -n': 'read',
        'mmchdisk * start': 'change',
        'mmchdisk * resume': 'change',
        'mmexpelnode -l': 'read',
        'mmexpelnode --list': 'read',
      },
    },
})

/** LINSTOR's things, each with its short names, and what is done to them. */
function linstor(verbs: string): string {
  return 'node n resource r resource-definition rd resource-group rg volume v volume-definition vd volume-group vg storage-pool sp snapshot s physical-storage ps controller c encryption e remote backup b schedule sched key-value-store kv file drbd-proxy proxy'
    .split(' ')
    .flatMap(thing => verbs.split(' ').map(verb => `${thing} ${verb}`))
    .join(', ')
}
