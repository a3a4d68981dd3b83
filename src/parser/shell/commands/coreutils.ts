import type {Family} from '../rule.ts'

/** Options of `tar` that take a value, and those beside which a listing only reads. */
export const tarValues = '-f --file -C --directory -X --exclude -T'
export const tarListing = `-t -f -v -z -j -J -a -C -T -X -R -n -i -O -P --list --file --verbose --gzip --gunzip --bzip2 --xz --zstd --lzma
  --auto-compress --directory --exclude --exclude-from --files-from --wildcards --no-wildcards --strip-components --null --numeric-owner
  --full-time --utc --totals --occurrence --to-stdout --ignore-zeros --block-number --warning --force-local`

/** Builtins of the shell and the programs of every Unix. */
export const coreutils = (): Family => ({
  'echo, printf, true, false, :, test, [, ls, dir, cat, tac, nl, head, wc, cut, tr, grep, egrep, fgrep, zgrep, column':
    {
      any: 'read',
    },
  'pbcopy, pbpaste, xclip, xsel, wl-copy, wl-paste, clip.exe, paste, join, comm, diff, cmp, rev, fold, fmt, pr, expand, seq, sleep, wait, expr, bc, tree, stat, readlink, realpath, jobs':
    {
      any: 'read',
      raise: {'jobs -x': 'unknown', 'tree -o': 'local'},
    },
  'md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum, shasum, b2sum, cksum, sum, base64, base32, hexdump, strings':
    {
      any: 'read',
    },
  'basename, dirname, which, type, whereis, apropos, whatis, ts, cksfv, xxhsum, b3sum, crc32, zcat, zdiff, zcmp, zfgrep, zegrep, bzcat, xzcat, numfmt, tsort, factor, jq':
    {any: 'read'},
  'pwd, id, groups, whoami, who, w, users, last, lastlog, lastb, getent, tty, uname, nproc, cal, yes, shuf, history, locale':
    {
      any: 'read',
      raise: {
        'history -c': 'local',
        'history -d': 'local',
        'history -w': 'local',
        'history -a': 'local',
        'history -r': 'local',
        'history -n': 'local',
        'history -s': 'local',
        'shuf -o': 'local',
        'shuf --output': 'local',
        'lastlog -C': 'change',
        'lastlog -S': 'change',
        'lastlog --clear': 'change',
        'lastlog --set': 'change',
      },
    },
  'ps, pgrep, pidof, pstree, df, du, free, uptime, lscpu, lsblk, lsmod, lspci, lsusb, lsof, lsns, locate, mountpoint, findmnt':
    {
      any: 'read',
      values: '-p -u -n -c',
    },
  // On macOS it runs the program behind it.
  arch: {read: '.'},
  'break, continue, exit, return, logout, shopt, set, unset, umask, ulimit, alias, unalias, hash, enable, bind, disown, fg, bg':
    {
      any: 'local',
      state: true,
      lower: {'alias -p': 'read', 'shopt -p': 'read', 'ulimit -a': 'read', 'ulimit -n': 'read'},
      always: {'bind -x': 'unknown', 'enable -f': 'unknown', 'hash -p': 'unknown'},
    },
  'cd, pushd, popd, dirs, export, declare, typeset, local, readonly, let, read, mapfile, readarray, getopts, shift, complete':
    {
      any: 'local',
      state: true,
      always: {'mapfile -C': 'unknown', 'readarray -C': 'unknown', 'complete -C': 'unknown'},
      says: {
        cd: 'changes the directory',
        export: 'sets variables',
        declare: 'sets variables',
        local: 'sets variables',
        pushd: 'changes the directory',
      },
    },
  'xdg-open, sync': {any: 'local'},
  'mkdir, touch, cp, mv, ln, install, rmdir, mktemp, split, csplit, patch, chmod, chown, chgrp, setfacl, mkfifo, iconv, dos2unix':
    {
      any: 'local',
      lower: {'--version': 'read'},
      says: {chmod: 'changes permissions', chown: 'changes owners', mv: 'moves files', cp: 'copies files'},
    },
  'rm, unlink, shred, truncate, srm': {
    any: 'destroy',
    values: '-s -n',
    says: {
      rm: 'deletes files',
      unlink: 'deletes a file',
      shred: 'destroys files',
      truncate: 'cuts files short',
    },
  },
  sort: {
    any: 'read',
    values: '-k -t -S -T',
    raise: {'-o': 'local', '--output': 'local', '--compress-program': 'unknown'},
  },
  uniq: {read: '., *', local: '* *'},
  tail: {
    any: 'read',
    values: '-n -c --lines --bytes -s --pid',
    endless: '-f, -F, --follow',
    bounded: '--pid',
  },
  'xxd, od': {read: '., *', local: '* *', values: '-l -s -c -g -j -N -A -t -w'},
  tee: {local: '*', read: '.'},
  'zip, 7z, 7za, rar, unrar, cpio, ar': {
    any: 'local',
    values: '-TT --unzip-command',
    raise: {'zip -m': 'destroy', 'zip -d': 'destroy', 'zip --delete': 'destroy'},
    always: {'zip --unzip-command': 'unknown', 'zip -TT': 'unknown', 'cpio --rsh-command': 'unknown'},
  },
  unzip: {
    any: 'local',
    values: '-d -x',
    lower: {'-l': 'read', '-t': 'read', '-p': 'read', '-v': 'read', '-Z': 'read'},
  },
  tar: {
    any: 'local',
    values: tarValues,
    lower: {'-t': 'read', '--list': 'read'},
    only: tarListing,
    raise: {'--remove-files': 'destroy', '--delete': 'destroy'},
    always: {
      '--to-command': 'unknown',
      '-F': 'unknown',
      '--info-script': 'unknown',
      '--new-volume-script': 'unknown',
      '--rmt-command': 'unknown',
      '--checkpoint-action': 'unknown',
      '-I': 'unknown',
      '--use-compress-program': 'unknown',
      '--rsh-command': 'unknown',
    },
    says: {tar: 'packs or unpacks files'},
  },
  dd: {any: 'destroy', says: {dd: 'writes over a file or device'}},
  'mkswap, blkdiscard, cfdisk': {any: 'destroy', screen: 'cfdisk *, cfdisk'},
  badblocks: {
    any: 'read',
    values: '-b -c -d -e -i -o -p -t',
    only: '-b -c -d -e -f -h -i -p -s -t -v -V',
    always: {'-w': 'destroy', '-n': 'destroy', '-o': 'local'},
  },
  // A pager may run what is typed into it, but then a person types it.
  'less, more, most, zless, zmore, man, info': {
    any: 'read',
    screen: '*',
    always: {
      '-P': 'unknown',
      '--pager': 'unknown',
      '-H': 'unknown',
      '--html': 'unknown',
      '-k': 'unknown',
      '--lesskey-*': 'unknown',
      '--restore': 'unknown',
      '-o': 'local',
      '-O': 'local',
      '--log-file': 'local',
      '--LOG-FILE': 'local',
      '--dribble': 'local',
    },
  },
  'vi, vim, nvim, nano, emacs, pico, ed, joe, fzf, dialog, whiptail, tig, lazygit, k9s, ranger, ncdu': {
    any: 'unknown',
    lower: {'k9s version': 'read', 'k9s info': 'read'},
    screen: '*',
    says: {
      vim: 'opens an editor',
      vi: 'opens an editor',
      nano: 'opens an editor',
    },
  },
  'top, htop, btop, atop, iotop, iftop, nethogs, glances, nload, powertop, slabtop, bmon': {
    any: 'read',
    values: '-n -d -p -u',
    screen: '*',
    always: {
      'atop -w': 'local',
      'glances -w': 'change',
      'glances --webserver': 'change',
      'glances -s': 'change',
      'glances --export': 'local',
    },
    bounded: '-b',
    endless: '*',
    scripted: '-b',
  },
  'swapinfo, bdf': {any: 'read'},
  'vmstat, iostat, mpstat, sar, pidstat, dstat, nstat': {
    any: 'read',
    values: '-p -P -f -u',
    raise: {'sar -o': 'local'},
  },
  'script, tmux, byobu, zellij': {
    any: 'unknown',
    screen: '*',
    read: 'ls, list-sessions, lsw, list-windows, has-session, capture-pane, list-panes',
    destroy: 'kill-session, kill-server, kill-window, kill-pane',
    values: '-t -F -S -s -n',
    always: {'-F=*#(*': 'unknown'},
    scripted:
      '-dm, -d, -ls, ls, list-sessions, has-session, kill-session, kill-server, new-session -d, send-keys, new -d, capture-pane',
    shell: '*',
  },
  'ftp, sftp, lftp, telnet, minicom, picocom, cu, tn3270': {
    any: 'unknown',
    interactive: '*',
    session: '*',
    scripted: '-b, -e, -c',
  },
  'passwd, chpasswd': {
    any: 'destroy',
    lower: {'passwd -S': 'read', 'passwd --status': 'read'},
    says: {
      passwd: 'replaces a password: the old one opens nothing',
      chpasswd: 'replaces passwords: the old ones open nothing',
    },
    interactive: '*',
    scripted: '--stdin, -S, --status, -l, -u, -e, -d, chpasswd *, chpasswd',
  },
  'chsh, chfn, visudo, vipw, vigr, sudoedit': {
    any: 'change',
    lower: {'visudo -c': 'read'},
    interactive: '*',
    scripted: 'visudo -c',
  },
  dasel: {any: 'read', local: 'put, delete, put *, delete *'},
  'yq, gojq, xq, htmlq, xmllint, csvcut, csvlook, csvstat, bat, batcat, pygmentize, glow, figlet, cowsay, pv':
    {
      any: 'read',
      raise: {
        '-i': 'local',
        '--in-place': 'local',
        '--inplace': 'local',
        'mlr -I': 'local',
        'bat --pager': 'unknown',
        'batcat --pager': 'unknown',
        'bat --build': 'local',
        'bat --clear': 'local',
        'yq --security-enable-system-operator': 'unknown',
        'yq -s': 'local',
        'yq --split-exp': 'local',
        'xmllint --shell': 'unknown',
        '--output': 'local',
        '-o': 'local',
      },
    },
  'printenv, lsb_release, getenforce, getsebool, sestatus, aureport, uuidgen, pwgen': {any: 'read'},
  ausearch: {any: 'read', raise: {'--checkpoint': 'local'}},
  'rg, ag, ack': {
    any: 'read',
    raise: {'--pre': 'unknown', '--pager': 'unknown', '--hostname-bin': 'unknown'},
  },
  // With words it runs them.
  jc: {read: '.', unknown: '*'},
  file: {any: 'read', raise: {'-C': 'local', '--compile': 'local'}},
  sponge: {any: 'local'},
  parallel: {any: 'unknown'},
  'fd, eza, exa, lsd, duf, procs, difft, tldr, gron, jless, ncal, ipcalc-ng': {
    any: 'read',
    raise: {
      'tldr --update': 'local',
      'tldr -u': 'local',
      'fd -x': 'unknown',
      'fd -X': 'unknown',
      'fd --exec': 'unknown',
      'fd --exec-batch': 'unknown',
    },
    screen: 'jless',
  },
  stty: {any: 'local', read: '.', lower: {'-a': 'read'}},
  'envsubst, getconf, getopt, tput, reset, clear, mesg, logname, namei, lsattr, getfacl, getcap, ldd, nm, readelf, size':
    {any: 'read'},
  mutt: {any: 'change', values: '-s -a -b -c -f -F -i -H', screen: 'mutt', scripted: '-s, -H, -i, -v'},
  'logger, wall, write, mail, mailx, sendmail, msmtp, swaks, notify-send, systemd-cat, sendEmail, apprise, telegram-send, slackcat':
    {
      any: 'change',
      values: '-s -a -r -t -p',
      lower: {'notify-send --help': 'read'},
      says: {
        mail: 'sends mail',
        mailx: 'sends mail',
        sendmail: 'sends mail',
        wall: 'writes to everybody’s terminal',
        logger: 'writes to the system log',
      },
    },
})
