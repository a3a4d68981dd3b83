import {type Argument, literal} from '../argument.ts'
import {tarListing, tarValues} from '../commands/coreutils.ts'
import {hasOption, lowers, optionValue, takeApart} from '../options.ts'
import {kernelStops} from '../redirection.ts'
import {type Scope, type Seen, seen} from '../scope.ts'
import {wordList} from '../word-list.ts'
import {finding} from '../wording.ts'
import {inForce, overwrites, unpacksOver} from './overwrite.ts'

/** `read X`: sets a variable, from a person unless something is piped in. */
export function read(_args: readonly Argument[], {stdin}: Scope, name: string): Seen {
  const set = {...finding('local', name, 'sets a variable'), state: true}
  return seen(stdin.from === 'terminal' ? {...set, interactive: '`read` asks a person at a terminal'} : set)
}

/** `tar`, also in its old spelling without a dash. */
export function tar(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  const over = /^-?\w*x/.test(args[0]?.value ?? '') ? unpackedOver(args) : undefined
  if (over) return seen(finding('destroy', name, over))
  const mode = args[0]?.value ?? ''
  if (args.some(arg => /^(?:--(?:to-command|checkpoint|use-compress|rsh-command)|-I)/.test(arg.value)))
    return undefined
  if (!/^[A-Za-z]*t[A-Za-z]*$/.test(mode) || /[xcruA]/.test(mode)) return undefined
  const {options} = takeApart([literal(`-${mode.replace('f', '')}`), ...args.slice(1)], {values: tarValues})
  const harmless = wordList(tarListing)
  return options.every(option => harmless.has(option.name)) ? seen(finding('read', name)) : undefined
}

const nowhere = /^\/dev\/(?:null|stdout|stderr|tty|fd\/\w+)$/

/** `tee`: writes files, but for the devices that go nowhere. */
export function tee(args: readonly Argument[], scope: Scope, name: string): Seen {
  const files = args.filter(arg => !arg.value.startsWith('-'))
  if (files.every(file => nowhere.test(file.value))) return seen(finding('read', name))
  if (files.some(file => /^\/dev\/(?!fd)/.test(file.value)))
    return seen(finding('destroy', name, 'writes over a device'))
  if (files.some(file => kernelStops.test(file.value)))
    return seen(finding('destroy', name, 'takes a device away or stops the machine'))
  if (files.some(file => /^\/(?:proc|sys)\//.test(file.value)))
    return seen(finding('change', name, 'changes a setting of the kernel'))
  if (files.some(file => inForce.test(file.value))) {
    const {text} = scope.stdin
    const ends =
      text !== undefined &&
      scope.script(text, scope.stdin, true).findings.some(found => found.effect === 'destroy')
    return seen(
      finding(
        ends ? 'destroy' : 'change',
        name,
        'writes what runs or is in force as soon as it stands there',
      ),
    )
  }
  return seen(finding('local', name, 'writes a file'))
}

/** `dd` only reads when it writes nowhere in particular, and makes a file where that is plainly one: `disk.img` here, in a home or below `/tmp`. */
export function writesDevice(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  const target = args.find(arg => arg.value.startsWith('of='))
  if (!target || nowhere.test(target.value.slice(3))) return seen(finding('read', name))
  const into = target.dynamic || args.some(({value}) => /^(?:o?seek=|conv=.*notrunc)/.test(value))
  const file = /^of=(?:\/(?:tmp|var\/tmp|home\/[^/]+)\/|~\/|(?!\/))(?!.*\.\.\/)\S*\.\w{1,10}$/.test(
    target.value,
  )
  return into || !file ? undefined : seen(finding('local', name, 'writes a file'))
}

/** `date 01011200` sets the clock; `date +%F` and `date -Iseconds` do not. */
export function setsClock(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  const plain = args.filter(({value}) => !/^-I(?:date|hours|minutes|seconds|ns)$/.test(value))
  if (plain.length < args.length) return scope.command([literal(name), ...plain], scope.stdin, false)
  const call = takeApart(args, {values: '-d --date -r --reference -f --file -v -j -I', flags: '-u -R --utc'})
  return call.words.some(word => /^\d{8,}/.test(word.value))
    ? seen(finding('change', name, 'sets the clock'))
    : undefined
}

/** `sleep infinity` never ends. */
export function sleep(args: readonly Argument[], _scope: Scope, name: string): Seen {
  return seen(finding('read', name), /^inf/i.test(args[0]?.value ?? '') ? '`sleep infinity`' : undefined)
}

/** `vmstat 5` repeats for ever, `vmstat 5 3` three times. */
export function sample(args: readonly Argument[], _scope: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: '-p -P -u -f -o -d -C -I',
    flags: '-x -k -m -t -h -z -y -n -s -r -w -A -q -S -B -b -R',
  })
  if (optionValue(call, '-o') || hasOption(call, '--output', true))
    return seen(finding('local', name, 'writes a file'))
  const numbers = call.words.filter(word => /^\d+$/.test(word.value))
  const endless =
    (numbers.length === 1 && call.words.length === 1) || (name === 'dstat' && numbers.length < 2)
  return seen(
    finding('read', name),
    endless ? `\`${[name, ...numbers.map(word => word.value)].join(' ')}\`` : undefined,
  )
}

