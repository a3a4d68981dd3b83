import {percentDecoded} from './percent-decoded.ts'

const words =
  'TOKENS?|SECRETS?|PASSWORDS?|PASSWD|PASS|PWD|PASSPHRASE|CREDENTIALS?|KEYS?|PAT|AUTH|AUTHORIZATION|DSN|COOKIES?|SECRET_KEY_BASE'
/** Written without anything between the words. */
const together =
  '[A-Z]*(?:PASSWORD|PASSWD|PASSPHRASE|SSHPASS|SECRET)|(?:AUTH|ACCESS|API|REFRESH|SESSION|BEARER|BOT)TOKEN|(?:API|ACCESS|SECRET|PRIVATE|SIGNING|ENCRYPTION|MASTER|AUTH)KEYS?'
/** Which of several it is. */
const which =
  'OLD|NEW|PREV|PREVIOUS|CURRENT|NEXT|PRIMARY|SECONDARY|BACKUP|PROD|PRODUCTION|STAGING|DEV|TEST|LIVE|BASE64|B64|HEX'
const secretName = new RegExp(`(?:^|_)(?:${words}|${together})(?:_(?:${which}))?(?:_?V?\\d+)?$`, 'i')
const credentials = /^[a-z][a-z0-9+.-]*:\/\/[^/@:\s]*:([^/\s]+)@/i

/** A value that must never leave the process, and the name to say instead. */
export interface Secret {
  name: string
  value: string
}

/** Whether a variable's name says that its value is secret (`JWT_SECRET`, `API_KEY`). */
export function isSecretName(name: string): boolean {
  if (name === 'PWD' || name === 'OLDPWD') return false // directories
  return secretName.test(name.replaceAll('-', '_').replaceAll(/([a-z\d])([A-Z])/g, '$1_$2'))
}

/**
 * The secrets of an environment: values of secret-looking names, of the names in `declared`, and of URLs that carry a
 * password (the URL and the password by itself).
 */
export function secretsOf(
  env: Readonly<Record<string, string | undefined>>,
  declared: readonly string[] = [],
): Secret[] {
  const names = new Set(declared)
  return Object.entries(env).flatMap(([name, value]) => {
    if (!value) return []
    const password = credentials.exec(value)?.[1]
    if (password !== undefined) {
      return [...new Set([value, password, percentDecoded(password)])].map(secret => ({name, value: secret}))
    }
    return names.has(name) || isSecretName(name) ? [{name, value}] : []
  })
}
