import type {Argument} from './argument.ts'
import {ruleOf} from './commands/all.ts'
import {takeApart} from './options.ts'
import type {Finding} from './rule.ts'
import {onSharedSystem, type Scope} from './scope.ts'
import {finding} from './wording.ts'

const runValues = new Set(
  `-a --attach --add-host --annotation --blkio-weight --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile
  --cpu-count --cpu-period --cpu-quota --cpu-shares -c --cpus --cpuset-cpus --cpuset-mems --detach-keys --device
  --device-cgroup-rule --dns --dns-option --dns-search --domainname --entrypoint -e --env --env-file --expose --gpus
  --group-add --health-cmd --health-interval --health-retries --health-timeout -h --hostname --ip --ip6 --ipc
  --isolation -l --label --label-file --link --log-driver --log-opt --mac-address -m --memory
  --memory-reservation --memory-swap --mount --name --network --net --network-alias --oom-score-adj --pid
  --pids-limit --platform -p --publish --pull --restart --runtime --security-opt --shm-size --stop-signal
  --stop-timeout --storage-opt --sysctl --tmpfs --ulimit -u --user --userns --uts -v --volume --volume-driver
  --volumes-from -w --workdir --pod --secret --arch --os --authfile -f --file --project-name --profile
  --project-directory --context -H --host --config --log-level`.split(/\s+/),
)

/** What a command does that is handed to a new container or pod: `docker run alpine rm …`, only where that is worse than a change. */
export function handedOn(program: string, args: readonly Argument[], scope: Scope): Finding[] {
  const command = /^(?:docker|podman|nerdctl)$/.test(program)
    ? inContainer(args)
    : /^(?:kubectl|oc)$/.test(program)
      ? inPod(args)
      : []
  const [head] = command
  if (!head && scope.stdin.from === 'terminal' && attaches(program, args)) return [unnamed(program)]
  if (!head || head.value.startsWith('-')) return []
  return onSharedSystem(scope.command(command, scope.stdin, true)).findings.filter(
    ({effect}) => effect === 'unknown' || effect === 'destroy',
  )
}

/** Whether a new container or pod, given no command, is talked to: most often its image's shell answers. */
function attaches(program: string, args: readonly Argument[]): boolean {
  const verb = args.findIndex(arg => /^(?:run|debug)$/.test(arg.value))
  if (verb === -1 || args.some(arg => /^(?:-d|--detach|--command)$/.test(arg.value))) return false
  const flags = args.slice(verb).map(arg => arg.value)
  const talks =
    flags.some(value => /^-(?:it|ti)$|^--tty$/.test(value)) || (flags.includes('-i') && flags.includes('-t'))
  return talks || (program === 'oc' && args[verb]!.value === 'debug')
}

function unnamed(program: string): Finding {
  return {
    ...finding('unknown', program, 'opens a session of whatever the image runs'),
    interactive: `\`${program}\` opens a session of its own`,
    session: {shell: true, shared: true},
  }
}

/** The words of the command behind the image or the service, the program that replaces the image's first. */
function inContainer(args: readonly Argument[]): Argument[] {
  const words: Argument[] = []
  let entry: Argument | undefined
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    const given = /^--entrypoint(?:=(.*))?$/s.exec(arg.value)
    if (given) entry = given[1] === undefined ? args[i + 1] : {...arg, value: given[1]}
    if (/^-./.test(arg.value)) {
      const letter = /^-[a-zA-Z]+$/.test(arg.value) ? `-${arg.value.at(-1)}` : arg.value
      if (runValues.has(letter)) i++
      continue
    }
    words.push(arg)
    const at = words.findIndex(word => word.value === 'run')
    if (at > 1 || (at === 1 && !/^(?:container|compose)$/.test(words[0]!.value))) return []
    if (at !== -1 && words.length === at + 2) {
      const rest = args.slice(i + 1)
      return entry ? [entry, ...rest] : rest
    }
    if (words.length > 2) return []
  }
  return []
}

/** What follows `--`, or the name of a pod to be run. */
function inPod(args: readonly Argument[]): Argument[] {
  const verb = args.findIndex(arg => /^(?:run|debug|job|cronjob)$/.test(arg.value))
  if (verb === -1) return []
  const dashes = args.findIndex(arg => arg.value === '--')
  if (dashes !== -1) return dashes > verb ? args.slice(dashes + 1) : []
  if (args[verb]!.value !== 'run') return []
  const [, ...command] = takeApart(args.slice(verb + 1), ruleOf('kubectl')!).words
  return command
}
