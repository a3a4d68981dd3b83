import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function blockIn(words: string, text: string) {
  const {runbook} = await parseRunbook('a.md', `${words}\n\n\`\`\`bash\n${text}\n\`\`\`\n`)
  return [...blocksOf(runbook.section)].map(({block}) => block).at(-1)!
}

test.each([
  ['# Restoring uploads', 'tar xzf uploads-1.tar.gz -C /srv/shop/uploads'],
  ['# Restore\n\n## Uploads', 'tar -C /srv/shop -xzf uploads-1.tar.gz'],
  ['# Restore\n\n## Uploads', 'cd /srv/shop && tar --extract --file uploads-1.tar.gz'],
  ['# A\n\nNext, put the files back:', 'rsync -a /media/usb/shop/ /srv/shop/'],
  ['# A\n\nRestore the configuration.', 'cp -r conf.d /etc/shop/'],
  ['# A', '# Restore the uploads\nunzip uploads.zip -d /srv/shop/uploads'],
  ['# Restore', 'scp uploads.bin root@web1:/srv/shop/uploads.bin'],
  ['# Restore', 'docker cp data.rdb cache:/data/data.rdb'],
  ['# Restaurer les fichiers', 'tar xzf fichiers.tgz -C /srv/site'],
  ['# Wiederherstellung', 'rsync -a host2:/srv/wiki/ /srv/wiki/'],
  ['# 数据恢复', 'cp -a data/. /srv/wiki/data'],
  ['# Restauração', 'tar xzf arquivos.tgz -C /srv/loja'],
  ['# Restoring the database', 'psql shop < /srv/in/shop.sql'],
  ['# A\n\nFinally, load the database:', 'mysql shop < /srv/in/shop.sql'],
  ['# Import the dump', 'psql -d shop -f shop.sql'],
  ['# A', 'kubectl apply -f - <<EOF\napiVersion: a/v1\nkind: Restore\nmetadata:\n  name: r1\nEOF'],
  ['# A\n\nThis may lead to data loss.', 'kubectl apply -f x.yaml'],
  ['# A\n\n!!! danger "Causing a short outage"', 'kubectl apply -f x.yaml'],
])('a block destroys where its document says that it restores: %s %s', async (words, text) => {
  expect(await blockIn(words, text)).toMatchObject({effect: 'destroy'})
})

test.each([
  ['# Uploads', 'tar xzf uploads-1.tar.gz -C /srv/shop/uploads', 'local'],
  ['# Restoring uploads', 'tar xzf uploads-1.tar.gz -C /tmp/look', 'local'],
  ['# Restoring uploads', 'tar xzf uploads-1.tar.gz', 'local'],
  ['# Restoring uploads', 'tar tzf uploads-1.tar.gz', 'read'],
  ['# Restoring uploads', 'tar czf now.tgz -C /srv/shop uploads', 'local'],
  ['# Restoring uploads', 'scp web1:/srv/in/uploads.tgz .', 'local'],
  ['# Restoring uploads', 'cp -a /srv/shop /srv/shop.old', 'local'],
  ['# Restoring uploads', 'rsync -a web1:/srv/in/ /srv/backups/', 'local'],
  ['# Restoring uploads', 'rsync -an /media/usb/shop/ /srv/shop/', 'read'],
  ['# Backup and restore', 'cp -r conf.d /etc/shop/', 'local'],
  ['# Restore\n\n## Backing up first', 'cp -r /etc/shop /srv/kept', 'local'],
  ['# Restore\n\n## Download the archive', 'cp /mnt/nas/a.tgz /srv/in/a.tgz', 'local'],
  ['# Restore to a new server', 'tar xzf uploads.tgz -C /srv/shop', 'local'],
  ['# Test restore', 'tar xzf uploads.tgz -C /srv/shop', 'local'],
  ['# Restore', './load.sh', 'destroy'],
  ['# Tables', 'psql shop -f tables.sql', 'unknown'],
  ['# A', 'kubectl apply -f - <<EOF\nkind: RestorePolicy\nEOF', 'change'],
])(
  'a block is what it is where nothing says that it restores over something: %s %s',
  async (words, text, effect) => {
    expect(await blockIn(words, text)).toMatchObject({effect})
  },
)

test('programs of a database are known where a package brings them along', async () => {
  const block = await blockIn('# A', '/opt/shop/embedded/postgresql/bin/pg_controldata /srv/pg')
  expect(block.effect).toBe('read')
  expect((await blockIn('# A', '/opt/shop/bin/pg_controldata /srv/pg')).effect).toBe('unknown')
})
