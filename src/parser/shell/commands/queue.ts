import type {Family} from '../rule.ts'

const kafkaTools = `topics, consumer-groups, configs, acls, broker-api-versions, log-dirs, metadata-quorum, reassign-partitions,
  get-offsets, features, cluster, transactions, replica-verification, dump-log, delegation-tokens, metadata-shell, client-metrics, share-groups`

/** Kafka's tools are called with or without `.sh`. */
const kafkaNames = kafkaTools
  .split(',')
  .map(name => `kafka-${name.trim()}`)
  .flatMap(name => [name, `${name}.sh`])
  .join(', ')

/** Message queues, streams and what coordinates them. */
export const queue: Family = {
  [kafkaNames]: {
    any: 'unknown',
    values: `--bootstrap-server --bootstrap-controller --topic --group --zookeeper --command-config --partitions
      --replication-factor --config --add-config --entity-type --entity-name --time --broker-list
      --reassignment-json-file --files`,
    raise: {
      '--create': 'change',
      '--add': 'change',
      '--generate': 'read',
      '--delete': 'destroy',
      '--reset-offsets': 'destroy',
      '--alter': 'change',
      '--delete-config': 'destroy',
      '--execute': 'destroy',
      '--remove': 'destroy',
      '--delete-offsets': 'destroy',
      '--cancel': 'destroy',
      '--abort': 'destroy',
    },
    lower: {
      '--list': 'read',
      '--describe': 'read',
      '--version': 'read',
      '--status': 'read',
      '--dry-run': 'read',
      // It takes the throttles of a reassignment away that is done.
      '--verify': 'change',
      '--generate': 'read',
      '--create': 'change',
      '--add': 'change',
      '--alter': 'change',
      'kafka-get-offsets.sh': 'read',
      'kafka-get-offsets': 'read',
      'kafka-broker-api-versions.sh': 'read',
      'kafka-broker-api-versions': 'read',
      'kafka-dump-log.sh': 'read',
      'kafka-dump-log': 'read',
    },
    always: {
      '--alter': 'change',
      '--create': 'change',
      '--add': 'change',
      '--cancel': 'destroy',
      '--abort': 'destroy',
      '--delete': 'destroy',
      '--delete-config': 'destroy',
      '--execute': 'destroy',
      '--remove': 'destroy',
      '--delete-offsets': 'destroy',
    },
  },
  'kafka-delete-records.sh, kafka-delete-records, kafka-leader-election.sh, kafka-leader-election, kafka-preferred-replica-election.sh, kafka-server-stop.sh, kafka-server-stop, zookeeper-server-stop.sh, kafka-streams-application-reset.sh':
    {any: 'destroy'},
  'kafka-server-start.sh, zookeeper-server-start.sh, connect-distributed.sh, connect-standalone.sh, kafka-mirror-maker.sh':
    {any: 'change', endless: '*', bounded: '-daemon'},
  'kafka-console-consumer.sh, kafka-console-consumer': {
    any: 'read',
    values:
      '-b -t -C -o -c --bootstrap-server --topic --group --max-messages --timeout-ms --partition --offset',
    raise: {
      '--group': 'change',
      '--consumer-property': 'unknown',
      '--consumer.config': 'unknown',
    },
    endless: '*',
    bounded: '--max-messages, --timeout-ms',
  },
  'kafkacat, kcat': {
    // Without a mode it produces where something is piped in.
    any: 'unknown',
    values: '-b -t -o -c -p -X -f -s -r -F -G',
    lower: {'-C': 'read', '-L': 'read', '-Q': 'read'},
    always: {'-P': 'change', '-G': 'change', '-X=group*': 'change', '-F': 'unknown'},
    endless: '*',
    bounded: '-c, -e, -L, -Q, -P',
  },
  'kafka-console-producer.sh, kafka-console-producer': {any: 'change', interactive: '*', session: '*'},
  'kafka-verifiable-producer.sh, kafka-producer-perf-test.sh, kafka-consumer-perf-test.sh': {any: 'change'},
  rpk: {
    read: `cluster info, cluster health, cluster status, cluster metadata, cluster logdirs describe, cluster config get,
      cluster config status, topic list, topic describe, group list, group describe, version, cluster partitions list,
      cluster storage recovery status, cluster storage list-mount, cluster storage status-mount, acl list, topic consume, redpanda admin brokers list, cluster maintenance status`,
    change: `topic create, topic produce, topic add-partitions, cluster config set, acl create, cluster partitions balance,
      cluster maintenance disable`,
    destroy: `topic delete, group delete, group seek, topic alter-config, acl delete, cluster maintenance enable,
      redpanda admin brokers decommission, redpanda stop, topic trim-prefix, cluster config import`,
    raise: {'topic consume -g': 'change', 'topic consume --group': 'change'},
    endless: 'topic consume',
    bounded: 'topic consume -n, topic consume --num',
  },
  'rabbitmqctl, rabbitmq-diagnostics, rabbitmq-queues, rabbitmqadmin, rabbitmq-plugins, rabbitmq-streams, rabbitmq-upgrade':
    {
      read: `list_*, list, status, cluster_status, environment, report, ping, node_health_check, check_*,
      memory_breakdown, is_*, show, observer, alarms, quorum_status, erlang_cookie_sources, version,
      server_version, list *, check_if_*, os_env, listeners, log_tail, runtime_thread_stats,
      resolve_hostname, discover_peers, consume_event_stream, maybe_stuck, command_line_arguments,
      schema_info, stream_status, help, directories, log_location, hash_password, disable --offline`,
      change: `start_app, add_user, add_vhost, set_*, sync_queue, declare, publish, rebalance, enable,
      await_*, import_definitions, trace_on, enable_feature_flag, grow, eval_*, add_*, authenticate_user,
      resume_listeners, log_tail_stream, import, set, get, wait, revive`,
      local: 'export_definitions, export',
      destroy: `stop_app, stop, reset, force_reset, purge_queue, delete_*, delete, purge, clear_*, close_*,
      forget_cluster_node, join_cluster, change_password, disable, force_boot, rotate_logs,
      cancel_sync_queue, shrink, drain, suspend_listeners, restart_*, close, shutdown, rename_cluster_node,
      update_cluster_nodes, hipe_compile, force_gc, transfer_leadership, remove_vhost, delete_member,
      reclaim_quorum_memory, restart_vhost, trace_off, kill`,
      unknown: 'eval, exec',
      values: '-n -q --node -p --vhost -u --username -H --host -P --port -V',
      raise: {'get ackmode': 'destroy'},
      endless: 'log_tail -f, log_tail_stream, consume_event_stream',
    },
  'nats, nats-top': {
    read: `stream ls, stream list, stream info, stream report, stream state, stream view, stream get, consumer ls,
      consumer list, consumer info, consumer report, server ls, server list, server info, server report *, server ping,
      server check *, account info, rtt, context ls, context show, kv ls, kv get, kv status, kv history, object ls,
      object info, sub, subscribe`,
    change: `pub, publish, request, req, stream add, stream create, consumer add, consumer create, kv add, kv put, kv create,
      object put, object add, stream copy, consumer copy`,
    local: 'stream backup, context add, context select, context save, account backup, object get',
    destroy: `stream rm, stream delete, stream purge, stream edit, stream restore, stream rmm, stream seal, consumer rm,
      consumer delete, consumer next, kv del, kv rm, kv purge, kv revert, object rm, object del, stream cluster *,
      consumer cluster *, consumer pause, server raft *, server cluster *, account restore`,
    values: '-s --server --creds --context --user --password',
    endless: 'sub, subscribe, stream view, kv watch',
    bounded: 'sub --count, subscribe --count',
    screen: 'nats-top *',
  },
  'pulsar-admin, bin/pulsar-admin': {
    read: `brokers list, brokers healthcheck, clusters list, clusters get, tenants list, tenants get, namespaces list,
      namespaces policies, namespaces get-*, topics list, topics stats, topics stats-internal, topics info-internal,
      topics subscriptions, topics lookup, topics peek-messages, topics get-*, topics partitioned-stats, broker-stats *,
      functions list, functions get, functions status, functions stats, sinks list, sinks status, sources list,
      sources status, topics list-partitioned-topics, brokers namespaces, brokers get-*, brokers leader-broker`,
    change: `topics create *, topics create, topics create-partitioned-topic, topics create-subscription, namespaces create,
      namespaces set-*, tenants create, topics compact, topics offload, functions create, topics set-*, functions start`,
    destroy: `topics delete, topics delete-partitioned-topic, topics unload, topics skip, topics clear-backlog,
      topics reset-cursor, topics unsubscribe, topics truncate, topics terminate, namespaces delete, namespaces unload,
      namespaces clear-backlog, namespaces unsubscribe, tenants delete, functions delete, functions stop, functions restart,
      sinks delete, sinks stop, sinks restart, sources delete, sources stop, topics expire-messages`,
  },
  'zkCli.sh, zkCli, zookeeper-shell.sh, zookeeper-shell, zookeepercli': {
    any: 'unknown',
    read: '* ls, * get, * stat, ls, get, stat',
    values: '-server -timeout',
    singleDash: true,
    destroy: '* delete, * deleteall, * rmr, * set, delete, deleteall, rmr, set',
    change: '* create, create',
    session: '., *',
    interactive: '., *',
    scripted: '* ls, * get, * stat, ls, get, stat',
  },
  'zkServer.sh, zkServer': {read: 'status, version', change: 'start', destroy: 'stop, restart'},
  'temporal, tctl': {
    read: `workflow list, workflow show, workflow describe, workflow count, workflow stack, workflow query,
      operator cluster health, operator cluster describe, operator namespace list, operator namespace describe,
      task-queue describe, task-queue list-partition, schedule list, schedule describe, batch list, batch describe, env get,
      env list, workflow observe, operator search-attribute list`,
    change: `workflow start, workflow execute, workflow signal, operator namespace create, schedule create,
      schedule trigger, operator search-attribute create`,
    destroy: `workflow cancel, workflow terminate, workflow reset, workflow delete, schedule delete, schedule toggle,
      schedule update, batch terminate, operator namespace delete, activity fail, activity complete`,
    values: '-n --namespace --address -w --workflow-id -t --task-queue -q --query',
  },
  gearadmin: {any: 'unknown', lower: {'gearadmin --status': 'read'}},
}