const scpOptions = {
  values: '-c -D -F -i -J -l -o -P -S -X',
  flags: '-3 -4 -6 -A -B -C -O -p -q -R -r -s -T -v',
}
/** Each letter that takes a value; one too many would swallow a path, and what copies would seem to list. */
const rsyncOptions = {
  values: `-e --rsh -f --filter -B --block-size -T --temp-dir -M --remote-option --exclude --include --exclude-from --include-from
    --files-from --bwlimit --log-file --log-file-format --rsync-path --port --timeout --contimeout --chown --chmod --usermap --groupmap
    --suffix --backup-dir --compare-dest --copy-dest --link-dest --max-size --min-size --max-delete --partial-dir --out-format
    --password-file --sockopts --address --skip-compress --compress-level --info --debug --iconv --protocol --write-batch --read-batch`,
  flags:
    '-a -v -z -h -r -n -p -q -u -C -P -i -l -o -F -c -S -g -t -D -L -k -K -H -A -X -x -R -d -W -I -y -s -0 -4 -6 -m -b -O -J -U -N --progress --partial',
}

/** `scp` and `rsync`: what is written elsewhere is shared, and `--delete` deletes. */
export function rsync(args: readonly Argument[], _scope: Scope, name: string): Seen {
  const call = takeApart(args, name === 'scp' ? scpOptions : rsyncOptions)
  const runs = call.options.some(
    ({name: option, value}) =>
      (name === 'scp' ? /^-[SD]$/ : /^(?:-e|--rsh?|--rsync-path|-M|--remote-option)$/).test(option) &&
      !/^(?:ssh(?: -[pil46] ?[\w./~@-]+| -[46aCqTvx]+)*|(?:sudo )?rsync)$/.test(value?.value ?? ''),
  )
  const commands = call.options.some(
    ({name: option, value}) => option === '-o' && /command/i.test(value?.value ?? ''),
  )
  if (runs || (name === 'scp' && commands))
    return seen(finding('unknown', name, 'is told to run a program of its own'))
  const writes = call.options.some(({name: option}) =>
    /^--(?:log-file|write-batch|only-write-batch|daemon|no-n|no-dry-run)$/.test(option),
  )
  if (name !== 'scp' && !writes && (lowers(call, '-n') || lowers(call, '--dry-run')))
    return seen(finding('read', name))
  if (
    [
      '--delete',
      '--del',
      '--remove-source-files',
      '--delete-after',
      '--delete-before',
      '--delete-during',
      '--delete-excluded',
      '--delete-delay',
    ].some(option => hasOption(call, option, true))
  ) {
    return seen(finding('destroy', `${name} --delete`, 'deletes files that the source does not have'))
  }
  const target = call.words.at(-1)
  if (call.words.length < 2 && name !== 'scp') return seen(finding('read', name))
  const [source] = call.words
  const why = source && target && call.words.length === 2 ? overwrites(source, target) : undefined
  if (why) return seen(finding('destroy', name, why))
  const away =
    target && (/^[^/]+:/.test(target.value) || target.value.startsWith('rsync://') || target.value === 'x')
  return seen(
    away
      ? finding('change', name, 'copies files to another machine')
      : finding('local', name, 'copies files'),
  )
}

/** What `tar -xzf backup.tgz -C /srv/app` overwrites. */
function unpackedOver(args: readonly Argument[]): string | undefined {
  const into = args.findIndex(({value}) => value === '-C' || value === '--directory')
  const target = into === -1 ? undefined : args[into + 1]
  const archive = args.find(({value}, at) => at > 0 && at !== into + 1 && !value.startsWith('-'))
  return target && archive && unpacksOver(archive, target)
}
