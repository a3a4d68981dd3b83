import type {Effect} from '../../../model/effect.ts'
import type {Argument} from '../argument.ts'
import {hasOption, optionValue, takeApart} from '../options.ts'
import {inSequence, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

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
const redisByPair: Record<string, Effect> = {
  'config get': 'read',
  'config set': 'change',
  'config rewrite': 'change',
  'config resetstat': 'change',
  'client list': 'read',
  'client info': 'read',
  'client id': 'read',
  'client getname': 'read',
  'client setname': 'local',
  'client no-evict': 'change',
  'client unpause': 'change',
  'slowlog get': 'read',
  'slowlog len': 'read',
  'slowlog reset': 'destroy',
  'latency latest': 'read',
  'latency history': 'read',
  'latency doctor': 'read',
  'latency graph': 'read',
  'latency reset': 'destroy',
  'cluster info': 'read',
  'cluster nodes': 'read',
  'cluster slots': 'read',
  'cluster shards': 'read',
  'cluster keyslot': 'read',
  'cluster countkeysinslot': 'read',
  'cluster myid': 'read',
  'cluster links': 'read',
  'cluster replicas': 'read',
  'cluster getkeysinslot': 'read',
  'cluster meet': 'change',
  'sentinel masters': 'read',
  'sentinel master': 'read',
  'sentinel slaves': 'read',
  'sentinel replicas': 'read',
  'sentinel sentinels': 'read',
  'sentinel get-master-addr-by-name': 'read',
  'sentinel ckquorum': 'read',
  'sentinel myid': 'read',
  'acl list': 'read',
  'acl whoami': 'read',
  'acl users': 'read',
  'acl getuser': 'read',
  'acl cat': 'read',
  'acl log': 'read',
  'pubsub channels': 'read',
  'pubsub numsub': 'read',
  'pubsub numpat': 'read',
  'module list': 'read',
  'script exists': 'read',
  'function list': 'read',
  'function stats': 'read',
  'memory purge': 'change',
}

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
  if (hasOption(call, '--cluster'))
    return seen(
      /^(?:check|info|help)$/.test(call.words[0]?.value ?? '')
        ? finding('read', `${name} --cluster`)
        : finding('destroy', `${name} --cluster`, 'changes the cluster'),
    )
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
  })
}

function redisCommand(name: string, words: readonly string[]): Seen {
  const [first = '', second = ''] = words.map(word => word.toLowerCase())
  const called = `${name} ${words[0]!.toUpperCase()}`
  const pair = redisByPair[`${first} ${second}`]
  if (pair) return seen(finding(pair, `${called} ${second.toUpperCase()}`))
  if (first === 'monitor' || first === 'subscribe' || first === 'psubscribe')
    return seen(finding('read', called), `\`${called}\``)
  if (/^(?:config|client|slowlog|latency|cluster|sentinel|acl|module|function|script|memory)$/.test(first)) {
    return first === 'memory' && /^(?:usage|stats|doctor|malloc-stats)$/.test(second)
      ? seen(finding('read', called))
      : seen(finding('destroy', `${called} ${second.toUpperCase()}`.trim()))
  }
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
  /^(?:db|rs|sh)\.(?:status|stats|serverStatus|isMaster|hello|conf|config|printReplicationInfo|printSecondaryReplicationInfo|printSlaveReplicationInfo|version|getReplicationInfo|getCollectionNames|getName|currentOp|hostInfo|getMongo|getUsers|printShardingStatus|getProfilingStatus|getCollectionInfos)\([^()]*\)(?:\.\w+)*$/
const mongoQuery =
  /^db\.(?:getCollection\([^()]*\)|getSiblingDB\([^()]*\)\.\w+|[\w$]+)\.(?:find|findOne|count|countDocuments|estimatedDocumentCount|distinct|stats|getIndexes|explain|dataSize|storageSize|totalSize|validate)\([^()]*\)(?:\.(?:pretty|limit|sort|count|toArray|explain|skip|project|length)\([^()]*\))*$/

/** `mongosh --eval '…'`: a few calls that only read; what deletes or stops; the rest unknown. */
export function mongosh(args: readonly Argument[], {stdin}: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: `--eval -u --username -p --password --host --port --authenticationDatabase -f --file --tlsCAFile
      --tlsCertificateKeyFile`,
    flags: '--quiet --tls --norc --json --ssl',
  })
  const code = optionValue(call, '--eval')?.value ?? stdin.text
  if (code !== undefined) {
    const parts = code
      .split(/[;\n]/)
      .map(part =>
        part.trim().replace(/^(?:print|printjson|JSON\.stringify|tojson|EJSON\.stringify)\((.*)\)$/s, '$1'),
      )
      .filter(part => part !== '')
    if (
      parts.every(
        part =>
          mongoRead.test(part) ||
          mongoQuery.test(part) ||
          /^show (?:dbs|collections|users|databases)$/.test(part),
      )
    )
      return seen(finding('read', name))
    const destroys =
      /\.(?:delete|remove|drop|stepDown|shutdown|kill|replace|update|findAndModify|findOneAnd|reconfig|freeze|compact|resync|bulkWrite)|dropDatabase|shutdownServer|fsyncLock|\$out|\$merge/.test(
        code,
      )
    return seen(
      destroys
        ? finding('destroy', name, 'deletes, overwrites or stops something')
        : finding('unknown', name),
    )
  }
  if (hasOption(call, '--version')) return seen(finding('read', name))
  if (stdin.from !== 'terminal' || hasOption(call, '-f') || call.words.some(word => /\.js$/.test(word.value)))
    return seen(finding('unknown', name, 'runs a script that is not seen'))
  return seen({
    ...finding('unknown', name, 'opens a session in which anything may be done'),
    interactive: `\`${name}\` opens a session of its own`,
  })
}

/** `cqlsh -e '…'`. */
export function cqlsh(args: readonly Argument[], {stdin}: Scope, name: string): Seen {
  const call = takeApart(args, {values: '-e --execute -u -p -k -f --file --cqlversion', flags: '--ssl'})
  const code = optionValue(call, '-e', '--execute')?.value ?? stdin.text
  if (code !== undefined) {
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
  if (stdin.from !== 'terminal' || hasOption(call, '-f'))
    return seen(finding('unknown', name, 'runs a script that is not seen'))
  return seen({
    ...finding('unknown', name, 'opens a session in which anything may be done'),
    interactive: `\`${name}\` opens a session of its own`,
  })
}
