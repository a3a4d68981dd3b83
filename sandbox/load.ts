// Traffic: CLIENTS clients that ask for PATHS (`METHOD!/path`, separated by blanks) through the public API, over and over.
// `{n}` in a path is a number that changes.
import {setTimeout as sleep} from 'node:timers/promises'

process.once('disconnect', () => process.exit())
if (!process.connected) process.exit() // its owner ended before this was loaded

const paths = process.env.PATHS!.split(' ').map(path => path.split('!') as [string, string])

async function askForever(client: number) {
  for (let round = 0; ; round++) {
    const [method, path] = paths[round % paths.length]!
    const n = `${1 + ((client * 37_501 + round * 7) % 60_000)}`
    await fetch(`${process.env.API_URL}${path.replaceAll('{n}', n)}`, {method}).then(
      response => response.text(),
      () => {},
    )
    await sleep(25) // once answers are fast, the traffic must not become a flood
  }
}

for (let client = 0; client < Number(process.env.CLIENTS); client++) void askForever(client)
