import type {Effect} from '../../model/effect.ts'
import {readsElsewhere} from './foreign.ts'
import {stableAToO} from './stable-a-o.ts'
import {stablePToZ} from './stable-p-z.ts'

/** Volatile, but they change nothing that anyone would miss; with the functions of well-known extensions. */
const harmless = `
  array_sample array_shuffle clock_timestamp current_query currval gen_random_uuid lastval random random_normal timeofday uuidv4 uuidv7
  txid_status pg_available_wal_summaries pg_blocking_pids pg_collation_actual_version pg_control_checkpoint pg_control_init
  pg_control_recovery pg_control_system pg_current_logfile pg_current_wal_flush_lsn pg_current_wal_insert_lsn pg_current_wal_lsn
  pg_database_collation_actual_version pg_database_size pg_export_snapshot pg_get_aios pg_get_backend_memory_contexts
  pg_get_loaded_modules pg_get_multixact_members pg_get_sequence_data pg_get_shmem_allocations pg_get_shmem_allocations_numa
  pg_get_wait_events pg_get_wal_replay_pause_state pg_get_wal_resource_managers pg_get_wal_summarizer_state pg_hba_file_rules
  pg_ident_file_mappings pg_indexes_size pg_is_in_recovery pg_is_wal_replay_paused pg_isolation_test_session_is_blocked
  pg_jit_available pg_last_committed_xact pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_lock_status
  pg_logical_slot_peek_binary_changes pg_logical_slot_peek_changes pg_ls_archive_statusdir pg_ls_dir pg_ls_logdir pg_ls_logicalmapdir
  pg_ls_logicalsnapdir pg_ls_replslotdir pg_ls_summariesdir pg_ls_tmpdir pg_ls_waldir pg_notification_queue_usage
  pg_partition_ancestors pg_partition_tree pg_prepared_xact pg_read_binary_file pg_read_file pg_relation_size
  pg_replication_origin_progress pg_replication_origin_session_is_setup pg_replication_origin_session_progress
  pg_safe_snapshot_blocking_pids pg_sequence_last_value pg_show_all_file_settings pg_show_replication_origin_status
  pg_sleep pg_sleep_for pg_sleep_until pg_stat_file pg_stat_have_stats pg_stat_force_next_flush pg_stat_clear_snapshot pg_table_size
  pg_tablespace_size pg_total_relation_size pg_wal_summary_contents pg_xact_commit_timestamp pg_xact_commit_timestamp_origin
  pg_xact_status lo_get loread lo_tell lo_tell64 pg_is_in_backup pg_backup_start_time pg_xlogfile_name pg_current_xlog_location
  pg_last_xlog_receive_location pg_last_xlog_replay_location pg_xlog_location_diff
  pg_stat_statements pg_stat_statements_info pg_buffercache_pages pg_buffercache_summary pg_buffercache_usage_counts pgstattuple
  pgstattuple_approx pgstatindex pgstatginindex pgstathashindex pg_relpages pg_freespace pg_visibility pg_visibility_map
  pg_visibility_map_summary pg_check_frozen pg_check_visible bt_index_check bt_metap bt_page_stats bt_page_items get_raw_page
  heap_page_items page_header verify_heapam gen_random_bytes crypt gen_salt digest hmac similarity word_similarity
  strict_word_similarity show_trgm unaccent uuid_generate_v1 uuid_generate_v4 uuid_nil levenshtein soundex metaphone dmetaphone
  difference earth_distance ll_to_earth hstore akeys avals skeys svals time_bucket hypopg_list_indexes
`

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
    /^(?:query_to_xml|ts_stat$|ts_rewrite$|crosstab|connectby|cursor_to_xml)/,
    'unknown',
    'runs a query given as text',
  ],
]

/** What these did stands, whatever becomes of the transaction around them. */
const lasting =
  /^(?:pg_terminate_backend|pg_cancel_backend|pg_promote|pg_(?:drop|create|copy)_.*replication_slot|pg_logical_slot_get_.*|pg_replication_slot_advance|pg_stat_.*reset.*|pg_wal_replay_.*|pg_reload_conf|pg_rotate_logfile.*|pg_switch_wal|pg_switch_xlog|pg_backup_.*|pg_start_backup|pg_stop_backup|pg_create_restore_point|pg_file_.*|lo_export|nextval|setval|pg_log_.*|pg_(?:try_)?advisory_(?:lock|unlock)\w*|dblink.*)$/

let readers: Set<string> | undefined

/** What calling a function of PostgreSQL does; the schema is undefined where the call names none. */
export function functionEffect(schema: string | undefined, name: string): {effect: Effect; text: string} {
  readers ??= new Set(`${stableAToO} ${stablePToZ} ${harmless}`.split(/\s+/))
  if (schema !== undefined && schema !== 'pg_catalog') {
    return {effect: 'unknown', text: `\`${schema}.${name}()\` is not known only to read`}
  }
  const known = effects.find(([pattern]) => pattern.test(name))
  if (known) {
    const stays = lasting.test(name) ? ', which no rollback undoes' : ''
    return {effect: known[1], text: `\`${name}()\` ${known[2]}${stays}`}
  }
  if (readers.has(name) || readsElsewhere(name) || /^pg_stat_get_/.test(name))
    return {effect: 'read', text: `\`${name}()\` only reads`}
  return {effect: 'unknown', text: `\`${name}()\` is not known only to read`}
}
