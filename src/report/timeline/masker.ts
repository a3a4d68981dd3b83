import type {Named} from './known-names.ts'

/** Stands for names, hosts and addresses, the same for the same wherever it is met. */
export interface Masker {
  person(name: string): string
  text(text: string): string
}

const kept = new Set(['here', 'channel', 'everyone', 'alertmanager'])
const url = String.raw`(?<url>\b[a-z][a-z0-9+.-]*:\/\/[^\s<>"'|\])]+)`
const email = String.raw`(?<email>[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)`
const mention = String.raw`(?<![\p{L}\p{N}@/.])@(?<mention>[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?)`
const group = '[0-9a-f]{1,4}'
const address = String.raw`(?<address>(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\w)|(?<![\w:])(?:(?:${group}:){3,7}${group}|(?:${group}(?::${group})*)?::${group}(?::${group})*)(?![\w:]))`
const ending =
  'com|net|org|io|dev|app|cloud|internal|intern|local|lan|corp|home|arpa|example|test|invalid|fr|de|uk|eu|us|ch|nl|be|es|it'
const domain = String.raw`(?<domain>(?<![\p{L}\p{N}.@/-])(?:[a-z0-9-]+\.)+(?:[a-z0-9-]+\.[a-z]{2,}|(?:${ending}))(?![\p{L}\p{N}-]))`
/** Code in backticks, also where their end was cut off, and lines as a shell's prompt begins them. */
const command = String.raw`(?<command>(?<tick>${'`'}+)(?!${'`'})[\s\S]+?(?:(?<!${'`'})\k<tick>(?!${'`'})|(?![\s\S]))|^\s*[$#] .+$)`
/** A word that was cut off: half a name is known to nobody. */
const cutOff = /[^\s…]+…/g

/** Makes a masker for the names that are known, and for what looks like an address; with `commands` also for code. */
export function createMasker(
  {people, hosts, roles}: Named,
  {commands = false}: {commands?: boolean} = {},
): Masker {
  const persons = byRole(roles, numbered(letters))
  const places = numbered(number => `host-${number}`)
  const addresses = numbered(number => `address-${number}`)
  const links = numbered(number => `link-${number}`)
  const named = new Map<string, () => string>()
  for (const name of hosts) if (name.length > 1) named.set(name.toLowerCase(), () => places(name))
  for (const name of people) {
    if (kept.has(name.toLowerCase())) continue
    persons(name)
    const parts = name.split(/[\s@]+/).filter(part => part.length > 2)
    for (const part of [name, ...parts])
      if (part.length > 1) named.set(part.toLowerCase(), () => persons(name))
  }
  const known = [...named.keys()].sort((a, b) => b.length - a.length).map(literally)
  const word =
    known.length === 0 ? [] : [String.raw`(?<![\p{L}\p{N}])(?<known>${known.join('|')})(?![\p{L}\p{N}])`]
  const pattern = new RegExp(
    [...(commands ? [command] : []), url, email, ...word, mention, address, domain].join('|'),
    'gimu',
  )
  return {
    person: name => (kept.has(name.toLowerCase()) ? name : persons(name)),
    text: text =>
      text.replaceAll(cutOff, '…').replaceAll(pattern, (found, ...rest) => {
        const met = rest.at(-1) as Record<string, string | undefined>
        if (met.command !== undefined) return '[command]'
        if (met.url !== undefined) return links(found)
        if (met.known !== undefined) return named.get(found.toLowerCase())?.() ?? found
        if (met.email !== undefined) return persons(found)
        if (met.mention !== undefined) {
          const name = met.mention
          return kept.has(name.toLowerCase()) ? found : (named.get(name.toLowerCase())?.() ?? persons(name))
        }
        return met.address === undefined ? places(found) : addresses(found)
      }),
  }
}

/** Who has a role is called by it; whoever had the same one before, by it and a number. */
function byRole(roles: Named['roles'], others: (name: string) => string): (name: string) => string {
  const given = new Map<string, string>()
  const taken = new Map<string, number>()
  for (const [name, role] of roles) {
    const count = (taken.get(role) ?? 0) + 1
    taken.set(role, count)
    given.set(name.toLowerCase(), count === 1 ? `the ${role}` : `the ${role} ${count}`)
  }
  return name => given.get(name.toLowerCase()) ?? others(name)
}

/** Gives each name, whatever its case, a number of its own in the order of asking. */
function numbered(write: (number: number) => string): (name: string) => string {
  const given = new Map<string, string>()
  return name => {
    const key = name.toLowerCase()
    const text = given.get(key) ?? write(given.size + 1)
    given.set(key, text)
    return text
  }
}

/** `Person A` … `Person Z`, `Person AA` … */
function letters(number: number): string {
  let text = ''
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26))
    text = String.fromCharCode(65 + ((left - 1) % 26)) + text
  return `Person ${text}`
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
