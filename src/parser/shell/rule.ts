import type {Effect} from '../../model/effect.ts'

/**
 * What a program may do, as data. Lists are comma-separated subcommands (`get, config view`); a word may be a pattern
 * (`describe-*`), `*` any one word, `.` the program without a subcommand. The longest match counts, and where a listed word has
 * words under it, an unlisted one there is unknown. Conditions are subcommands followed by one option (`logs -f`), or either alone; the
 * option may have a value (`--replicas=0`), which may be a pattern.
 */
export interface Rule {
  read?: string
  local?: string
  change?: string
  destroy?: string
  unknown?: string
  /** For everything not listed; without it that is unknown. */
  any?: Effect
  /** Options that take a value, so that the value is not taken for a subcommand. */
  values?: string
  /** Options before the subcommand that take none. */
  flags?: string
  /** Options are written with one dash and are not letters strung together (`terraform`). */
  singleDash?: boolean
  /** The subcommand is the first word that is listed, after any number of groups (`gcloud`). */
  anywhere?: boolean
  /** Condition to the least effect then; such an option may be abbreviated. */
  raise?: Record<string, Effect>
  /** Condition to the effect then, whatever else holds. */
  lower?: Record<string, Effect>
  /** Condition to the least effect then, even where `lower` holds: options that run programs or write files. */
  always?: Record<string, Effect>
  /** The options beside which it only reads, for programs whose options decide; a word may be a pattern. Any other makes it unknown. */
  only?: string
  /** Conditions under which it does not end by itself, and those under which it does after all. */
  endless?: string
  bounded?: string
  /** Conditions under which it asks a person on standard input, and those under which it does not after all. */
  interactive?: string
  scripted?: string
  /** Conditions under which it takes the whole screen, whatever its standard input. */
  screen?: string
  /** Conditions under which the lines after it are typed into what it opens: into a shell elsewhere, or into something else. */
  shell?: string
  session?: string
  /** Conditions under which it is told by its arguments what to do there, so that it opens nothing for the lines after it. */
  given?: string
  /** Where its effect is `local`, it changes only the shell itself: its directory, its variables. */
  state?: boolean
  /** Conditions under which it starts something by a name, which may say that this destroys. */
  starts?: string
  /** Subcommand to what it does, for people: `restarts the service`. */
  says?: Record<string, string>
}

/** Rules by the names of programs; one key may name several (`ls, cat`). */
export type Family = Record<string, Rule>

/** What a program opens, so that the lines after it are no commands of the shell that runs it. */
export interface Session {
  /** Its lines are commands of a shell; else of a language of its own. */
  shell: boolean
  /** It runs on a system that others share. */
  shared: boolean
}

/** What one command was found to do. */
export interface Finding {
  effect: Effect
  /** The program with its subcommand. */
  name: string
  /** For people: what was seen and what it does. */
  text: string
  /** What a person at a terminal is needed for. */
  interactive?: string | undefined
  session?: Session | undefined
  /** Changes only the shell that runs it: its directory, its variables. */
  state?: boolean | undefined
}

const lists = new Map<string, readonly string[]>()

/** Splits a comma-separated list of the tables; each is split once. */
export function listed(list = ''): readonly string[] {
  const known = lists.get(list)
  if (known) return known
  const items = list
    .split(',')
    .map(item => item.trim().replaceAll(/\s+/g, ' '))
    .filter(item => item !== '')
  lists.set(list, items)
  return items
}
