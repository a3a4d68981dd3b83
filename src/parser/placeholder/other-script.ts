import {type Gap, gapAt} from './gap.ts'
import type {ShellWord} from './shell-word.ts'

const cjk = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}]`
/** Words such as `容器名`, `パスワード`, `имя_базы`, and what joins on to them. */
const words = () =>
  new RegExp(
    String.raw`(?<![\p{L}\p{N}_-])(?=[\p{L}\p{N}_-]{0,20}(?:${cjk}|\p{Script=Cyrillic}))[\p{L}\p{N}_-]{1,24}`,
    'gu',
  )
/** How such a word ends, or begins, that names what is missing. */
const naming = new RegExp(
  [
    '(?:名|名称|名字|名前|ID|id|IP|ip|地址|アドレス|路径|路徑|パス|目录|ディレクトリ|文件|ファイル|端口|ポート|密码|密碼|パスワード|用户|用戶|ユーザー?|号|编号|番号|域名|ドメイン|容器|コンテナ|数据库|データベース|主机|ホスト|サーバー?|镜像|イメージ|版本|バージョン|标签|タグ|令牌|トークン|分支|ブランチ|设备|磁盘|节点|ノード|服务|サービス|命名空间|이름|아이디|비밀번호|주소|경로|파일|포트|사용자|컨테이너|데이터베이스|호스트|버전)$',
    '^(?:你的|您的|あなたの|당신의|имя|имени|название|адрес|путь|пароль|пользователь|пользователя|логин|хост|порт|база|файл|ваш|ваша|ваше|ваши|вашего|ид|номер|домен|токен|контейнер|сервер)',
  ].join('|'),
  'iu',
)
/** Such a word as a reader's own, wherever it stands: `ВАШ_ТОКЕН`. */
const own = /^(?:你的|您的|あなたの|당신의|ваше?[аиё]?(?=_))/iu
/** What a remark behind a command begins with: `重启 nginx`. */
const doing =
  /^(?:查看|启动|停止|重启|删除|创建|修改|检查|设置|安装|列出|显示|进入|退出|清空|导出|导入|添加|更新|执行|运行|关闭|打开|恢复|备份|获取|使用|表示|指定|确认|起動|停止|再起動|削除|作成|変更|表示|実行)/

/** Words of another script than programs are written in, that say what is missing: `docker logs 容器名`. */
export function otherScriptIn({text, start, role}: ShellWord): Gap[] {
  if (!/[^\0-\u024f]/.test(text)) return []
  const given = (role === 'value' || role === 'constant') && !/^["'].*\s/.test(text)
  if (!given && role !== 'document') return []
  return [...text.matchAll(words())]
    .filter(([word]) => (given ? naming : own).test(word) && !doing.test(word))
    .map(({0: word, index}) => gapAt(word, start + index))
}
