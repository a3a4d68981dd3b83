import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import {temporaryDirectory} from './temporary.ts'

/** A certificate for what `san` names (`DNS:localhost`), signed by itself, and its key. */
export async function selfSigned(san: string): Promise<{cert: string; key: string; certPath: string}> {
  const dir = temporaryDirectory()
  const [certPath, keyPath] = [join(dir, 'server.crt'), join(dir, 'server.key')]
  const subject = ['-subj', '/CN=a test', '-addext', `subjectAltName=${san}`, '-days', '2']
  const files = ['-keyout', keyPath, '-out', certPath]
  await execa('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, ...files])
  return {cert: readFileSync(certPath, 'utf8'), key: readFileSync(keyPath, 'utf8'), certPath}
}
