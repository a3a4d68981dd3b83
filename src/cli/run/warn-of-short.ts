import process from 'node:process'

/** Says once of each secret that its value is too short to be masked. */
export function warnOfShort(): (name: string) => void {
  const told = new Set<string>()
  return name => {
    if (told.has(name)) return
    told.add(name)
    process.stderr.write(`runbook: warning: the value of ${name} is too short to be kept out of the log\n`)
  }
}
