import type {Effect} from '../../../model/effect.ts'
import type {Argument} from '../argument.ts'
import {hasOption, optionValue, takeApart} from '../options.ts'
import {listed} from '../rule.ts'
import {inSequence, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'
import {codeDestroys} from './code.ts'

const redisRead = new Set(
  `get mget getrange strlen exists type ttl pttl expiretime keys scan randomkey dbsize info ping echo time
    lastsave role llen lrange lindex lpos hget hgetall hkeys hvals hlen hmget hexists hscan hstrlen
    hrandfield scard smembers sismember smismember sscan srandmember sinter sunion sdiff sintercard zcard
    zcount zrange zrangebyscore zrangebylex zrevrange zrevrangebyscore zrank zrevrank zscore zmscore zscan
    zlexcount xlen xrange xrevrange xinfo xpending bitcount bitpos getbit geopos geodist geohash geosearch
    pfcount dump object memory command lolwut readonly hello substr lcs sort_ro eval_ro fcall_ro auth select`.split(
    /\s+/,
  ),
)
const redisChange = new Set(
  `set setex psetex setnx mset msetnx getset append incr incrby incrbyfloat decr decrby lpush rpush lpushx
    rpushx linsert lset hset hmset hsetnx hincrby hincrbyfloat sadd zadd zincrby xadd xack xclaim xautoclaim
    geoadd pfadd pfmerge setbit setrange expire expireat pexpire pexpireat persist touch publish bgsave
    bgrewriteaof save copy getex bitop bitfield wait unwatch watch asking`.split(/\s+/),
)
/** Commands of two words; those that are not listed are taken for the worst. */
const redisPairs: Partial<Record<Effect, string>> = {
  read: `config get, client list, client info, client id, client getname, client getredir, client trackinginfo, slowlog get, slowlog len,
    latency latest, latency history, latency doctor, latency graph, latency histogram, cluster info, cluster nodes, cluster slots,
    cluster shards, cluster keyslot, cluster countkeysinslot, cluster myid, cluster myshardid, cluster links, cluster replicas,
    cluster slaves, cluster getkeysinslot, cluster count-failure-reports, sentinel masters, sentinel master, sentinel slaves,
    sentinel replicas, sentinel sentinels, sentinel get-master-addr-by-name, sentinel ckquorum, sentinel myid, sentinel info-cache,
    sentinel is-master-down-by-addr, sentinel pending-scripts, acl list, acl whoami, acl users, acl getuser, acl cat, acl log,
    acl dryrun, acl genpass, pubsub channels, pubsub numsub, pubsub numpat, pubsub shardchannels, module list, script exists,
    function list, function stats, function dump, memory usage, memory stats, memory doctor, memory malloc-stats`,
  local: 'client setname, client setinfo, client reply, client tracking, client caching, client no-touch',
  change: `config set, config rewrite, config resetstat, client no-evict, client unpause, client unblock, cluster meet,
    cluster addslots, cluster addslotsrange, cluster saveconfig, cluster bumpepoch, memory purge, acl setuser, acl load, acl save,
    module load, module loadex, script load, function load, sentinel monitor, sentinel set, sentinel flushconfig`,
}

const redisByPair = new Map(
  Object.entries(redisPairs).flatMap(([effect, pairs]) =>
    listed(pairs).map(pair => [pair, effect as Effect] as const),
  ),
)

/** `redis-cli` by the command it is given, or that is piped into it. */
export function redisCli(args: readonly Argument[], {stdin}: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: '-h -p -a -n -u --user --pass -i -r -s --cacert --cert --key --sni -D -d --pattern --count',
    flags: '--tls --raw --no-raw --csv -c -x -X --insecure --no-auth-warning -3 -2 --json -e --verbose',
  })
  if (
    ['--bigkeys', '--memkeys', '--hotkeys', '--scan', '--version', '-v'].some(option =>
      hasOption(call, option),
    )
  )
    return seen(finding('read', name))
  if (
    ['--stat', '--latency', '--latency-history', '--latency-dist', '--intrinsic-latency'].some(option =>
      hasOption(call, option),
    )
  )
    return seen(finding('read', name), `\`${name} --stat\``)
  if (hasOption(call, '--rdb') || hasOption(call, '--functions-rdb'))
    return seen(finding('local', `${name} --rdb`, 'writes a file'))
  const fixes = call.options.some(({name: option}) => /^--cluster-(?:fix|use-empty|replace|yes)/.test(option))
  if (hasOption(call, '--cluster')) {
    const verb = call.words[0]?.value ?? ''
    if (/^(?:check|info|help)$/.test(verb) && !fixes) return seen(finding('read', `${name} --cluster`))
    const asks = /^(?:create|reshard|fix)$/.test(verb) && !hasOption(call, '--cluster-yes')
    return seen({
      ...finding('destroy', `${name} --cluster`, 'changes the cluster'),
      ...(asks ? {interactive: `\`${name} --cluster ${verb}\` asks a person at a terminal`} : {}),
    })
  }
  if (hasOption(call, '--pipe') || hasOption(call, '--eval'))
    return seen(finding('unknown', name, 'runs commands that are not seen'))
  if (call.words.length > 0)
    return redisCommand(
      name,
      call.words.map(word => (word.dynamic ? '$' : word.value)),
    )
  if (stdin.text !== undefined) {
    const lines = stdin.text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
    return inSequence(lines.map(line => redisCommand(name, line.split(/\s+/))))
  }
  if (stdin.from !== 'terminal') return seen(finding('unknown', name, 'runs commands that are not seen'))
  return seen({
    ...finding('unknown', name, 'opens a session in which anything may be done'),
    interactive: `\`${name}\` opens a session of its own`,
    session: {shell: false, shared: true},
  })
}

