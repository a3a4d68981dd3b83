import {type Argument, literal} from './argument.ts'
import {hasOption, optionValue, takeApart} from './options.ts'
import {listed} from './rule.ts'
import {inSequence, mapFindings, onSharedSystem, type Scope, type Seen, seen} from './scope.ts'
import {finding} from './wording.ts'

/** A program that runs the command given as its words. */
interface Wrapper {
  /** Words of its own before the command: a duration, a pod, a host. */
  skip?: number
  values?: string
  flags?: string
  /** Where the command runs: in this shell's world, or on a system that others share. */
  shared?: boolean
  /** Its own name is shown, not the command's. */
  named?: boolean
  /** Options that take a command as text. */
  text?: string
  /** The command comes after `--` where there is one, and options may follow the skipped words. */
  dashes?: boolean
  /** Words are joined and read by a shell there. */
  joined?: boolean
  /** Without a command it opens a session. */
  session?: boolean
  /** Does not end by itself. */
  endless?: boolean
  /** It ends what it runs. */
  bounded?: boolean
  /** Refuses to work without a terminal when asked for one. */
  strictTerminal?: boolean
  /** What the command reads is not what this program reads. */
  ownStdin?: boolean
}

const sudo: Wrapper = {
  values: '-u --user -g --group -h --host -p --prompt -C -r -t -T -U -D -R --chdir',
  flags: '-n -E -H -b -k -S -A -i -s -P --preserve-env --login --non-interactive',
}
const kubectlExec: Wrapper = {
  skip: 1,
  dashes: true,
  shared: true,
  named: true,
  session: true,
  values: '-n --namespace -c --container --context --kubeconfig --cluster --pod-running-timeout -f --filename --user --as --request-timeout',
  flags: '-i -t -it --stdin --tty -q --quiet',
}
const containerExec: Wrapper = {
  skip: 1,
  shared: true,
  named: true,
  session: true,
  strictTerminal: true,
  values: '-e --env -u --user -w --workdir --index --env-file --detach-keys -f --file -p --project-name --project-directory --profile -H --host --context',
  flags: '-i -t -it -d --detach -T --no-TTY --privileged --interactive --tty --no-tty',
}
const credentials: Wrapper = {skip: 1, dashes: true, values: '-d --duration -p --profile -r --region'}
const runIn: Wrapper = {named: true, shared: true, dashes: true}

