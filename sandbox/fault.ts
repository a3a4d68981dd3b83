// Breaks the sandbox that SANDBOX_URL names: `fault` lists what can be broken, `fault NAME…` breaks it,
// `fault --calm` ends the traffic and the leaks that faults have begun; what is broken stays so.
import {call, runCli} from './client.ts'

interface Listed {
  name: string
  title: string
  runbook: string
}

await runCli('fault', async names => {
  if (names.length === 0) {
    const all = await call<Listed[]>('GET', '/faults')
    const width = Math.max(...all.map(({name}) => name.length))
    for (const {name, title, runbook} of all)
      process.stdout.write(`${name.padEnd(width)}  ${title} (${runbook})\n`)
  }
  if (names[0] === '--calm') {
    await call('POST', '/calm')
    return
  }
  for (const name of names) {
    await call('POST', `/faults/${name}`)
    process.stdout.write(`Broken: ${name}\n`)
  }
})
