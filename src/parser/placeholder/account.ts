/** `backupUserPassword`, `app_user_password`: a secret that is called after the user it belongs to. */
const paired = () =>
  /(?<![\p{L}\p{N}_$%{\\-])((?:\p{L}[\p{L}\p{N}]{0,30}[_-]?)?(?:[Uu]ser(?:[Nn]ame)?|USER(?:NAME)?))[_-]?(?:[Pp]ass(?:[Ww]ord|wd)?|[Pp]wd|PASS(?:WORD)?|PWD)(?![\p{L}\p{N}_-])/gu

/** Users and their passwords of which each says only what it is, as the other stands beside it: `-u shopUser -p shopUserPassword`. */
export function accountsIn(text: string): string[] {
  if (!/user[a-z]{0,4}[_-]?(?:pass|pwd)/i.test(text)) return []
  return [...text.matchAll(paired())].flatMap(([password, user]) =>
    standsAlone(text, user!) && standsAlone(text, password) ? [user!, password] : [],
  )
}

/** Whether a word is a value somewhere, and nowhere the name of one. */
function standsAlone(text: string, word: string): boolean {
  const value = new RegExp(`(?<=^|[\\s"'=:/(,])${word}(?=$|[\\s"'@:;),])`, 'm')
  const name = new RegExp(`\\$\\{?${word}\\b|%${word}\\b|\\b${word}["']?(?:\\s*=|\\s*:(?=\\s|$))`, 'm')
  return value.test(text) && !name.test(text)
}
