import {type Command, forEachChild, type SyntaxNode} from 'unbash'
import {type Argument, argumentOf, assigned} from './argument.ts'
import type {Finding} from './rule.ts'
import {mapFindings, type Seen} from './scope.ts'
import {finding} from './wording.ts'

/** Variables that say where something is, who one is, or how output looks; no program runs or loads what they name. */
const harmless =
  /^(?:LANG|LANGUAGE|LC_\w+|TZ|TERM|NO_COLOR|FORCE_COLOR|CLICOLOR\w*|COLUMNS|LINES|DEBUG|PG(?:PASSWORD|HOST|HOSTADDR|PORT|USER|DATABASE|CONNECT_TIMEOUT|SSLMODE|APPNAME|TZ)|AWS_(?:PROFILE|REGION|DEFAULT_REGION|DEFAULT_OUTPUT|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|KUBECONFIG|(?:RAILS|NODE|RACK|APP)_ENV|MYSQL_PWD|REDISCLI_AUTH|(?:VAULT|CONSUL_HTTP|NOMAD)_(?:ADDR|TOKEN|NAMESPACE)|ETCDCTL_(?:API|ENDPOINTS|CACERT|CERT|KEY)|TF_LOG(?:_CORE|_PROVIDER)?|TF_(?:INPUT|IN_AUTOMATION|WORKSPACE)|(?:RUST|GO|UV|NPM)_LOG|RUST_BACKTRACE|ARGOCD_(?:SERVER|AUTH_TOKEN)|HELM_(?:NAMESPACE|KUBECONTEXT)|DOCKER_(?:CONTEXT|BUILDKIT)|COMPOSE_PROJECT_NAME|(?:VAULT|CONSUL|NOMAD)_(?:CACERT|SKIP_VERIFY|FORMAT)|VAULT_LOG_LEVEL|TALOSCONFIG|CLOUDSDK_CORE_(?:PROJECT|ACCOUNT)|DOCKER_HOST|GH_TOKEN|GITHUB_TOKEN|(?!ANSIBLE_|GIT_|SSH_|SUDO_|NODE_|LD_|DYLD_)[A-Z][A-Z\d]*(?:_[A-Z\d]+)*_(?:HOST|PORT|USER|USERNAME|PASSWORD|PASS|TOKEN|API_KEY|REGION|NAMESPACE|PROFILE|ADDR|ADDRESS|ENDPOINT|DATABASE|PROJECT)|ENVIRONMENT|NAMESPACE|REGION|CLUSTER|PROJECT|(?!npm_config_)[a-z_][a-z\d_]*)$/

/** Variables by which a program is made to run or load another one. */
const dangerous =
  /^(?:PATH|LD_\w+|DYLD_\w+|BASH_ENV|ENV|BASH_FUNC_.*|PROMPT_COMMAND|SHELLOPTS|BASHOPTS|PS[04]|GIT_(?!(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)$|TERMINAL_PROMPT$)\w+|NODE_(?:OPTIONS|PATH)|RUBY(?:OPT|LIB)|PERL5?(?:OPT|LIB|DB)|PYTHON(?:STARTUP|PATH|HOME)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|(?:\w+_)?PAGER|LESS(?:OPEN|CLOSE)?|(?:\w+_)?EDITOR|VISUAL|BROWSER|PSQLRC|KUBECTL_EXTERNAL_DIFF|npm_config_\w+)$/

/** Programs of the shell itself, which do not look at the environment they are given. */
const builtin =
  /^(?::|\[|true|false|test|echo|printf|read|mapfile|readarray|cd|pushd|popd|let|return|break|continue|wait)$/

/** Programs that set the variables they are given. */
const setting = /^(?:export|declare|typeset|local|readonly|read|mapfile|readarray|getopts|unset)$/

const because = 'can make any program run another'

/** The names of variables that are set, without those that only switch a pager off: `AWS_PAGER=""`. */
export function namesGiven(settings: readonly string[]): string[] {
  return settings
    .filter(setting => !/^(?:\w+_)?PAGER=(?:cat)?$/.test(setting))
    .map(setting => setting.replace(/\+?=.*$/s, ''))
}

/** What setting a variable for this shell and those after does beyond being local: `PATH=…`, `export LD_PRELOAD=…`. */
export function hijacked(node: Command, args: readonly Argument[]): Finding[] {
  const names = node.name
    ? sets(args)
      ? namesGiven(args.slice(1).map(({value}) => value))
      : []
    : namesGiven(node.prefix.flatMap(part => (part.type === 'Assignment' ? [assigned(part).value] : [])))
  return names.filter(name => dangerous.test(name)).map(name => finding('unknown', `${name}=`, because))
}

/** Whether a command hands variables to every program after it that are not known to be harmless: `export X=…`, `set -a`. */
export function handsOut([program, ...rest]: readonly Argument[]): boolean {
  const name = program?.value ?? ''
  if (name === 'builtin' || name === 'command') return handsOut(rest)
  if (name === 'set') return rest.some(({value}) => /^-[a-z]*a|^allexport$/.test(value))
  const exports =
    name === 'export' || (/^(?:declare|typeset)$/.test(name) && rest.some(({value}) => /^-\w*x/.test(value)))
  return (
    exports &&
    rest.some(({value}) => !value.startsWith('-') && namesGiven([value]).some(name => !harmless.test(name)))
  )
}

function sets([program, ...rest]: readonly Argument[]): boolean {
  const name = program?.value ?? ''
  if (name === 'builtin' || name === 'command') return sets(rest)
  return setting.test(name) || (name === 'printf' && rest[0]?.value === '-v')
}

/** A command run with variables of its own: one that only reads may do more with any that is not known to be harmless. */
export function withEnvironment(piece: Seen, program: string, names: readonly string[]): Seen {
  const telling = builtin.test(program) ? [] : names.filter(name => !harmless.test(name))
  if (telling.length === 0) return piece
  const worse = telling.find(name => dangerous.test(name) || name === 'IFS') ?? telling[0]!
  const milder = dangerous.test(worse) ? /^(?:read|local|change)$/ : /^read$/
  return mapFindings(piece, found =>
    milder.test(found.effect)
      ? {
          ...finding('unknown', found.name, `is given \`${worse}\`, which ${because}`),
          interactive: found.interactive,
        }
      : found,
  )
}

/** A subscript that the shell runs when it looks at the variable: `test -v 'a[$(cmd)]'`. */
function hidesCommand(text: string): boolean {
  const bracket = text.indexOf('[')
  return (
    bracket !== -1 &&
    (Math.max(text.lastIndexOf('$('), text.lastIndexOf('`')) > bracket || /\[[^[\]]*\$\{/.test(text))
  )
}

/** What a name or number with a subscript of its own does where a builtin reads it as one. */
export function subscripted(args: readonly Argument[], assigned: readonly Argument[]): Finding[] {
  const [program, first] = args
  const reads =
    /^(?:\[|test|read|mapfile|readarray|getopts|declare|typeset|local|export|readonly|unset|let|wait)$/.test(
      program?.value ?? '',
    ) ||
    (program?.value === 'printf' && /^-v/.test(first?.value ?? ''))
  return (reads || program === undefined) && [...args, ...assigned].some(({value}) => hidesCommand(value))
    ? [finding('unknown', program?.value ?? '=', 'is given a subscript that runs commands')]
    : []
}

/** The same for what is read as arithmetic or as a condition: quotes keep the subscript whole until the shell looks at it. */
export function subscriptedText(node: SyntaxNode): Finding[] {
  return wordsIn(node).some(hidesCommand)
    ? [finding('unknown', '[[', 'is given a subscript that runs commands')]
    : []
}

/** `${x@P}` reads a value as bash reads a prompt: what is in `$(…)` there runs. */
export function asPrompt(node: SyntaxNode): Finding[] {
  if (isPrompt(node))
    return [finding('unknown', node.text, 'reads a value as a prompt, which may run commands')]
  const found: Finding[] = []
  forEachChild(node, child => {
    if (child.type !== 'Script') found.push(...asPrompt(child))
  })
  return found
}

/** Whether a node is `${x@P}`. */
export function isPrompt(node: SyntaxNode): node is SyntaxNode & {type: 'ParameterExpansion'} {
  return node.type === 'ParameterExpansion' && /@P\}$/.test(node.text)
}

function wordsIn(node: SyntaxNode): string[] {
  if (node.type === 'Word') return [argumentOf(node).value]
  if (node.type === 'ArithmeticWord') return /['\\]/.test(node.value) ? [node.value] : []
  const found: string[] = []
  forEachChild(node, child => {
    found.push(...wordsIn(child))
  })
  return found
}
