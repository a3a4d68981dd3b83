/** Words that stand for what a program is to be given there, where nothing real is called so. */
export interface Place {
  programs: RegExp
  /** The word or option before. */
  after?: RegExp
  /** It is what the program is told first. */
  first?: true
  /** The whole word; what is missing is its first group, if it has one. */
  words: RegExp
  /** What it is asked as, where it does not say so itself. */
  name?: string
}

const host =
  /^(?:hostname|host|jump-?host|server|server-?name|remote-?host|ip|ip-?address|servidor|serveur|rechner)$/
const user = '(?:user|username|usuario|utilisateur|benutzer|benutzername|utente)'
const kubectl = /^(?:kubectl|oc|k)$/
const sqlClients =
  /^(?:psql|pg_dump|pg_dumpall|pg_restore|pg_basebackup|mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mongo|mongosh|mongodump|mongorestore|redis-cli|cqlsh|sqlcmd)$/
const installers = /^(?:apt|apt-get|yum|dnf|pip|pip3|npm|yarn|brew|apk|zypper|pkg|gem|snap)$/
const lvm = /^(?:vg|lv|pv)\w+$/

export const places: Place[] = [
  {
    programs: /^(?:ssh|sftp|mosh|ping6?|traceroute|tracepath|mtr|telnet|nc|ncat|ssh-copy-id|nmap)$/,
    first: true,
    words: host,
  },
  {programs: /^ssh$/, after: /^-J$/, words: host},
  {programs: /^(?:dig|host|nslookup|whois)$/, words: /^(?:domain|hostname|domain-?name)$/},
  {programs: /^certbot$/, after: /^-d$/, words: /^domain$/},
  {
    programs: /^openssl$/,
    after: /^-connect$/,
    words: /^((?:host|hostname|server|domain)(?::port)?)(?::\d+)?$/,
  },
  // Kubernetes
  {programs: kubectl, after: /^(?:drain|cordon|uncordon|nodes?)$/, words: /^(?:hostname|node)$/},
  {
    programs: /^(?:kubectl|oc|k|helm|kubectx|kubens)$/,
    after: /^(?:-n|--namespace)$/,
    words: /^(?:namespace|ns)$/,
  },
  {programs: kubectl, after: /^(?:logs|exec|attach|port-forward|pods?|po|-it|-ti|-i)$/, words: /^pod$/},
  {programs: kubectl, after: /^-c$/, words: /^container$/},
  {programs: kubectl, after: /^(?:use-context|--context)$/, words: /^context$/},
  {programs: /^oc$/, after: /^project$/, words: /^project$/},
  {
    programs: kubectl,
    words:
      /^(?:deploy(?:ment)?|statefulset|sts|daemonset|ds|pod|svc|service|job|cronjob)\/(deployment|statefulset|daemonset|pod|service|name|job|cronjob)$/,
  },
  {
    programs: /^helm$/,
    after: /^(?:install|upgrade|rollback|uninstall|delete|history|status)$/,
    words: /^release$/,
  },
  {programs: /^helm$/, words: /^chart$/},
  // containers and services
  {
    programs: /^(?:docker|podman)$/,
    after: /^(?:exec|logs|stop|start|restart|rm|kill|inspect|-it|-ti|-f)$/,
    words: /^container$/,
  },
  {programs: /^(?:docker|podman)$/, after: /^(?:pull|push|rmi|run|tag|inspect|--rm)$/, words: /^image$/},
  {
    programs: /^docker$/,
    after: /^(?:rm|inspect|ps|scale|update|rollback|logs)$/,
    words: /^((?:service|stack|volume|network))(?:=\d+)?$/,
  },
  {
    programs: /^systemctl$/,
    after: /^(?:start|stop|restart|reload|status|enable|disable|mask|unmask|is-active|--now)$/,
    words: /^(?:service|unit|daemon)(?:\.service)?$/,
  },
  {programs: /^service$/, first: true, words: /^(?:name|service|daemon)$/},
  {programs: /^journalctl$/, after: /^(?:-u|-fu|--unit|-xeu)$/, words: /^(?:service|unit)(?:\.service)?$/},
  // whose number it was is another's today
  {programs: /^kill$/, words: /^(?:pid|process-id|\d{3,7})$/, name: 'pid'},
  {
    programs: /^(?:strace|lsof|top|gdb|pmap|ps|jstack|jmap|perf|gcore|renice|jcmd)$/,
    after: /^(?:-p|--pid|-l|-F)$/,
    words: /^(?:pid|\d{3,7})$/,
    name: 'pid',
  },
  // of which cluster, of which machine
  {
    programs: /^etcdctl$/,
    after: /^(?:remove|update|promote|move-leader|revoke|timetolive|keep-alive)$/,
    words: /^(?:id|member-?id|(?=[a-f]*\d)[\da-f]{13,16})$/,
    name: 'member-id',
  },
  {
    programs: /^(?:docker|podman)$/,
    after: /^(?:exec|logs|stop|start|restart|rm|kill|inspect|attach|-it|-ti|-f)$/,
    words: /^(?=[a-f]*\d)(?:[\da-f]{12}|[\da-f]{64})$/,
    name: 'container',
  },
  {
    programs: /^(?:docker|podman)$/,
    after: /^(?:tag|rmi)$/,
    words: /^(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{9,12}$/,
    name: 'image',
  },
  {programs: /^(?:virsh|virt-\w+)$/, words: /^(?:domain|vm|guest)$/},
  {programs: /^(?:qm|pct)$/, words: /^(?:vm|ct)?id$/},
  {programs: /^(?:heroku|fly|flyctl|scalingo)$/, after: /^(?:-a|--app)$/, words: /^app$/},
  {programs: /^dokku$/, after: /^[\w-]+:[\w:-]+$/, words: /^app$/},
  {programs: /^az$/, after: /^(?:-g|--resource-group)$/, words: /^(?:rg|resource-?group|group)$/},
  {programs: /^az$/, after: /^(?:-n|--name)$/, words: /^(?:name|vm|cluster|app|server|vault)$/},
  // files
  {
    programs: /^(?:cp|mv|rsync|scp|tar|ln|rclone|install)$/,
    words:
      /^(?:\.?\/)?((?:source|destination|source[-_]?(?:dir|directory|folder|path|file)|dest(?:ination)?[-_]?(?:dir|directory|folder|path|file)|directory|folder|filename|oldfile|newfile))\/?$/,
  },
  {programs: /^(?:cat|tail|less|head|more|vi|vim|nano|rm)$/, words: /^(?:logfile|filename|file)$/},
  {programs: /^docker$/, words: /^(container):\/?/},
  // people
  {programs: /^crontab$/, after: /^-u$/, words: new RegExp(`^${user}$`)},
  {
    programs:
      /^(?:useradd|adduser|userdel|deluser|usermod|passwd|chage|gpasswd|groupadd|groupdel|smbpasswd|pdbedit|htpasswd|createuser|dropuser|loginctl|su)$/,
    words: new RegExp(`^(?:${user}|group|login)$`),
  },
  {
    programs: /^(?:chown|chgrp)$/,
    words: /^(?:user|username|owner)[:.](?:user|group|groupname|username)$/,
  },
  {
    programs: /^rabbitmqctl$/,
    after: /^(?:\w+_(?:user|password|permissions|user_tags|queue|vhost)|-p)$/,
    words: /^(?:user|queue|vhost)$/,
  },
  {programs: /^rabbitmqctl$/, words: /^(?:password|passwd)$/},
  {programs: /^ipmitool$/, after: /^-[HU]$/, words: /^(?:host|hostname|ip|user|username)$/},
  // databases
  {programs: /^nodetool$/, words: /^(?:keyspace|table|ks|cf)$/},
  {programs: sqlClients, after: /^(?:-h|--host|-S)$/, words: host},
  {programs: sqlClients, after: /^(?:-U|-u|--username|--user)$/, words: new RegExp(`^${user}$`)},
  {
    programs: /^(?:psql|pg_dump|pg_restore|createdb|dropdb|mongodump|mongorestore)$/,
    after: /^(?:-d|--dbname|--db)$/,
    words: /^(?:database|db)$/,
  },
  {
    programs:
      /^(?:mongodump|mongoexport|mongorestore|pg_basebackup|pg_dump|xtrabackup|mariabackup|mydumper|tar)$/,
    after: /^(?:-o|--out|-f|-D|--pgdata|--target-dir|--outputdir|-C|--directory)$/,
    words:
      /^(?:directory|dir|folder|foldername|carpeta|directorio|dossier|pasta|verzeichnis|ordner|cartella)$/,
  },
  {programs: /^(?:createdb|dropdb|mysqldump|mysql|mysqladmin|pg_dump|mariadb)$/, words: /^database$/},
  {programs: /^(?:ssh|scp|psql|mysql|redis-cli|nc|sqlcmd|mongo|mongosh)$/, after: /^-[pP]$/, words: /^port$/},
  {programs: /^(?:telnet|nc|ncat)$/, words: /^port$/},
  {programs: /^(?:lsof|fuser)$/, words: /^:?(port)(?:\/tcp)?$/},
  // disks
  {programs: /^zpool$/, words: /^(?:pool|device|disk|drive)$/},
  {
    programs: /^zfs$/,
    words: /^pool(?:\/(?:dataset|fs|filesystem|volume))?(?:@(?:snap|snapshot)(?:-?name)?)?$/,
  },
  {programs: lvm, words: /^(?:vg|lv|vg\/lv)$/},
  {
    programs: /^(?:mount|umount|mkfs(?:\.\w+)?|fsck(?:\.\w+)?|smartctl|resize2fs|xfs_growfs|lv\w+)$/,
    words: /^\/dev\/(vg\/lv|VG\/LV|device|disk)$/,
  },
  {
    programs: /^(?:u?mount|xfs_growfs|df|mkdir)$/,
    words: /^\/(?:mountpoint|mount[-_/]?point|mnt\/(?:point|mountpoint))$/,
  },
  {
    programs: /^ceph$/,
    after: /^(?:out|in|down|purge|rm|destroy|safe-to-destroy|add|reweight|find)$/,
    words: /^(?:osd\.)?(id)$/,
  },
  {
    programs: /^(?:docker|podman|systemctl|flux|kubectl|oc|helm|virsh|lxc|pm2|supervisorctl|argocd|barman)$/,
    after:
      /^(?:start|stop|restart|rm|inspect|logs|kill|enable|disable|describe|delete|remove|destroy|sync|rollback|kustomization|helmrelease|status|backup)$/,
    words: /^name$/,
  },
  // the rest
  {
    programs: /^ansible(?:-playbook)?$/,
    after: /^(?:-l|--limit)$/,
    words: /^(?:host|hostname|group|server|node)$/,
  },
  {programs: /^puppet(?:server)?$/, words: /^(?:hostname|certname)$/},
  {
    programs: /^git$/,
    after: /^(?:checkout|switch|merge|rebase|-b|-B|-d|-D|push|pull|origin|upstream)$/,
    words: /^branch$/,
  },
  {
    programs: /^git$/,
    after: /^(?:revert|reset|cherry-pick|show|checkout|--hard|--soft)$/,
    words: /^(?:commit|hash|sha)$/,
  },
  {programs: /^git$/, after: /^clone$/, words: /^(?:url|repo|repository)(?:[-_]?url)?$/},
  {
    programs: installers,
    after: /^(?:install|remove|purge|upgrade|update|add|reinstall|-y)$/,
    words: /^package$/,
  },
  {programs: /^vault$/, after: /^(?:revoke|lookup|renew|login|capabilities)$/, words: /^token$/},
  {
    programs: /^terraform$/,
    after: /^(?:import|rm|show|taint|untaint|mv)$/,
    words: /^(?:resource|module|type)\.(?:name|type\.name)$|^(?:address|resource)$/,
  },
  {
    programs: /^(?:openstack|nova|cinder|glance|neutron)$/,
    after: /^(?:delete|show|stop|start|reboot|rebuild|migrate|evacuate|host-evacuate|unset|set)$/,
    words: /^(?:server|instance|host|volume|image|uuid|id)$/,
  },
]

/** What any such word is like: most words are none. */
export const anyPlace = new RegExp(places.map(({words}) => words.source).join('|'))
