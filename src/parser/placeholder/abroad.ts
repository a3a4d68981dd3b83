import {type Gap, gapAt} from './gap.ts'
import type {ShellWord} from './shell-word.ts'
import {isNoun, partsOf} from './vocabulary.ts'

const person =
  'usuari[oa]|usuário|utilisateur|utilizador|benutzer|benutzername|utente|gebruiker|gebruikersnaam'
const secret =
  'contrase[nñ]a|senha|palavra[_-]?passe|motdepasse|mot[_-]de[_-]passe|mdp|passwort|kennwort|wachtwoord'
const name = 'nombre|nome|nom|servidor|serveur|servernaam|dateiname|nom[_-]?d[eu][_-]?\\p{L}{2,20}'
const store =
  'base[_-]?de[_-]?(?:datos|dados|donn[eé]es)|banco[_-]?de[_-]?dados|basededatos|datenbank(?:name)?|banco'
/** Programs have none of these words of their own: whoever writes one says what is to be put there. */
const alone = new RegExp(`^(?:${person}|${secret}|${name}|${store})\\d?$`, 'iu')
/** `mi_base_de_datos`, `nueva-tabla`, `servidor_destino`, `mon_serveur` */
const whose =
  /^(?:mi|tu|su|meu|minha|teu|seu|sua|mon|ma|ton|votre|mein|meine|dein|deine|ihr|nuev[oa]|nov[oa]|nouveau|nouvelle|neue[rs]?|nuov[oa]|otr[oa]|outr[oa]|ancien|alte[rs]?)$/iu
const which = /^(?:destino|origen|origem|cible|ziel|quelle|destinazione|origine|espec[ií]fic[oa])$/iu

/** What any of them holds. */
const hint =
  /usu|util|benutz|utente|gebruik|contrase|senha|palavra|passe|mdp|wort|wachtw|nom|servi?d|serve|servernaam|base|banc|datenb|[_-]dest|[_-]ori|[_-]cible|[_-]ziel|[_-]quel|[_-]espec|^["']?(?:mi|tu|su|me[iu]|minha|teu|seu|sua|mon|ma|ton|votre|dein|ihr|n[eou]|otr|outr|anc|alt)/iu

/** Words of other languages that say what is missing: `samba-tool user unlock usuario`, `pg_dump mi_base_de_datos`. */
export function abroadIn({text, start, role}: ShellWord): Gap[] {
  if (role !== 'value' || !hint.test(text)) return []
  const gaps: Gap[] = []
  for (const {0: part, index} of text.matchAll(
    /(?<![\p{L}\p{N}_./$%\0\\-])[\p{L}\p{N}_-]{3,60}(?![\p{L}\p{N}_./=-])/gu,
  ))
    if (saysWhatIsMissing(part)) gaps.push(gapAt(part, start + index, {certain: false}))
  return gaps
}

function saysWhatIsMissing(word: string): boolean {
  if (alone.test(word)) return true
  const parts = partsOf(word)
  return (
    parts.length > 1 &&
    (whose.test(parts[0]!) || which.test(parts.at(-1)!)) &&
    parts.some(part => isNoun(part) && !whose.test(part) && !which.test(part))
  )
}
