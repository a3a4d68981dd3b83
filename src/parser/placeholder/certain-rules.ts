import {addressRules} from './address-rules.ts'
import {begins, ends, pattern, type Rule, some} from './rule.ts'

const octet = String.raw`(?:\d{1,3}|[xX]{1,3}|N{1,3}|n{2,3}|[a-d])`
const year = '(?:YYYY|yyyy)'
const day = `(?:${year}(?:[-_/.]?(?:MM|mm)(?:[-_/.]?(?:DD|dd))?)?|(?:AAAA|aaaa)[-_/.]?(?:MM|mm)(?:[-_/.]?(?:JJ|jj))?|(?:DD|dd|JJ|MM)[-_/](?:DD|MM|mm)[-_/](?:YYYY|yyyy|AAAA))`
const time = `(?:[T _-]?(?:HH|hh)(?::?(?:MM|mm))?(?::?(?:SS|ss))?Z?)`

const run = /^(?:x+|y+|z+|n+)$/i

/** Stand-ins that cannot be meant as they stand, whatever the language. */
export const certainRules: Rule[] = [
  {
    // `your-domain.com`, `YOUR_TOKEN`, `votre-jeton`; not `yours`, `yourself` and the domains of a hoster
    hint: 'your|votre|vos',
    pattern: pattern(
      String.raw`${begins}(?:${some}[_-])?(?!your-(?:storagebox|server)\.de)(?:your|YOUR|Your|votre|VOTRE|vos|VOS)(?:[_-]${some}|(?!s(?:el|${ends}))[\p{L}\p{N}]{1,40}(?:[_-]${some})?)${ends}(?:\.(?:com|org|net|io|dev|fr|local|internal|co)${ends})?`,
    ),
  },
  {hint: String.raw`your\.`, pattern: pattern(String.raw`${begins}your(?:\.\p{Ll}{2,20}){1,4}${ends}`)},
  {
    // `tu-dominio.com`, `SEU_USUARIO`, `dein-server`, `ton-domaine.fr`
    hint: '(?:tus?|ton|seus?|suas?|deine?|ihr|tuo|tua|jouw)[_-]',
    pattern: pattern(
      String.raw`${begins}(?:tus?|TUS?|[Tt]on|TON|[Ss]eus?|SEUS?|[Ss]uas?|SUAS?|[Dd]eine?|DEINE?|[Ii]hre?|IHRE?|[Tt]u[oa]|TU[OA]|jouw|JOUW)[_-]\p{L}[\p{L}\p{N}_-]{1,60}${ends}(?:\.(?:com|org|net|io|dev|local|internal|es|de|fr|be|ch|it|nl|com\.br)${ends})?`,
    ),
  },
  {
    // `backend-xxx`, `diskXXX`, `review-xx`; not a run inside a word, nor 5xx, nor the six or more that a program makes a name from
    hint: 'x{3}|y{3}|z{3}|n{3}|[_-]xx',
    pattern: pattern(String.raw`${begins}[\p{L}\p{N}_-]{3,60}${ends}`),
    holds: text =>
      !run.test(text) &&
      (/\p{Ll}{3}(?<!x)x{4,}$/u.test(text) ||
        /(?:^|[_-])(?:x{3,}|y{3,}|z{3,}|n{3,})(?:$|[_-])/i.test(text) ||
        /[\p{Ll}\p{N}]X{3,5}$|\p{Lu}x{3,5}$|\p{Ll}[\p{L}\p{N}]*[_-](?:xx|XX)$/u.test(text)),
  },
  {
    hint: 'x{3}|y{3}|z{3}|n{3}',
    pattern: pattern(`${begins}[xyznXYZN]{3,60}${ends}`),
    holds: text => run.test(text),
    nameless: true,
  },
  {
    // `v###`, `INC-####`: a number of so many digits
    hint: '##',
    pattern: pattern(String.raw`${begins}[\p{L}][\p{L}\p{N}._-]{0,30}#{2,8}(?![\p{L}\p{N}#_.-])`),
  },
  {
    // `ssh ______@host`: as on paper
    hint: '____',
    pattern: pattern(String.raw`(?<![\p{L}\p{N}_$\0])_{4,40}(?![\p{L}\p{N}_])`),
    nameless: true,
  },
  {
    // `10.x.x.x`, `NNN.NNN.NNN.NNN`
    hint: String.raw`\.[xn\da-d]{1,3}\.[xn\da-d]{1,3}\.`,
    pattern: pattern(String.raw`${begins}(?:${octet}\.){3}${octet}${ends}`),
    holds: text => /[xXnN]|^a\.b\.c\.d$/.test(text),
  },
  {
    // `XX:XX:XX:XX:XX:XX`, `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`
    hint: 'xx:xx|xxxx-xxxx',
    pattern: pattern(`${begins}(?:(?:xx|XX)(?::(?:xx|XX)){5}|[xX]{8}(?:-[xX]{4}){3}-[xX]{8,16})${ends}`),
    nameless: true,
  },
  // `v1.x.y`'s own place, and `agent-x.x.x.tgz`
  {
    hint: String.raw`x\.[yx]`,
    pattern: pattern(
      String.raw`${begins}v?[xX]\.[yYxX](?:\.[zZxX])?${ends}|(?<=[\p{Ll}\d][-_]v?)[xX]\.[yYxX]\.[zZxX]${ends}`,
    ),
  },
  {
    // the disk, the daemon or the replica that is meant: `/dev/sdX1`, `osd.N`, `worker-N`
    hint: String.raw`\/dev\/|[.@-](?:NN?|XX?)|(?:sd|vd|hd)X`,
    pattern: pattern(
      String.raw`(?<=\/dev\/)(?:(?:sd|vd|hd|xvd)[XYZ]{1,2}\d?|[a-z]{2,8}[XN]\d?|md[YZ]|nvme[XN]n\w{1,3})${ends}|(?<=\p{Ll}[.@-])(?:N{1,2}|X)${ends}|(?<=\p{Ll}[.@])XX${ends}|(?<![\p{L}\p{N}_$\0./-])(?:sd|vd|hd|xvd)X\d?${ends}`,
    ),
  },
  {
    hint: 'YYYY|AAAA|HHMM',
    pattern: pattern(String.raw`(?<![\p{Lu}%]|\p{Ll}(?!YYYY))(?:${day}${time}?|HHMMSS|HHMM)(?![\p{L}\p{N}])`),
  },
  {
    // a password that the author has masked: `postgres://app:****@db/app`
    hint: String.raw`:(?:\*{3}|•{3})`,
    pattern: pattern(String.raw`(?<=:\/\/[^\s:@\/"']{1,60}:)[*•]{3,40}(?=@)`),
    nameless: true,
  },
  {
    // the same where it is given: `--password=*****`, `-p****`, `IDENTIFIED BY *****`
    hint: String.raw`\*{3}|•{3}`,
    pattern: pattern(String.raw`(?<=[=:'"]|\bBY\s|^-p)[*•]{3,40}(?=['"\s;,)@]|$)|^[*•]{4,40}$`, 'giu'),
    nameless: true,
  },
  {
    // a day of which only the century is told: `dump-20XX-XX-XX.sql`
    hint: '20(?:XX|xx)',
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}])20(?:XX[-_.]?XX[-_.]?XX|xx[-_.]?xx[-_.]?xx)(?![\p{L}\p{N}])`,
    ),
  },
  {
    // the newest of several, whatever it is called: `backup_MOST_RECENT.sql.gz`
    hint: 'RECE?I?E?NT',
    pattern: pattern(
      String.raw`(?<![\p{Lu}\p{N}$%\0\\])(?:(?:THE_)?MOST[_-]RECENT|MAIS[_-]RECENTE|M[AÁ]S[_-]RECIENTE|(?:LE|LA)?[_-]?PLUS[_-]RECENTE?)(?![\p{Lu}\p{N}]|_\p{L}|\s*=)`,
    ),
  },
  {hint: '«', pattern: pattern(String.raw`«\s?\p{L}[^«»\n]{0,60}»`)},
  {hint: 'HH:', pattern: pattern(`${begins}(?:HH|hh):(?:MM|mm)(?::(?:SS|ss))?${ends}`)},
  {
    hint: 'year[-_]?month|annee[-_]?mois',
    pattern: pattern(
      String.raw`(?<!\p{L})(?:year[-_]?month[-_]?day|annee[-_]?mois[-_]?jour)(?!\p{L})`,
      'giu',
    ),
  },
  {
    // keys as documents show them: `hvs.EXAMPLEEXAMPLE`, `AKIAIOSFODNN7EXAMPLE`
    hint: 'EXAMPLE',
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_$%\0\\.-])(?:[A-Za-z]{1,8}[._-])?[A-Za-z0-9/+]{0,60}EXAMPLE[A-Za-z0-9/+=]{0,60}${ends}`,
    ),
    holds: text => text.length > 11,
  },
  // `"EXAMPLE"`: a value that says that it is none
  {hint: '["\']EXAMPLE["\']', pattern: pattern(String.raw`(?<=["'])EXAMPLE(?=["'])`)},
  {
    // `changeme`, `REPLACE_ME`, `insert-token-here`, `jeton_ici`
    hint: 'change|replac|remplac|insert|enter|add|put|paste|fill|specify|choose|here|ici|placeholder|fixme|todo|tbd',
    pattern: pattern(
      `${begins}(?:change[_-]?(?:me|this|it)|(?:replace|remplacer|insert|enter|add|put|paste|fill|specify|choose)[_-](?:me|this|with|in|par|the|a|your)(?:[_-]${some})?|${some}[_-](?:here|ici)|a[_-]remplacer|placeholder|fixme|todo|tbd)${ends}`,
      'giu',
    ),
  },
  {
    // `/path/to/file`, `chemin/vers/sauvegarde`, `/path/certificates`, `/your/dir`
    hint: String.raw`path\/|chemin\/|\/path|\/(?:your|some|chemin)\/|(?:ruta|caminho|pfad|percorso|pad)\/`,
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_$\0}.-])(?:(?:[~.]{0,2}\/)?(?:path\/to|chemin\/vers|PATH\/TO|(?:ruta\/(?:al?|de|hacia)|caminho\/(?:para|do|da)|pfad\/(?:zum|zur|zu)|percorso\/(?:al|della|del|di)|pad\/naar)(?!\p{L})|(?:a|some|your|my|the|full|absolute|desired|actual)\/path)(?:\/[\p{L}\p{N}_.-]{1,80})?|[~.]{0,2}\/(?:path|your|some|ruta|caminho|chemin|pfad|percorso)(?:\/[\p{L}\p{N}_.-]{1,80}){1,4})`,
    ),
  },
  {
    // `...`, `sk-…`; not the end of a sentence, `a..b` or Go's `./...`
    hint: String.raw`\.{3}|…`,
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}\0).…!?]|\.\/|\/\/\.{0,3})(?:\.{3,40}|…)(?![\p{L}\p{N}\0.…/])`,
    ),
    nameless: true,
  },
  {
    hint: String.raw`\/\/(?:\.{3}|…)`,
    pattern: pattern(String.raw`(?<=:\/\/)(?:\.{3}|…)[^\s'"\0]{0,80}`),
    nameless: true,
  },
  ...addressRules,
]
