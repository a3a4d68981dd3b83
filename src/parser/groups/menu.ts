import {labelOf, plain} from './label.ts'

const menus =
  /\b(?:(?:quick|useful|common|handy|frequent(?:ly used)?|essential|basic|key|other|helpful)(?: [\p{L}-]+){0,2} (?:commands?|queries|one-?liners|snippets|aliases)|(?:commands?|query|queries) (?:reference|cheat|summary)|quick[ -]ref(?:erence)?|cheat[ -]?sheets?|one-?liners|(?:commandes?|requetes)(?: [\p{L}-]+){0,2} (?:rapides?|utiles?|courantes?|frequentes?|usuelles?|essentielles?|pratiques?)|aide-?memoire|antiseche|memento|reference rapide)\b|^(?:commands|commandes)$/u

/** So few groups are read through rather than picked from. */
export const fewest = 5

/** Whether a title says that what is under it is picked from, in no order. */
export function namesAMenu(title: string): boolean {
  return menus.test(plain(labelOf(title.slice(0, 200)).text))
}
