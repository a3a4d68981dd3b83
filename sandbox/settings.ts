/** Small on purpose: a leak fills it at once, and the superuser still gets in through the last three. */
export const serverSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_preload_libraries: 'pg_stat_statements',
  max_connections: '24',
  superuser_reserved_connections: '3',
  shared_buffers: '32MB',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_parallel_workers_per_gather: '0', // a sequential scan takes the same time on every machine
  wal_recycle: 'off', // what is kept would be copied for every sandbox
  wal_init_zero: 'off',
  min_wal_size: '2MB',
  max_wal_size: '64MB',
  jit: 'off',
} as const

/** The same, as `postgres` takes them on its command line. */
export const serverFlags: readonly string[] = Object.entries(serverSettings).flatMap(([name, value]) => [
  '-c',
  `${name}=${value}`,
])
