import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {everyFile} from '../cli/record.ts'
import {caller} from '../sandbox/shell.ts'
import {agree, describeHandbook, done, ranOnly, walk} from '../support/handbook-walk.ts'

describeHandbook('secrets and sizes, by a handbook that nobody wrote for this tool', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.stop())

  test('a secret is rotated with a value that is asked for and not recorded, and services restart once that was agreed to', async () => {
    const secret = 'kX93-vQpZ2-77mm-Lw81'
    const t = await walk(sandbox, 'rotation-des-secrets')
    await t.next('│ openssl rand -base64 32')
    await t.next('› Enter runs it')
    t.type('s made elsewhere\r')
    await t.next('› Value for nouveau_secret')
    t.type(`${secret}\r`)
    await t.next('│ railway variables set JWT_SECRET=')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await t.next('│ vercel env add NEXTAUTH_SECRET production')
    await t.next('› Run it? y/N')
    t.type('s already there\r')
    await t.next('│ railway restart --environment production')
    await t.next('destroy: ')
    await t.next('› Type ')
    t.type('y\r')
    await t.next('“y” means nothing here')
    await agree(t)
    await t.next('› 1 takes it, 0 does not')
    t.type('0\r')
    await t.next('Run: success')
    expect(await t.exit()).toBe(0)
    expect(await sandbox.health()).toBe(200)
    const {stdout} = await caller(sandbox, 'railway')('variables --json')
    expect(JSON.parse(stdout)).toMatchObject({JWT_SECRET: secret})
    for (const text of [t.text(), ...Object.values(everyFile(t.dir))]) expect(text).not.toContain(secret)
    await ranOnly(
      t,
      `railway variables set JWT_SECRET=${secret} --environment production`,
      'railway restart --environment production',
      'vercel --prod',
    )
  })

  test('a section of nothing but work for a person runs no command', async () => {
    const t = await walk(sandbox, 'scaling')
    await done(
      t,
      'Railway Dashboard',
      'Augmenter RAM/CPU',
      'Cliquer',
      'Le service redémarre',
      'Scaling Horizontal',
      "Augmenter le nombre d'instances",
      'Load balancing',
    )
    await t.next('Run: success')
    expect(await t.exit()).toBe(0)
    await ranOnly(t)
  })
})
