import type {Family} from '../rule.ts'

/** Programs of which the options say whether they read: each lists those beside which it only does. */
export const byOption = (): Family => ({
  smartctl: {
    any: 'read',
    values: '-d -l -n -g -q -T -f -v -P -r -t -s -S -o -B -F -b',
    only: `-a -i -H -A -c -x -j -d -l -n -g -q -T -f -v -r -V -h -P --all --xall --info --health --attributes --capabilities --json
      --log --get --device --nocheck --scan --scan-open --format --identify --quietmode --tolerance --vendorattribute --report
      --presets --badsum`,
    always: {
      '-l=scterc,*': 'change',
      '--log=scterc,*': 'change',
      '-l=scttempint,*': 'change',
      '--log=scttempint,*': 'change',
      '-t': 'change',
      '--test': 'change',
      '-X': 'change',
      '--abort': 'change',
      '-s': 'change',
      '--set': 'change',
      '--smart': 'change',
      '-S': 'change',
      '--saveauto': 'change',
      '-o': 'change',
      '--offlineauto': 'change',
    },
  },
  sgdisk: {
    any: 'destroy',
    values: '-i -b --backup -t -n -d -c',
    lower: {
      '-p': 'read',
      '--print': 'read',
      '-i': 'read',
      '--info': 'read',
      '-v': 'read',
      '--verify': 'read',
      '-b': 'local',
    },
    only: '-p --print -i --info -v --verify -L --list-types -E -F -f -D --end-of-largest --first-aligned-in-largest --pretend -P',
    says: {sgdisk: 'changes a partition table'},
  },
  sfdisk: {
    any: 'destroy',
    values: '-o --output',
    lower: {
      '-l': 'read',
      '--list': 'read',
      '-d': 'read',
      '--dump': 'read',
      '-J': 'read',
      '--json': 'read',
      '-s': 'read',
      '-V': 'read',
      '-F': 'read',
      '-T': 'read',
    },
    only: `-l --list -d --dump -J --json -s --show-size -V --verify -F --list-free -T --list-types -o --output --bytes -q --quiet
      --color -L -u`,
    says: {sfdisk: 'changes a partition table'},
  },
  wipefs: {
    any: 'destroy',
    values: '-O --output -o --offset -t --types',
    lower: {'*': 'read'},
    only: '-n --no-act -i --noheadings -J --json -O --output -p --parsable -t --types -q --quiet -h -V',
    says: {wipefs: 'erases a file system'},
  },
  'fsck, e2fsck, fsck.ext4, fsck.ext3, xfs_repair': {
    any: 'destroy',
    values: '-b -B -E -j -l -L -m -o -t',
    lower: {'-N': 'read', '-n': 'read'},
    only: '-n -N -f -v -V -A -P -R -M -T -s -t -b -B -C -m -o -e',
  },
  hwclock: {
    any: 'change',
    lower: {'.': 'read'},
    always: {'-w': 'change', '--systohc': 'change', '-s': 'change', '--hctosys': 'change'},
    only: '-r --show --get -u --utc -l --localtime -v --verbose --debug -f --rtc -D --predict --noadjfile --getepoch --param-get',
  },
  date: {
    any: 'read',
    values: '-d --date -r -f',
    // On BSD, `-v` shifts the date that is shown.
    only: '-u -R -d -r -f -v -j -I --utc --universal --date --rfc-email --rfc-2822 --rfc-3339 --reference --file --iso-8601 --debug --resolution',
    always: {'-s': 'change', '--set': 'change'},
    says: {date: 'sets the clock'},
  },
  dmesg: {
    any: 'read',
    values: '-l --level -f --facility --since --until -s -F --file',
    only: `-T -H -L -l -f -k -u -w -W -x -r -t -d -e -s -P -S -J -F -h -V -p -i --ctime --human --color --level --facility --kernel
      --userspace --follow --follow-new --decode --raw --notime --show-delta --reltime --time-format --nopager --since --until
      --syslog --json --file --buffer-size --force-prefix --noescape`,
    always: {
      '-C': 'destroy',
      '-c': 'destroy',
      '--clear': 'destroy',
      '--read-clear': 'destroy',
      '-n': 'change',
      '-D': 'change',
      '-E': 'change',
      '--console-level': 'change',
      '--console-off': 'change',
      '--console-on': 'change',
    },
    endless: '-w, --follow, -W',
  },
  journalctl: {
    any: 'read',
    values: '-u --unit -n --lines --since --until -S -U -p --priority -o --output -t -b -g --grep -D -M',
    only: `-u --unit --user-unit -n --lines --since --until -S -U -p --priority -o --output -t --identifier -T --exclude-identifier -b
      --boot -g --grep -D --directory -M --machine -x --catalog -e --pager-end -f --follow --no-pager -k --dmesg -r --reverse -a --all
      -q --quiet --no-hostname --utc --output-fields -c --cursor --after-cursor --show-cursor -F --field -N --fields --list-boots
      --disk-usage --verify --verify-key --header --list-catalog --dump-catalog --no-full --full -l -m --merge --system --user --file
      -i --root --image --namespace --list-namespaces --no-tail --case-sensitive --facility --truncate-newline --invocation -I
      --list-invocations -W -h -0 -1 -2 -3 -4 -5 -6 -7 -8 -9`,
    always: {
      '--vacuum-size': 'destroy',
      '--vacuum-time': 'destroy',
      '--vacuum-files': 'destroy',
      '--rotate': 'change',
      '--flush': 'change',
      '--sync': 'change',
      '--relinquish-var': 'change',
      '--smart-relinquish-var': 'change',
      '--update-catalog': 'change',
      '--setup-keys': 'change',
      '--cursor-file': 'local',
    },
    endless: '-f, --follow',
    says: {journalctl: 'works on the system’s journal'},
  },
  sysctl: {
    any: 'read',
    values: '-r --pattern',
    only: '-a -A -X -n -e -N -r -b -d -q -h -V --all --values --names --ignore --binary --pattern --quiet',
    always: {
      '-w': 'change',
      '--write': 'change',
      '-p': 'change',
      '--load': 'change',
      '--system': 'change',
      '-f': 'change',
    },
    change: '*=*',
  },
  'kill, pkill, killall, xkill, skill': {
    any: 'destroy',
    values: '-s --signal -u -P',
    lower: {
      'kill -l': 'read',
      'killall -l': 'read',
      '-0': 'read',
      'kill -L': 'read',
      'killall --list': 'read',
    },
    only: '-0 -l -L --list -f -x -u -U -a -c -G -P -e -q --exact --full',
    says: {kill: 'ends processes', pkill: 'ends processes by name', killall: 'ends processes by name'},
  },
  'gzip, gunzip, bzip2, bunzip2, xz, unxz, zstd, unzstd, lz4, compress': {
    any: 'local',
    lower: {
      '-c': 'read',
      '--stdout': 'read',
      'gzip -l': 'read',
      'gunzip -l': 'read',
      'xz -l': 'read',
      'unxz -l': 'read',
      'zstd -l': 'read',
      '--list': 'read',
      '-t': 'read',
      '--test': 'read',
    },
    only: `-c --stdout --to-stdout -d --decompress --uncompress -k --keep -l --list -t --test -v --verbose -q --quiet -f --force -n -z
      -T --threads -T0 -0 -1 -2 -3 -4 -5 -6 -7 -8 -9 --fast --best -h -V`,
    always: {'--rm': 'destroy'},
  },
})
