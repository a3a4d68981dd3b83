import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each<[string, string[]]>([
  ['docker exec -it 容器名 bash', ['容器名']],
  ['docker cp 文件名 容器ID:/tmp/', ['文件名', '容器ID']],
  ['ssh ユーザー名@サーバー', ['ユーザー名', 'サーバー']],
  ['psql -U имя_пользователя -d база', ['имя_пользователя', 'база']],
  ['docker exec -it nombre-del-contenedor bash', ['nombre-del-contenedor']],
  ['mysql -u tu_usuario -p NOMBRE_BASE', ['tu_usuario', 'NOMBRE_BASE']],
  ['ssh seu_usuario@seu_servidor', ['seu_usuario', 'seu_servidor']],
  ['ssh usuario@servidor', ['usuario@servidor']],
  ['mysqldump -u USUARIO -pCONTRASEÑA shop', ['USUARIO', 'CONTRASEÑA']],
  ["cat > x <<'E'\nkey=ВАШ_КЛЮЧ\nимя: x\nE", ['ВАШ_КЛЮЧ']],
  ['export KEY=你的密钥', ['你的密钥']],
  ['cd /ruta/al/proyecto; cd /pfad/zum/ordner', ['/ruta/al/proyecto', '/pfad/zum/ordner']],
])('%s: what is missing may be told in any language', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})

test.each([
  'systemctl restart nginx  重启服务',
  'cd ~/桌面; ls 下载',
  'echo "请输入密码"; grep 错误 app.log',
  'git commit -m "修改 文件名"',
  'tubectl get; seuil --mi-x; su-exec app',
])('%s names nothing that is missing', script => {
  expect(texts(script)).toEqual([])
})
