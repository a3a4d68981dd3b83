import {type Connection, type ConnectionOptions, createConnection} from 'mysql2'
import {type MysqlAddress, mysqlProtections} from './address.ts'

/** Opens a connection that takes one statement at a time and reads no local files; throws what `mysql2` throws. */
export async function connect(
  address: MysqlAddress,
  application: string,
  connectMs: number,
  password: string | undefined,
): Promise<Connection> {
  const {host, port, socket, user, database} = address
  const base: ConnectionOptions = {
    ...(socket === undefined ? {host, port} : {socketPath: socket}),
    user,
    ...(database === undefined ? {} : {database}),
    password: address.password ?? password ?? '',
    connectTimeout: connectMs,
    charset: 'utf8mb4',
    multipleStatements: false,
    flags: ['-LOCAL_FILES', '-FOUND_ROWS'], // rows that changed, not those that were found
    connectAttributes: {program_name: application},
  }
  const ways = mysqlProtections(address)
  for (const ssl of ways.slice(0, -1)) {
    try {
      return await open(ssl ? {...base, ssl} : base)
    } catch (error) {
      if ((error as {code?: string}).code !== 'HANDSHAKE_NO_SSL_SUPPORT') throw error
    }
  }
  const ssl = ways.at(-1)
  return open(ssl ? {...base, ssl} : base)
}

function open(options: ConnectionOptions): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const connection = createConnection(options)
    connection.on('error', () => {}) // what waits for it is told
    connection.connect(error => {
      if (!error) return resolve(connection)
      connection.destroy()
      reject(error)
    })
  })
}
