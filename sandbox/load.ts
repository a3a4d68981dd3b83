// Background traffic: a few clients that keep looking users up by e-mail through the public API.
import {setTimeout as sleep} from 'node:timers/promises'

process.once('disconnect', () => process.exit())

async function lookUpForever(client: number) {
  for (let round = 0; ; round++) {
    const email = `user${1 + ((client * 37_501 + round * 7) % 150_000)}@example.com`
    await fetch(`${process.env.API_URL}/users?email=${email}`).then(
      response => response.text(),
      () => {},
    )
    await sleep(25) // once lookups are fast, the traffic must not become a flood
  }
}

for (let client = 0; client < 4; client++) void lookUpForever(client)
