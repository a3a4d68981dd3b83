// A stand-in for the web consoles of Railway and of the OAuth providers, for scripts: what a person would click there.
import {call, Failure, runCli} from './client.ts'

const usage = `Usage: dashboard COMMAND

  show                          memory, instances, volume and providers, as JSON
  memory MB                     what an instance of the backend may use
  instances N                   how many there are
  volume MB                     the size of the database's disk
  redirect-uri URI [PROVIDER]   add one to those that a provider knows
  client-secret [PROVIDER]      print the secret that a provider expects
`

const settings = ['memory', 'instances', 'volume', 'redirect-uri']

await runCli('dashboard', async ([name = 'help', ...words]) => {
  if (name === 'help') process.stdout.write(usage)
  else if (name === 'show') {
    process.stdout.write(`${JSON.stringify(await call('GET', '/console'), undefined, 2)}\n`)
  } else if (name === 'client-secret') {
    const {clientSecret} = await call<{clientSecret: string}>('POST', `/console/${name}`, {
      provider: words[0],
    })
    process.stdout.write(`${clientSecret}\n`)
  } else if (settings.includes(name)) {
    const [value, provider] = words
    if (value === undefined) throw new Failure(`Missing the value. ${usage.trimEnd()}`, 2)
    await call('POST', `/console/${name}`, {value, provider})
    process.stdout.write(`Updated: ${name} ${value}\n`)
  } else throw new Failure(`Unknown command ${name}\n\n${usage.trimEnd()}`, 2)
})