function redisCommand(name: string, words: readonly string[]): Seen {
  const [first = '', second = ''] = words.map(word => word.toLowerCase())
  const called = `${name} ${words[0]!.toUpperCase()}`
  if (first === 'acl' && second === 'log' && words[2]?.toLowerCase() === 'reset')
    return seen(finding('change', `${called} LOG`, 'empties a log'))
  if (`${first} ${second} ${words[2]?.toLowerCase()}` === 'config set requirepass')
    return seen(finding('destroy', `${called} SET`, 'replaces the password: the old one opens nothing'))
  const pair = second === 'help' ? 'read' : redisByPair.get(`${first} ${second}`)
  if (pair) return seen(finding(pair, `${called} ${second.toUpperCase()}`))
  if (first === 'monitor' || first === 'subscribe' || first === 'psubscribe')
    return seen(finding('read', called), `\`${called}\``)
  if (/^(?:config|client|slowlog|latency|cluster|sentinel|acl|module|function|script|memory)$/.test(first)) {
    return seen(finding('destroy', `${called} ${second.toUpperCase()}`.trim()))
  }
  if (/^eval(?:sha)?$|^fcall$/.test(first) && codeDestroys(words.join(' ')))
    return seen(finding('destroy', called, 'runs a script that deletes or overwrites data'))
  if (redisRead.has(first)) return seen(finding('read', called))
  if (redisChange.has(first)) return seen(finding('change', called))
  const destroys =
    /^(?:del|unlink|flush|rename|move|[lrzsxb]?(?:pop|rem|trim|store)|shutdown|failover|replicaof|slaveof|restore|migrate|swapdb|debug|[a-z]*(?:pop|rem|move|trim|del|store)[a-z]*)/.test(
      first,
    )
  return seen(
    destroys ? finding('destroy', called, 'deletes or overwrites data') : finding('unknown', called),
  )
}

const mongoRead =
  /^(?:db(?:\.getSiblingDB\([^()]*\))?|rs|sh)\.(?:status|stats|serverStatus|isMaster|hello|conf|config|printReplicationInfo|printSecondaryReplicationInfo|printSlaveReplicationInfo|version|getReplicationInfo|getCollectionNames|getName|currentOp|hostInfo|getMongo|getUsers|printShardingStatus|getProfilingStatus|getCollectionInfos)\([^()]*\)(?:\.\w+)*$/
const mongoQuery =
  /^db\.(?:getCollection\([^()]*\)|getSiblingDB\([^()]*\)\.\w+|[\w$]+)\.(?:find|findOne|count|countDocuments|estimatedDocumentCount|distinct|stats|getIndexes|explain|dataSize|storageSize|totalSize|validate)\([^()]*\)(?:\.(?:pretty|limit|sort|count|toArray|explain|skip|project|length)\([^()]*\))*$/

const asking =
  'ping|serverStatus|replSetGetStatus|replSetGetConfig|listDatabases|listCollections|listIndexes|listShards|isMaster|hello|buildInfo|getCmdLineOpts|getParameter|connectionStatus|connPoolStats|currentOp|dbStats|collStats|getLog|hostInfo|top|balancerStatus|getShardMap|features|whatsmyuri|serverInfo|usersInfo|rolesInfo'