/** By their leading words; the longest holds. */
const wrappers: Record<string, Wrapper> = {
  sudo,
  doas: {values: '-u -C', flags: '-n'},
  time: {values: '-f -o', flags: '-p -v'},
  timeout: {skip: 1, values: '-s --signal -k --kill-after', flags: '--preserve-status --foreground -v', bounded: true},
  gtimeout: {skip: 1, values: '-s -k', bounded: true},
  'nohup, setsid, unbuffer, command, builtin, busybox, caffeinate, torsocks, proxychains, proxychains4, chronic, winpty, rtk, catchsegv': {
    flags: '-p -f -w -i -c',
  },
  exec: {values: '-a', flags: '-c -l'},
  nice: {values: '-n --adjustment'},
  ionice: {values: '-c -n', flags: '-t'},
  stdbuf: {values: '-i -o -e'},
  'chrt, taskset': {skip: 1, flags: '-f -r -b -o'},
  watch: {values: '-n --interval', flags: '-d -t -c -b -e -g -x -p', joined: true, endless: true},
  flock: {skip: 1, values: '-w -E -c', flags: '-n -x -s -e', text: '-c'},
  chroot: {skip: 1, shared: true},
  nsenter: {values: '-t --target', flags: '-m -u -n -i -p -a -F', dashes: true, shared: true},
  'systemd-run': {values: '-p --property -u --unit', flags: '--scope --user -t -P', named: true, shared: true},
  runuser: {skip: 0, values: '-u -g -c', text: '-c', flags: '-l', session: true},
  'aws-vault exec, gds aws, saml2aws exec, awsume, granted, assume, chamber exec, envchain': credentials,
  'op run, doppler run, infisical run, teller run, dotenvx run, dotenv, varlock run, phase run, berglas exec': {
    dashes: true,
    values: '-e -f --env-file --env -p --project -c --config -i --projectId --command',
    text: '--command',
  },
  'bundle exec, poetry run, uv run, pipenv run, npx, pnpx, bunx, pnpm exec, pnpm dlx, yarn dlx, npm exec, uvx, pipx run, mise exec, asdf exec, rye run, hatch run, pdm run, conda run, devbox run, nix develop':
    {values: '-p --package -n --name --with -C', flags: '-y --yes --no-install -q', dashes: true},
  'direnv exec': {skip: 1},
  'kubectl exec, oc exec': kubectlExec,
  'oc rsh': kubectlExec,
  'docker exec, podman exec, nerdctl exec, crictl exec, docker container exec': containerExec,
  'docker compose exec, podman compose exec, nerdctl compose exec': containerExec,
  'lxc exec, incus exec, multipass exec': {...containerExec, dashes: true},
  'railway run': {...runIn, values: '-e --environment -s --service -p --project', flags: '--no-local'},
  'heroku run, heroku run:detached': {
    ...runIn,
    values: '-a --app -r --remote -s --size -e --env --type',
    flags: '-x --exit-code --no-tty --no-notify --no-launcher',
  },
  'fly ssh console, flyctl ssh console, fly console, flyctl console': {
    ...runIn,
    values: '-a --app -C --command -r --region -u -c -g --machine',
    flags: '-s --select --pty -q',
    text: '-C --command',
    session: true,
  },
  'gcloud compute ssh': {...runIn, skip: 1, values: '--command --zone --project --ssh-flag --ssh-key-file', flags: '--tunnel-through-iap --internal-ip', text: '--command', session: true},
  'aws ecs execute-command': {...runIn, values: '--cluster --task --container --command --region --profile', flags: '--interactive', text: '--command', session: true},
  'vagrant ssh': {...runIn, skip: 1, values: '-c --command', text: '-c --command', session: true},
  'kamal app exec, kamal server exec, mrsk app exec': {...runIn, values: '-d -r -p -h -v', flags: '-i --reuse --primary', joined: true},
  'kamal accessory exec': {...runIn, skip: 1, flags: '-i --reuse', joined: true},
  'cf ssh': {...runIn, skip: 1, values: '-c -i', text: '-c', session: true},
  ssh: {
    skip: 1,
    values: '-i -p -o -l -F -J -L -R -D -b -c -e -m -w -W -E -I -O -Q -S -B -P',
    flags: '-t -T -tt -A -a -n -q -v -C -4 -6 -f -N -X -Y -x -M -K -k',
    shared: true,
    named: true,
    joined: true,
    session: true,
  },
  'pct exec, virsh exec': {skip: 1, shared: true, dashes: true, named: true},
  'pssh, parallel-ssh, pdsh, clush, mosh': {skip: 0, values: '-h -H -i -l -t -w -p -o -O -g', shared: true, named: true, joined: true, session: true},
}

const table = new Map(Object.entries(wrappers).flatMap(([names, wrapper]) => listed(names).map(name => [name, wrapper] as const)))

/** What is run by a program that runs another; undefined if this is not one. */
export function unwrap(program: string, written: string, args: readonly Argument[], scope: Scope): Seen | undefined {
  for (let length = 3; length > 0; length--) {
    for (const {words, rest} of leading(program, args, length)) {
      const wrapper = table.get(words)
      if (wrapper) return run(wrapper, `${written}${words.slice(program.length)}`.replace('-compose compose', '-compose'), rest, scope)
    }
  }
  return undefined
}

/** The first words of a call, with the options between them put behind. */
function leading(program: string, args: readonly Argument[], length: number): {words: string; rest: Argument[]}[] {
  if (length === 1) return [{words: program, rest: [...args]}]
  const values = /^(?:kubectl|oc)$/.test(program) ? kubectlExec.values! : `${containerExec.values} -e --environment -s --service -a --app --region --profile --project`
  const taken: string[] = []
  const before: Argument[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg.value === '--') break
    if (arg.value.startsWith('-')) {
      before.push(arg)
      if (values.split(/\s+/).includes(arg.value) && args[i + 1]) before.push(args[++i]!)
      continue
    }
    if (arg.dynamic) break
    taken.push(arg.value)
    if (taken.length === length - 1) return [{words: [program, ...taken].join(' '), rest: [...before, ...args.slice(i + 1)]}]
  }
  return []
}

