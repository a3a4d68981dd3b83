import type {Argument} from '../argument.ts'
import type {Scope, Seen} from '../scope.ts'
import {awsSql} from './aws-sql.ts'
import {ldapModify} from './directory.ts'
import {awk, pager, sed} from './edit.ts'
import {docker, gh, git, kubectl} from './exception.ts'
import {find, xargs} from './find.ts'
import {ansible, salt} from './fleet.ts'
import {artisan, django, rails, symfony} from './framework.ts'
import {interpreter} from './interpreter.ts'
import {cqlsh, mongosh, redisCli} from './keyvalue.ts'
import {objectStore, putsBackVersion} from './object-store.ts'
import {copy} from './overwrite.ts'
import {parallel} from './parallel.ts'
import {queryTool, queryTools} from './query-tool.ts'
import {curl, httpie, wget} from './request.ts'
import {kafkaRetention} from './retention.ts'
import {vtysh} from './router.ts'
import {env, evaluate, shell, source, su, trap} from './shell.ts'
import {socket} from './socket.ts'
import {mysql, psql, sqlite} from './sql-client.ts'
import {read, rsync, sample, setsClock, sleep, tar, tee, writesDevice} from './unix.ts'

/** Reads a call of one program; undefined where the tables say enough. */
type Special = (args: readonly Argument[], scope: Scope, name: string) => Seen | undefined

const specials = new Map<string, Special>(
  Object.entries({
    bash: shell,
    sh: shell,
    zsh: shell,
    dash: shell,
    ksh: shell,
    ash: shell,
    fish: shell,
    su,
    runuser: su,
    env,
    xargs,
    eval: evaluate,
    source,
    trap,
    find,
    sed,
    awk,
    less: pager,
    zless: pager,
    more: pager,
    zmore: pager,
    most: pager,
    python: interpreter,
    node: interpreter,
    ruby: interpreter,
    perl: interpreter,
    php: interpreter,
    deno: interpreter,
    lua: interpreter,
    irb: interpreter,
    pry: interpreter,
    ipython: interpreter,
    bpython: interpreter,
    iex: interpreter,
    ghci: interpreter,
    java: interpreter,
    Rscript: interpreter,
    tsx: interpreter,
    'ts-node': interpreter,
    rails,
    rake: rails,
    artisan,
    'bin/console': symfony,
    'manage.py': django,
    'django-admin': django,
    curl,
    wget,
    http: httpie,
    https: httpie,
    xh: httpie,
    psql,
    mysql,
    sqlite3: sqlite,
    'redis-cli': redisCli,
    ldapmodify: ldapModify,
    vtysh,
    mongosh,
    cqlsh,
    git,
    gh,
    kubectl,
    oc: kubectl,
    docker,
    podman: docker,
    cp: copy,
    mv: copy,
    install: copy,
    scp: rsync,
    rsync,
    read,
    tar,
    tee,
    dd: writesDevice,
    date: setsClock,
    sleep,
    vmstat: sample,
    iostat: sample,
    mpstat: sample,
    sar: sample,
    pidstat: sample,
    dstat: sample,
    ansible,
    salt,
    'salt-call': salt,
    'salt-run': salt,
    parallel,
    nc: socket,
    ncat: socket,
    netcat: socket,
    socat: socket,
    aws: (args, scope, name) => awsSql(args, scope, name) ?? objectStore(args, scope, name),
    gsutil: objectStore,
    'kafka-configs': kafkaRetention,
    'kafka-configs.sh': kafkaRetention,
    'kafka-topics': kafkaRetention,
    'kafka-topics.sh': kafkaRetention,
    gcloud: (args, _scope, name) => putsBackVersion(args, name),
    s3cmd: objectStore,
    rclone: objectStore,
    mc: objectStore,
    ...Object.fromEntries(queryTools.map(name => [name, queryTool])),
  } satisfies Record<string, Special>),
)

/** What a program with a grammar of its own does; undefined where the tables say enough. */
export function special(
  program: string,
  name: string,
  args: readonly Argument[],
  scope: Scope,
): Seen | undefined {
  return specials.get(program)?.(args, scope, name)
}

/** Whether a program has a reader of its own. */
export function isSpecial(program: string): boolean {
  return specials.has(program)
}
