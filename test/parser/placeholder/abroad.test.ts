import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each<[string, string[]]>([
  ['samba-tool user unlock usuario', ['usuario']],
  ['mysqldump -u root mi_base_de_datos', ['mi_base_de_datos']],
  ['scp copia.tgz root@web1:/ruta/destino', ['/ruta/destino']],
  ['guestmount -a /caminho/imagem -m /dev/sda1 /mnt', ['/caminho/imagem']],
  ['lxc exec mon_serveur bash', ['mon_serveur']],
  ['dropuser benutzername', ['benutzername']],
  ['rsync servidor_destino:/srv .', ['servidor_destino']],
  ['docker compose restart SERVICIO', ['SERVICIO']],
  ['curl https://ton-domaine.fr/api', ['ton-domaine.fr']],
  ['gunzip -c backup_MAIS_RECENTE.sql.gz', ['MAIS_RECENTE']],
  ['gunzip -c backup_MOST_RECENT.sql.gz', ['MOST_RECENT']],
  ['echo $MOST_RECENT', []],
  ['git checkout mi-rama', []],
  ['cd nueva', []],
])('%s: what another language calls the thing that is missing', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})
