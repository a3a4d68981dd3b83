import type {Argument} from '../argument.ts'
import {optionValue, takeApart} from '../options.ts'
import {mapFindings, onSharedSystem, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

const looking =
  /^(?:ansible\.builtin\.)?(?:ping|win_ping|setup|debug|stat|gather_facts|package_facts|service_facts|slurp|find|wait_for|assert|mount_facts)$/
const running = /^(?:ansible\.(?:builtin|windows)\.)?(?:command|shell|raw|win_shell|win_command)$/
const takingAway =
  /\bstate=["']?(?:absent|stopped|restarted|removed|reloaded)\b|\benabled=["']?(?:no|false)\b/

/** `ansible hosts -m shell -a '…'`: the module decides; those that run a command are read as that command on the hosts. */
export function ansible(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  const found = onHosts(args, scope, name)
  return found && args.some(({value}) => asksForPassword.test(value)) ? withPassword(found, name) : found
}

const asksForPassword = /^(?:--ask-(?:become-|vault-)?pass(?:word)?|-[a-zA-Z]{0,6}[kK])$/

function withPassword(found: Seen, name: string): Seen {
  const interactive = `\`${name}\` asks for a password`
  return mapFindings(found, one => ({...one, interactive: one.interactive ?? interactive}))
}

function onHosts(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, {
    values: `-i --inventory -l --limit -e --extra-vars -m --module-name -a --args -u --user -f --forks -t --tree
      --become-user --become-method -c --connection -T --timeout --private-key --key-file -P -B -M --vault-password-file`,
    flags:
      '-b --become -K --ask-become-pass -k --ask-pass -o --one-line -v -vv -vvv -C --check -D --diff --list-hosts',
  })
  if (args.some(arg => /^--(?:list-hosts|version|syntax-check)$/.test(arg.value)))
    return seen(finding('read', name))
  const asked = optionValue(call, '-m', '--module-name')
  const given = optionValue(call, '-a', '--args')
  const module = asked?.value ?? 'command'
  const called = `${name} -m ${module}`
  if (asked?.dynamic) return undefined
  if (args.some(({value}) => /\{\{|\{%/.test(value)))
    return seen(finding('unknown', called, 'fills in a template, which may run programs'))
  const keeps = optionValue(call, '-t', '--tree')
  if (looking.test(module))
    return seen(
      finding(keeps ? 'local' : 'read', called, keeps ? 'writes what it finds to files' : undefined),
    )
  if (!running.test(module)) {
    const text = given?.value ?? ''
    if (/reboot|kill/.test(module) || takingAway.test(text))
      return seen(finding('destroy', called, 'stops, restarts or removes something'))
    return undefined
  }
  if (!given || (given.dynamic && given.value === 'x')) return undefined
  const inner = onSharedSystem(
    scope.script(given.value.replace(/^(?:\s*(?:chdir|creates|removes)=\S+)+/, ''), scope.stdin, true),
  )
  return inner.findings.length > 0 ? inner : seen(finding('unknown', called))
}

/** `salt '*' cmd.run '…'`: its functions say what they do. */
export function salt(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, {
    values: '-t --timeout -b --batch --out -l --log-level -c',
    flags: '-G -E -L -C -N -v --local --async --static --summary',
  })
  const at = call.words.findIndex(word => /^[a-z_]+\.[a-z_]+$/.test(word.value))
  const called = call.words[at]
  if (!called) return undefined
  const shown = `${name} ${called.value}`
  const rest = call.words.slice(at + 1)
  if (/^cmd\.(?:run|shell|run_all|run_stdout|script_retcode)$/.test(called.value)) {
    const [command] = rest
    if (!command || (command.dynamic && command.value === 'x')) return undefined
    return onSharedSystem(scope.script(command.value, scope.stdin, true))
  }
  if (rest.some(word => /^remove\w*=/i.test(word.value))) return undefined
  if (
    /^(?:test\.(?:ping|version)|grains\.(?:items?|get|ls)|pillar\.(?:items?|get|ls)|status\.\w+|service\.(?:status|available|get_all|get_running)|pkg\.(?:version|list_pkgs|list_upgrades|latest_version)|disk\.\w+|network\.(?:ping|ip_addrs|interfaces|netstat|active_tcp)|ps\.(?:top|cpu_percent|virtual_memory|get_pid_list|pgrep)|manage\.(?:up|down|status|versions)|jobs\.(?:active|list_jobs|lookup_jid)|file\.(?:file_exists|read|stats|directory_exists)|state\.show_\w+|cp\.list_\w+|key\.list\w*)$/.test(
      called.value,
    ) ||
    (/^state\./.test(called.value) && rest.some(word => /^test=True$/i.test(word.value)))
  )
    return seen(finding('read', shown))
  return undefined
}
