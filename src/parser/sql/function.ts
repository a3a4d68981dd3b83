import type {Effect} from '../../model/effect.ts'
import {harmlessFunctions} from '../../model/harmless-functions.ts'
import {readsElsewhere} from './foreign.ts'
import {stableAToO} from './stable-a-o.ts'
import {stablePToZ} from './stable-p-z.ts'

/** By name, or by its beginning: what a function does, for people. */
const effects: [RegExp, Effect, string][] = [
  [/^pg_terminate_backend$/, 'destroy', 'ends other sessions'],
  [/^pg_cancel_backend$/, 'destroy', 'cancels the queries of other sessions'],
  [/^pg_promote$/, 'destroy', 'turns a standby into the primary'],
  [/^pg_drop_replication_slot$/, 'destroy', 'drops a replication slot'],
  [/^pg_logical_slot_get_/, 'destroy', 'consumes the changes of a replication slot'],
  [
    /^(?:pg_replication_slot_advance|pg_replication_origin_(?:advance|drop|session_reset|xact_reset))$/,
    'destroy',
    'moves replication past data',
  ],
  [/^pg_stat_(?:\w+_)?reset/, 'destroy', 'throws away statistics'],
  [/^pg_(?:clear|restore)_(?:attribute|relation)_stats$/, 'destroy', 'overwrites the planner’s statistics'],
  [/^pg_wal_replay_pause$/, 'destroy', 'stops the replay of a standby'],
  [
    /^(?:lo_unlink|lo_truncate\w*|lo_put|lowrite|pg_file_(?:write|unlink|rename)|drop_chunks|pg_truncate_visibility_map)$/,
    'destroy',
    'overwrites or deletes data',
  ],
  [/^lo_export$/, 'destroy', 'writes a file on the server'],
  [/^lo_/, 'change', 'changes large objects'],
  [/^pg_wal_replay_resume$/, 'change', 'resumes the replay of a standby'],
  [/^pg_reload_conf$/, 'change', 'makes the server read its configuration again'],
  [/^pg_rotate_logfile/, 'change', 'begins a new log file'],
  [/^(?:pg_switch_wal|pg_switch_xlog)$/, 'change', 'begins a new write-ahead log file'],
  [
    /^(?:pg_backup_\w+|pg_start_backup|pg_stop_backup|pg_create_restore_point)$/,
    'change',
    'begins, ends or marks a backup',
  ],
  [/^pg_(?:create|copy)_(?:physical|logical)_replication_slot$/, 'change', 'creates a replication slot'],
  [/^(?:pg_sync_replication_slots|pg_replication_origin_)/, 'change', 'changes the state of replication'],
  [
    /^pg_(?:logical_emit_message|log_standby_snapshot|log_backend_memory_contexts)$/,
    'change',
    'writes to the server’s logs',
  ],
  [/^pg_notify$/, 'change', 'notifies listeners'],
  [/^pg_(?:try_)?advisory_(?:xact_)?(?:lock|unlock)/, 'change', 'takes or gives back a lock'],
  [/^nextval$/, 'change', 'advances a sequence'],
  [/^setval$/, 'change', 'sets a sequence'],
  [
    /^(?:brin_|gin_clean_pending_list|pg_import_system_collations|pg_prewarm|autoprewarm\w*|pg_buffercache_evict\w*)/,
    'change',
    'changes how data is stored',
  ],
  [/^set_config$/, 'local', 'changes a setting'],
  [/^setseed$/, 'local', 'sets the seed of random numbers'],
  [/^dblink/, 'unknown', 'runs SQL on another server'],
  [
    /^(?:(?:query|table|schema|database|cursor)_to_xml(?!schema)|ts_stat$|ts_rewrite$|crosstab|connectby)/,
    'unknown',
    'runs a query that is made from text',
  ],
]

/** What these did stands, whatever becomes of the transaction around them. */
const lasting =
  /^(?:pg_terminate_backend|pg_cancel_backend|pg_promote|pg_(?:drop|create|copy)_.*replication_slot|pg_logical_slot_get_.*|pg_replication_slot_advance|pg_stat_.*reset.*|pg_wal_replay_.*|pg_reload_conf|pg_rotate_logfile.*|pg_switch_wal|pg_switch_xlog|pg_backup_.*|pg_start_backup|pg_stop_backup|pg_create_restore_point|pg_file_.*|lo_export|nextval|setval|pg_log_.*|pg_(?:try_)?advisory_(?:lock|unlock)\w*|dblink.*)$/

let readers: Set<string> | undefined

/** What calling a function of PostgreSQL does; the schema is undefined where the call names none. */
export function functionEffect(schema: string | undefined, name: string): {effect: Effect; text: string} {
  readers ??= new Set([...`${stableAToO} ${stablePToZ}`.split(/\s+/), ...harmlessFunctions])
  if (schema === 'sys' && /^(?:dm|fn)_/.test(name))
    // SQL Server's views with arguments
    return {effect: 'read', text: `\`${schema}.${name}()\` only reads`}
  if (schema !== undefined && schema !== 'pg_catalog') return ofOwn(`${schema}.${name}`, name)
  const known = effects.find(([pattern]) => pattern.test(name))
  if (known) {
    const stays = lasting.test(name) ? ', which no rollback undoes' : ''
    return {effect: known[1], text: `\`${name}()\` ${known[2]}${stays}`}
  }
  if (readers.has(name) || readsElsewhere(name) || /^pg_stat_get_/.test(name))
    return {effect: 'read', text: `\`${name}()\` only reads`}
  return ofOwn(name, name)
}

const taking =
  /(?:^|[_$])(?:terminate|kill|cancel|drop|delete|purge|truncate|remove|destroy|wipe|erase|revoke|stop|reset|flush|restore|rollback|shutdown|failover|drain|unschedule|abort|detach|disable|undistribute|decompress)(?:_|\$|$)/i

/** A function of the database's own is not known, but its name may say that it takes something away. */
function ofOwn(written: string, name: string): {effect: Effect; text: string} {
  const verb = taking.exec(name)?.[0].replaceAll(/[_$]/g, '')
  return verb === undefined
    ? {effect: 'unknown', text: `\`${written}()\` is not known only to read`}
    : {
        effect: 'destroy',
        text: `\`${written}()\` is not known, and \`${verb}\` says that it takes something away`,
      }
}