function run(wrapper: Wrapper, name: string, args: Argument[], scope: Scope): Seen {
  const own = ownOptions(wrapper, args)
  if (own === undefined) return seen(finding('unknown', name, 'was given options that hide what it runs'))
  const {options, command} = own
  const call = {options, words: [], doubtful: new Set<Argument>()}
  if (name === 'command' && (hasOption(call, '-v') || hasOption(call, '-V'))) return seen(finding('read', 'command -v'))
  const tunnel = name === 'ssh' && hasOption(call, '-N')
  if (tunnel) return seen(finding('local', name, 'opens a tunnel'), hasOption(call, '-f') ? undefined : '`ssh -N` holds a tunnel open until stopped')
  const texts = wrapper.text?.split(' ') ?? []
  const text = texts.length > 0 ? optionValue(call, ...texts) : undefined
  const shared = wrapper.shared ?? false
  const wants = hasOption(call, '-t') || hasOption(call, '--tty') || hasOption(call, '--interactive')
  let inner: Seen
  if (text) inner = asText(text, scope, shared)
  else if (command.length > 0) {
    inner = wrapper.joined
      ? asText(join(command), scope, shared)
      : scope.command(command, scope.stdin, shared)
  } else if (scope.stdin.text !== undefined && (name === 'ssh' || wrapper.joined)) inner = scope.script(scope.stdin.text, scope.stdin, shared)
  else if (name === 'exec') return seen(finding('local', name))
  else if (wrapper.session || name.startsWith('sudo')) return session(name, scope)
  else return seen(finding('unknown', name))
  if (name === 'sudo' && hasOption(call, '-l')) return seen(finding('read', 'sudo -l'))
  if (shared) inner = onSharedSystem(inner)
  if (wrapper.named) inner = named(inner, name)
  if (wrapper.strictTerminal && wants && scope.stdin.from === 'terminal') {
    inner = mapFindings(inner, found => ({...found, interactive: found.interactive ?? `\`${name} -t\` needs a terminal`}))
  } else if (wants && scope.stdin.from === 'terminal') {
    inner = mapFindings(inner, found => (found.effect === 'unknown' ? {...found, interactive: found.interactive ?? `\`${name} -it\` opens a session of its own`} : found))
  }
  if (wrapper.bounded) return {findings: inner.findings, endless: undefined}
  if (wrapper.endless) return {findings: inner.findings, endless: {text: `\`${name}\` repeats until stopped`, last: true}}
  return inner
}

/** The wrapper's own options, and the command behind them; undefined if an option is not known. */
function ownOptions(wrapper: Wrapper, args: Argument[]) {
  const dashes = wrapper.dashes ? args.findIndex(arg => arg.value === '--') : -1
  const values = new Set(wrapper.values?.split(/\s+/))
  let skip = wrapper.skip ?? 0
  let i = 0
  const end = dashes === -1 ? args.length : dashes
  for (; i < end; i++) {
    const arg = args[i]!
    const {value} = arg
    if (value === '--') {
      i++
      break
    }
    if (/^-./.test(value)) {
      if (values.has(value)) i++
    } else if (skip > 0) skip--
    else if (dashes === -1 && !/^[A-Za-z_]\w*=/.test(value)) break
  }
  const head = args.slice(0, Math.min(i, end))
  const {options} = takeApart(head, {values: wrapper.values ?? '', flags: wrapper.flags ?? ''})
  const known = new Set(`${wrapper.values ?? ''} ${wrapper.flags ?? ''}`.split(/\s+/))
  // Without `--`, an option that is not known may take the first word of the command for its value.
  if (dashes === -1 && options.some(({name, value}) => value === undefined && !known.has(name))) return undefined
  const command = args.slice(dashes === -1 ? i : dashes + 1)
  return {options, command}
}

function asText(text: Argument, scope: Scope, elsewhere: boolean): Seen {
  if (text.dynamic && /^x?$/.test(text.value)) return seen(finding('unknown', text.text, 'is a command that only the running shell knows'))
  const inner = scope.script(text.value, scope.stdin, elsewhere)
  return inner.findings.length > 0 ? inner : inSequence([inner, seen(finding('read', text.value.split(' ')[0] ?? ''))])
}

/** The words as a remote shell gets them: joined by blanks and read again. */
function join(words: readonly Argument[]): Argument {
  const value = words.map(word => word.value).join(' ')
  return {...literal(value), dynamic: words.some(word => word.dynamic), text: words.map(word => word.text).join(' ')}
}

function session(name: string, scope: Scope): Seen {
  const found = finding('unknown', name, 'opens a session in which anything may be done')
  return seen(scope.stdin.from === 'terminal' ? {...found, interactive: `\`${name}\` opens a session of its own`} : found)
}

function named(inner: Seen, name: string): Seen {
  return mapFindings(inner, found => ({...found, name}))
}
