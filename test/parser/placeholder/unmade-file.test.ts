import {expect, test} from 'vitest'
import {blocksOf} from '../../../src/model/content.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'

async function gaps(...scripts: string[]) {
  const text = scripts.map(script =>
    script.startsWith('~') ? script.slice(1) : `\`\`\`sh\n${script}\n\`\`\``,
  )
  const {runbook} = await parseRunbook('a.md', `# A\n\n${text.join('\n\nText.\n\n')}\n`)
  return [...blocksOf(runbook.section)].flatMap(({block}) => block.placeholders.map(gap => gap.text))
}

test.each([
  ['mysql shop < backup_file.sql', 'backup_file.sql'],
  ['gunzip < db-dump.sql.gz | psql shop', 'db-dump.sql.gz'],
  ['pg_restore -d shop database_backup.dump', 'database_backup.dump'],
  ['tar -xzf backup-archive.tar.gz -C /srv/shop', 'backup-archive.tar.gz'],
  ['psql -d shop -f dump.sql', 'dump.sql'],
  ['mysql shop < sauvegarde_base.sql', 'sauvegarde_base.sql'],
  ['mysql shop < archivo_respaldo.sql', 'archivo_respaldo.sql'],
])('what nothing makes and what says only that it was saved is to be named: %s', async (script, name) => {
  expect(await gaps(script)).toEqual([name])
})

test.each([
  [['mysqldump shop > backup_file.sql', 'mysql shop < backup_file.sql']],
  [['pg_dump -f db_dump.sql shop', 'psql shop < db_dump.sql']],
  [['~Upload it as `backup.sql`.', 'psql shop < backup.sql']],
  [['mysql shop < orders.sql']],
  [['mysql shop < /srv/in/dump.sql']],
  [['gunzip backup.sql.gz\npsql shop < backup.sql']],
  [['scp backup_file.sql web1:/srv/in/']],
])('a file that the document makes or names is meant: %j', async scripts => {
  expect(await gaps(...scripts)).toEqual([])
})
