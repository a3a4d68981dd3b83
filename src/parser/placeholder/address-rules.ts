import {pattern, type Rule} from './rule.ts'
import {isNoun, partsOf} from './vocabulary.ts'

const user =
  '(?:(?:db_?)?user(?:name)?|utilisateur|usuario|usuário|usuari|benutzer(?:name)?|utente|gebruiker|usr|login|me|użytkownik|uživatel|användare|bruker|käyttäjä|kullanıcı|пользователь)'
const secret =
  '(?:pass|(?:db_?|my)?password|passwd|pwd|secret|mot[_-]?de[_-]?passe|mdp|senha|contraseña|contrasena|clave|passwort|kennwort|wachtwoord|parola|hasło|haslo|heslo|lösenord|passord|adgangskode|salasana|şifre|пароль)'
const hint = `:${secret}@`
/** What stands before the host: a person and a secret that are nobody's. */
const before = `(?<![\\p{L}\\p{N}_$\\0-])${user}:${secret}@`
const named = (text: string) => partsOf(text).some(part => isNoun(part)) || /^(?:my|the)db$/i.test(text)

/** `postgres://app:…@host/db`, `postgres://app:<secret>@staging-host`: a host that only says so, where the author has left out the secret. */
const leftOut: Rule = {
  hint: String.raw`:(?:…|\.{3}|[*•]{3}|\0|qx*)[^@\s]{0,40}@`,
  pattern: pattern(
    String.raw`(?<=:\/\/[\p{L}\p{N}_.-]{0,40}:(?:…|\.{3}|[*•]{3,40}|\0{1,60}|qx{1,60})@)(?:\p{L}[\p{L}\p{N}]{1,20}[-_])?(?:host|hostname|server|serveur|servidor|hôte)(?=[:/?"']|$)`,
    'giu',
  ),
}

/** `user:password@host:port/db`, piece by piece, where person and secret only say what they are; a real host stays as it is. */
export const addressRules: Rule[] = [
  {hint, pattern: pattern(String.raw`(?<![\p{L}\p{N}_$\0-])${user}(?=:${secret}@)`, 'giu')},
  {hint, pattern: pattern(`(?<=(?<![\\p{L}\\p{N}_$\\0-])${user}:)${secret}(?=@)`, 'giu')},
  {
    hint,
    pattern: pattern(String.raw`(?<=${before})\p{L}[\p{L}_-]{1,40}(?=[:/?"']|$)`, 'giu'),
    holds: named,
  },
  {
    hint,
    pattern: pattern(
      String.raw`(?<=${before}[\p{L}\p{N}_.-]{1,80}:)(?:port|porta|puerto|porto|poort|порт)(?=[/?"']|$)`,
      'giu',
    ),
  },
  {
    hint,
    pattern: pattern(
      String.raw`(?<=${before}[\p{L}\p{N}_.-]{1,80}(?::[\p{L}\p{N}]{1,10})?/)\p{L}[\p{L}_-]{1,40}(?=[?"']|$)`,
      'giu',
    ),
    holds: named,
  },
  leftOut,
  {
    // `mongodb://app:SENHA@127.0.0.1`, whoever it is
    hint: ':[A-Z_]{3,40}@',
    pattern: pattern(
      String.raw`(?<=:\/\/[\p{L}\p{N}_.-]{0,40}:)(?:[A-Z]{1,20}_){0,2}(?:PASSWORD|PASSWD|PASS|PWD|SECRET|SENHA|CONTRASENA|CONTRASEÑA|CLAVE|PASSWORT|KENNWORT|MDP|MOTDEPASSE|MOT_DE_PASSE|WACHTWOORD)(?=@)`,
    ),
  },
]

/** `http://admin:password@db7/`: whoever it is, nobody's password says only that it is one. */
export const secretOfAnyone: Rule = {
  hint,
  pattern: pattern(String.raw`(?<=:\/\/[\p{L}\p{N}_.-]{0,40}:)${secret}(?=@)`, 'giu'),
}

/** What a person or secret in the address of a host that is real is asked as: those of another host are others. */
export function nameAt(text: string, start: number, end: number): string | undefined {
  const isSecret = text[start - 1] === ':' && text[end] === '@'
  if (!isSecret && text[end] !== ':') return undefined
  const [, host] = /^(?::[^\s:@/"']{1,60})?@([\p{L}\p{N}_.-]{1,80})/u.exec(text.slice(end, end + 160)) ?? []
  // a gap reads so while the rest is looked through
  return host === undefined || named(host) || /^qx*$/.test(host)
    ? undefined
    : `${text.slice(start, end)} for ${host}`
}