/** `db.adminCommand({replSetGetStatus: 1})` */
const mongoCommand = new RegExp(
  `^db(?:\\.getSiblingDB\\([^()]*\\))?\\.(?:adminCommand|runCommand)\\(\\s*(?:["'](?:${asking})["']|\\{\\s*["']?(?:${asking})["']?\\s*:[^()]*\\})\\s*\\)(?:\\.\\w+)*$`,
)
/** What adds something, or has it started, with nothing else called in what it is given. */
const mongoChange =
  /^(?:rs\.(?:add|addArb|initiate)|sh\.(?:addShard|addShardTag|addShardToZone|addTagRange|enableSharding|shardCollection|startBalancer|enableBalancing|setBalancerState)|db(?:\.getSiblingDB\([^()]*\))?\.(?:createUser|createRole|createCollection|grantRolesToUser|fsyncUnlock|setProfilingLevel)|db\.(?:getCollection\([^()]*\)|getSiblingDB\([^()]*\)\.\w+|[\w$]+)\.(?:createIndex|createIndexes|ensureIndex|insert|insertOne|insertMany))\((?:[^()]|(?:ISODate|ObjectId|NumberLong|NumberInt|Date|passwordPrompt)\([^()]*\))*\)$/
const mongoStops =
  /["'{\s](?:shutdown|replSetStepDown|replSetReconfig|replSetFreeze|killOp|killCursors|killSessions|killAllSessions|dropDatabase|dropIndexes|drop|compact|fsync|renameCollection|removeShard|movePrimary|dropUser|revokeRolesFromUser|invalidateUserCache|flushRouterConfig)["']?\s*:/

function mongoReads(part: string): boolean {
  return (
    [mongoRead, mongoQuery, mongoCommand].some(pattern => pattern.test(part)) ||
    /^show (?:dbs|collections|users|roles|tables|logs?|profile|databases)$|^use [\w-]+$/.test(part)
  )
}

/** `mongosh --eval '…'`: a few calls that only read; what deletes or stops; the rest unknown. */
export function mongosh(args: readonly Argument[], {stdin}: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: `--eval -u --username -p --password --host --port --authenticationDatabase -f --file --tlsCAFile
      --tlsCertificateKeyFile`,
    flags: '--quiet --tls --norc --json --ssl',
  })
  const given = call.options.filter(option => option.name === '--eval' && option.value)
  const code = given.length > 0 ? given.map(({value}) => value!.value).join('\n') : stdin.text
  const files = call.words.some(word => /\.(?:js|mongodb)$/.test(word.value)) || hasOption(call, '-f')
  if (code !== undefined && !files) {
    const parts = code
      .split(/[;\n]/)
      .map(part =>
        part.trim().replace(/^(?:print|printjson|JSON\.stringify|tojson|EJSON\.stringify)\((.*)\)$/s, '$1'),
      )
      .filter(part => part !== '')
    if (parts.every(mongoReads)) return seen(finding('read', name))
    const destroys =
      mongoStops.test(code) ||
      /\.(?:delete|remove|drop|stepDown|shutdown|kill|replace|update|findAndModify|findOneAnd|reconfig|freeze|compact|resync|bulkWrite|repairDatabase|changeUserPassword|stop[A-Z]\w*\(|disable[A-Z]\w*\()|dropDatabase|shutdownServer|fsyncLock|\$out|\$merge/.test(
        code,
      )
    if (destroys) return seen(finding('destroy', name, 'deletes, overwrites or stops something'))
    return seen(
      finding(parts.every(part => mongoReads(part) || mongoChange.test(part)) ? 'change' : 'unknown', name),
    )
  }
  if (hasOption(call, '--version')) return seen(finding('read', name))
  if (stdin.from !== 'terminal' || files)
    return seen(finding('unknown', name, 'runs a script that is not seen'))
  return seen({
    ...finding('unknown', name, 'opens a session in which anything may be done'),
    interactive: `\`${name}\` opens a session of its own`,
    session: {shell: false, shared: true},
  })
}

/** `cqlsh -e '…'`. */
export function cqlsh(args: readonly Argument[], {stdin}: Scope, name: string): Seen {
  const call = takeApart(args, {values: '-e --execute -u -p -k -f --file --cqlversion', flags: '--ssl'})
  const code = optionValue(call, '-e', '--execute')?.value ?? stdin.text
  const file = hasOption(call, '-f') || hasOption(call, '--file')
  if (code !== undefined && !file) {
    const parts = code
      .split(';')
      .map(part => part.trim())
      .filter(part => part !== '')
    if (
      parts.every(part => /^(?:SELECT|DESCRIBE|DESC|LIST|SHOW|CONSISTENCY|PAGING|USE|EXPAND)\b/i.test(part))
    )
      return seen(finding('read', name))
    return seen(
      /\b(?:DROP|TRUNCATE|DELETE|REVOKE|ALTER)\b/i.test(code)
        ? finding('destroy', name)
        : /^(?:INSERT|UPDATE|CREATE|GRANT)\b/i.test(code.trim())
          ? finding('change', name)
          : finding('unknown', name),
    )
  }
  if (stdin.from !== 'terminal' || file)
    return seen(finding('unknown', name, 'runs a script that is not seen'))
  return seen({
    ...finding('unknown', name, 'opens a session in which anything may be done'),
    interactive: `\`${name}\` opens a session of its own`,
    session: {shell: false, shared: true},
  })
}
