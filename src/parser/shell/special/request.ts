import type {Effect} from '../../../model/effect.ts'
import type {Argument} from '../argument.ts'
import {type Call, hasOption, optionValue, takeApart} from '../options.ts'
import {inSequence, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'
import {overrides} from './exception.ts'
import {effectOfQuery, queryIn} from './sent-query.ts'

const curlValues = `
  -X --request -d --data --data-binary --data-raw --data-urlencode --data-ascii -F --form --form-string -H
  --header -o --output -u --user -A --user-agent -b --cookie -c --cookie-jar -e --referer -m --max-time
  --connect-timeout -w --write-out -x --proxy --resolve --cacert --cert -E --key --retry --retry-delay
  --retry-max-time -T --upload-file -r --range -D --dump-header -K --config -C --limit-rate --interface
  --url --json -z --time-cond --ciphers --connect-to --unix-socket --max-redirs --output-dir --stderr
  --trace --trace-ascii --aws-sigv4 --oauth2-bearer --proxy-user --tls-max --url-query -Y -y -t --socks5
  --noproxy -P -Q --variable --key-type --capath --etag-save --etag-compare --hsts --libcurl --trace-config
  --alt-svc --request-target --cert-type --pass --proxy-header --proxy-cacert --preproxy --pinnedpubkey
  --doh-url --keepalive-time --expect100-timeout --happy-eyeballs-timeout-ms --max-filesize --speed-limit
  --speed-time --service-name --socks4 --socks4a --socks5-hostname --netrc-file --crlfile --curves --dns-servers
  --local-port --parallel-max --rate --tls13-ciphers --haproxy-clientip --create-file-mode`
const curlFlags = `
  -s -S -f -i -I -L -k -v -G -g -n -N -O -J -j -R -a -q -0 -1 -2 -3 -4 -6 -# --silent --show-error --fail
  --include --head --location --insecure --verbose --get --compressed --globoff --remote-name
  --remote-name-all --remote-header-name --remote-time --fail-with-body --fail-early --no-progress-meter
  --progress-bar --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only --ipv4 --ipv6 --tlsv1
  --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --ssl-reqd --anyauth --basic --digest --ntlm --negotiate --netrc
  --netrc-optional --path-as-is --post301 --post302 --post303 --raw --tcp-nodelay --tcp-fastopen --no-keepalive
  --no-buffer --no-sessionid --location-trusted --compressed-ssh --create-dirs --parallel --parallel-immediate
  --retry-connrefused --retry-all-errors --styled-output --suppress-connect-headers --trace-time --trace-ids
  --tr-encoding --proxy-insecure --disable --version --help --junk-session-cookies --xattr --no-clobber
  --skip-existing --ca-native --cert-status --form-escape --haproxy-protocol --proxytunnel --no-npn --no-alpn
  --no-silent --no-location --no-fail --no-verbose --no-include --no-progress --doh-insecure --ssl-no-revoke`
const curlLong = new Set(`${curlValues} ${curlFlags}`.split(/\s+/))

/** `curl`: each request by itself; `--next` begins another. */
export function curl(args: readonly Argument[], {stdin}: Scope, name: string): Seen {
  const requests: Argument[][] = [[]]
  for (const arg of args) {
    if (arg.value === '--next' || arg.value === '-:') requests.push([])
    else requests.at(-1)!.push(arg)
  }
  return inSequence(requests.map(request => curlOnce(request, name, stdin.text)))
}

/** One request of `curl`: the method decides, then the path; what is saved is local. */
function curlOnce(args: readonly Argument[], name: string, piped: string | undefined): Seen {
  const call = takeApart(args, {values: curlValues, flags: curlFlags})
  const has = (...options: string[]) => options.some(option => hasOption(call, option))
  if (has('-K', '--config'))
    return seen(finding('unknown', name, 'takes its options from a file that is not seen'))
  if (has('--mail-rcpt', '--mail-from')) return seen(finding('change', name, 'sends mail'))
  // An option may be abbreviated, and one that is not known may do anything: `--telnet-option`, `--proto-default`.
  const strange = call.options.find(({name: option}) =>
    option.startsWith('--') ? !curlLong.has(option) : option === '-:',
  )
  if (strange)
    return seen(finding('unknown', name, `is not known only to read when given \`${strange.name}\``))
  if (urls(call).some(address => !isWeb(address)))
    return seen(finding('unknown', name, 'speaks another protocol than HTTP'))
  if (call.options.some(({value}) => overrides.test(value?.value ?? '')))
    return seen(finding('unknown', name, 'sends a method in a header'))
  if (has('-Q', '--quote')) return seen(finding('unknown', name, 'sends commands to a server'))
  if (call.words.some(word => word.spread && /opt|arg|flag|param|@|\*/i.test(word.text)))
    return seen(finding('unknown', name, 'takes options that only the running shell knows'))
  const given = optionValue(call, '-X', '--request')
  const sends = has(
    '-d',
    '--data',
    '--data-binary',
    '--data-raw',
    '--data-urlencode',
    '--data-ascii',
    '-F',
    '--form',
    '--form-string',
    '--json',
  )
  const uploads = has('-T', '--upload-file')
  const method =
    given?.value ?? (has('-G', '--get', '-I', '--head') ? 'GET' : uploads ? 'PUT' : sends ? 'POST' : 'GET')
  const pieces = [
    byMethod(name, given?.dynamic ? undefined : method.toUpperCase(), urls(call), body(call, piped)),
  ]
  const files = [
    '-o',
    '--output',
    '-c',
    '--cookie-jar',
    '-D',
    '--dump-header',
    '--trace',
    '--trace-ascii',
    '--stderr',
    '--etag-save',
    '--hsts',
    '--libcurl',
    '--alt-svc',
  ]
  const saved = call.options.some(
    ({name: option, value}) =>
      files.includes(option) && !/^(?:-|\/dev\/(?:null|stdout|stderr))$/.test(value?.value ?? '-'),
  )
  const format = optionValue(call, '-w', '--write-out')?.value ?? ''
  if (saved || /^@|%output\{/.test(format) || has('-O', '--remote-name', '--remote-name-all', '-J'))
    pieces.push(seen(finding('local', name, 'saves what it gets to a file')))
  return inSequence(pieces)
}

/** Without a scheme, curl guesses it from the beginning of the host's name. */
function isWeb(address: string): boolean {
  const scheme = /^([^/?#]*):\/\//.exec(address)?.[1]
  return scheme === undefined
    ? !/^(?:[^/@]*@)?(?:ftp|dict|ldap|imap|smtp|pop3|\{)[^/]*\./i.test(address)
    : /^(?:https?|file)$/i.test(scheme)
}

function urls(call: Call): string[] {
  return [
    ...call.words.map(word => word.value),
    ...call.options
      .filter(option => /^--(?:url|request-target)$/.test(option.name))
      .map(option => option.value?.value ?? ''),
  ]
}

function body(call: Call, piped: string | undefined): string {
  return call.options
    .filter(option => /^(?:-d|--data|--data-\w+|--json|-F|--form)$/.test(option.name))
    .map(option => option.value?.value ?? '')
    .map(value => (piped !== undefined && /^@(?:-|\/dev\/stdin)$/.test(value) ? piped : value))
    .join('\n')
}

const stopping =
  /(?:^|[/_.:-])(?:delete|destroy|restart|reboot|stop|rollback|roll-back|shutdown|kill|purge|(?<!_)flush|flushall|quit|failover|promote|switchover|drain|reset|revoke|cancel|terminate|abort|truncate|wipe|restore|remove|disable|undeploy|_delete_by_query|_close|_ilm\/move|delete_series|clean_tombstones|finalize|leave|seal(?!-status)|step-?down|pause|suspend|quietdown|saferestart|safeexit|deleterange|forcefailover|decommission|evict|eviction|deregister|reinitialize|dodelete|deactivate|quitquitquit|healthcheck\/fail|maintenance\/(?:enable|on|start)|voting_config_exclusions|set_upgrade_mode)(?:$|[/_?.:-])/i
/** A path that ends in a word for looking is looked at, whatever stands before it. */
const looks =
  /\/(?:status|health|healthz|info|metrics|list|history|state|progress|details|stats|logs?|_status|_stats|_recovery|_search|_count)\/?(?:\?[^#]*)?$/i

/** What the query of an address orders: `?action=DELETE&name=x`. */
const ordering = /[?&](?:action|command|cmd|op|operation|_?method|task|do)=([^&#\s]+)/gi
const taking =
  /^(?:delete|remove|drop|unload|restore|force|replace|move|swap|split|migrate|merge|kill|stop|restart|reboot|shutdown|abort|cancel|disable|purge|reset|flush|destroy|clear|terminate|revoke|suspend)/i
const looking =
  /^(?:list|status|get|show|query|search|check|ping|info|help|view|read|details|threads|stats|history|describe|select|find|open|overseerstatus|requeststatus|clusterstatus|colstatus|print|count|export|health)/i

const telling =
  /hooks\.slack\.com|chat\.postMessage|api\.telegram\.org|discord(?:app)?\.com\/api\/webhooks|events\.pagerduty\.com|webhook\.office\.com|api\.twilio\.com|api\.opsgenie\.com|\/(?:send|notify|notifications|messages|emails?)(?:$|[/?])/i
const asking =
  /\/(?:_search|_count|_msearch|_mget|_validate\/query|_analyze|_explain|_field_caps|_async_search|_cluster\/allocation\/explain|introspect|query|query_range|loki\/api\/v1\/query(?:_range)?|api\/v1\/(?:query|query_range|series|labels))(?:$|[?])/i

/** A value in a JSON body that is a verb, or ends in one as a path does: `"action": "restart"`, `"task": "account/delete"`. */
const asked =
  /"\s*:\s*"(?:[\w-]+\/)*(?:delete|destroy|drop|stop|restart|reboot|kill|rollback|terminate|cancel|suspend|purge|reset|revoke|restore)(?:[-_][\w-]*)?"|"(?:delete|remove|drop|purge)[\w-]*"\s*:\s*[[{]|<(?:delete|remove|drop|purge)[\s>/]|"(?:allow_primary|accept_data_loss)"\s*:\s*"?true|"(?:replicas|minReplicas|desired_?count|instances)"\s*:\s*0\b|"enabled"\s*:\s*false\b|\bmutation\b[^{]{0,200}\{\s*(?:delete|remove|destroy|drop|cancel|terminate|revoke|disable)|"(?:[\w.]+\.)?number_of_replicas"\s*:\s*"?0\b|"(?:[\w.]+\.)?(?:read_only(?:_allow_delete)?|blocks\.write)"\s*:\s*"?true|allocation\.exclude\.\w+"\s*:\s*"[^"]|"finalizers"\s*:\s*(?:null|\[\s*\])/i

function byMethod(
  name: string,
  method: string | undefined,
  addresses: readonly string[],
  sent: string,
): Seen {
  const paths = addresses.map(address => decoded(address))
  const stops = paths.some(path => stopping.test(path.replace(/^\w+:\/\/[^/]*/, '').replace(/\?.*$/, '')))
  const query = [sent, ...addresses.map(queryIn)].join('\n')
  const called = method && method !== 'GET' ? `${name} -X ${method}` : name
  const say = (effect: Effect, text: string) => seen(finding(effect, called, text))
  switch (method) {
    case undefined:
      return say('unknown', 'uses a method that only the running shell knows')
    case 'GET':
    case 'HEAD':
    case 'OPTIONS':
    case 'PROPFIND': {
      const orders = paths.flatMap(path => [...path.matchAll(ordering)].map(([, order]) => order!))
      if (
        orders.some(order => taking.test(order)) ||
        paths.some(path => /(?:<|%3c)delete\b/i.test(path)) ||
        effectOfQuery(query) === 'destroy'
      )
        return say('destroy', 'asks a server to delete, stop or restart something')
      if (orders.some(order => !looking.test(order)))
        return say('unknown', 'calls an address that sounds as if it does more than read')
      return stops && !paths.every(path => looks.test(path))
        ? say('unknown', 'calls an address that sounds as if it does more than read')
        : seen(finding('read', name))
    }
    case 'DELETE':
    case 'PURGE':
      return say('destroy', 'deletes what it names')
    case 'POST':
      if (paths.length > 0 && paths.every(path => asking.test(path))) {
        // what is looked for elsewhere may be any words
        const asks = paths.some(path => /\/query\/?(?:\?|$)/.test(path)) ? effectOfQuery(query) : undefined
        return asks === undefined
          ? say('read', 'sends a query')
          : say(asks, 'sends a query that does more than read')
      }
      if (
        paths.length > 0 &&
        /\/graphql\/?(?:\?|$)/.test(paths[0]!) &&
        /^\s*\{\s*"query"\s*:\s*"\s*(?:query\b|\{)/.test(sent) &&
        !/mutation/i.test(sent)
      )
        return say('read', 'sends a query')
      if (paths.some(path => telling.test(path))) return say('change', 'sends a message')
      break
  }
  if (stops || asked.test(sent) || effectOfQuery(query) === 'destroy')
    return say('destroy', 'asks a server to delete, stop or restart something')
  return say('change', 'sends data to a server')
}

function decoded(address: string): string {
  return address.replaceAll(/%2f/gi, '/')
}

const wgetValues = `-O --output-document -P --directory-prefix -o --output-file -a --append-output --header -U --user-agent -t --tries -T
  --timeout -e --method --body-data --body-file --post-data --post-file --user --password -i --connect-timeout --read-timeout
  --dns-timeout --waitretry -w --wait --retry-on-http-error --http-user --http-password --ca-certificate --certificate --private-key
  --bind-address --limit-rate --max-redirect --referer -Q --quota -l --level -A -R -X -D -B --load-cookies`
const wgetFlags = `-q -c -r -N -S -n -v -nv -d -p -k -4 -6 -x -b -m -H -E -K -L -V -h --quiet --spider --no-check-certificate --continue
  --server-response --no-verbose --verbose --no-proxy --content-on-error --no-cache --show-progress --retry-connrefused --progress
  --no-hsts --no-cookies --auth-no-challenge --trust-server-names --content-disposition --no-clobber --timestamping --inet4-only
  --inet6-only --https-only --secure-protocol --compression --no-dns-cache --debug --version --help`

/** `wget`: saves what it gets, unless told to print it. */
export function wget(args: readonly Argument[], _scope: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: wgetValues,
    flags: wgetFlags,
  })
  const known = new Set(`${wgetValues} ${wgetFlags}`.split(/\s+/))
  const strange = call.options.find(({name: option}) => !known.has(option) || option === '-e')
  if (strange)
    return seen(finding('unknown', name, `is not known only to read when given \`${strange.name}\``))
  if (call.options.some(({value}) => overrides.test(value?.value ?? '')))
    return seen(finding('unknown', name, 'sends a method in a header'))
  const given = optionValue(call, '--method')
  const posts = hasOption(call, '--post-data') || hasOption(call, '--post-file')
  const pieces = [
    byMethod(
      name,
      given?.dynamic ? undefined : (given?.value.toUpperCase() ?? (posts ? 'POST' : 'GET')),
      urls(call),
      optionValue(call, '--post-data', '--body-data')?.value ??
        (optionValue(call, '--post-file', '--body-file') ? '@' : ''),
    ),
  ]
  const target = optionValue(call, '-O', '--output-document')?.value
  const prints = hasOption(call, '--spider') || /^(?:-|\/dev\/(?:null|stdout))$/.test(target ?? '')
  const logs = optionValue(call, '-o', '--output-file', '-a', '--append-output')?.value
  if (!prints || (logs && !/^\/dev\/(?:null|stdout|stderr)$/.test(logs)))
    pieces.push(seen(finding('local', name, 'saves what it gets to a file')))
  return inSequence(pieces)
}

/** `http POST …` (HTTPie, xh): the method stands first; fields to send make it a POST. */
export function httpie(args: readonly Argument[], {stdin}: Scope, name: string): Seen {
  const call = takeApart(args, {
    values:
      '-a --auth -A --auth-type -o --output --timeout --verify --session -p --print -s --style --proxy --cert',
    flags: '-f --form -j --json -v -h -b -d --download --ignore-stdin -F --follow',
  })
  const [first] = call.words
  const method = first && /^[A-Z]+$/.test(first.value) ? first.value : undefined
  const rest = call.words.slice(method ? 1 : 0)
  const fields = rest.slice(1).some(word => /[:]?=|@/.test(word.value) && !/==/.test(word.value))
  const sends = fields || (stdin.from !== 'terminal' && !hasOption(call, '--ignore-stdin'))
  const pieces = [
    byMethod(
      name,
      first?.dynamic && first.spread && rest.length > 1 ? undefined : (method ?? (sends ? 'POST' : 'GET')),
      rest.slice(0, 1).map(word => word.value),
      [...rest.slice(1).map(word => word.value), stdin.text ?? ''].join('\n'),
    ),
  ]
  if (['-d', '--download', '--session', '-o', '--output'].some(option => hasOption(call, option)))
    pieces.push(seen(finding('local', name, 'saves what it gets to a file')))
  return inSequence(pieces)
}
