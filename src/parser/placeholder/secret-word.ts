const told =
  '(?:my|your|new|old|previous|prev|last|rotated|generated|strong|secure|super|very|the|an?|some|any|big|top|default|initial|current|test|temp|example|sample|dummy|nouveau|nueva|nuevo|nova|neues?|mon|mi|minha|tu|su|sua|seu)'
const whose =
  '(?:user|db|database|root|admin|sys|system|sa|backups?|monitor(?:ing)?|metrics|exporter|owner|client|server|account|login|e?mail|web|site|repl|replication|replica|pg|postgres|mysql|redis|mongo|app|service|ldap|bind|ssh|smtp|api|access|auth|basic)'
const secret =
  '(?:password|passwd|passphrase|secret|secretkey|pass|pwd|token|apikey|api[-_]?key|mot[-_]?de[-_]?passe|contrasena|contraseña|clave|senha|passwort|kennwort)'
const word = new RegExp(
  `^(?:(?:${told}|${whose})[-_]?){0,4}${secret}(?:[-_]?${secret})?[-_]?\\d{0,4}!{0,3}$`,
  'i',
)
const letters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
}

/** Whether a secret says only that it is one: `password`, `pg_password`, `bigs3cret`. A password in earnest says something else. */
export function isSecretWord(text: string): boolean {
  if (text.length > 60) return false
  return (
    word.test(text) ||
    /^(?:1234|0000|abcd)$/i.test(text) ||
    (/\p{L}.*[\d@$]/u.test(text) && word.test(plain(text)))
  )
}

/** `S3cret!` without what stands for letters within; digits at the end count. */
function plain(text: string): string {
  return text.replaceAll(/[01345@$](?=.*\p{L})/gu, sign => letters[sign]!)
}
