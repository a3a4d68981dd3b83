import {begins, ends, pattern, type Rule} from './rule.ts'

/** Under which a name `example` is nobody's. */
const tld =
  '(?:com|org|net|edu|io|info|biz|eu|de|fr|es|it|pt|nl|be|at|ch|se|no|dk|fi|pl|cz|ru|jp|cn|in|br|ca|au|us|co|dev|app|cloud|local|lan|internal|corp|test|tld|domain)(?:\\.(?:uk|br|au|jp|nz|in))?'

/** Addresses, domains and numbers that are kept for examples, or written so by those who show what one looks like. */
export const exampleRules: Rule[] = [
  {
    // RFC 5737 and RFC 3849
    hint: String.raw`1\.2\.3\.4|192\.0\.2|198\.51\.100|203\.0\.113|2001:db8`,
    pattern: pattern(
      String.raw`${begins}(?:1\.2\.3\.4|(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}|2001:[dD][bB]8:[\da-fA-F:]{1,36})(?![\p{N}.])`,
    ),
  },
  {
    hint: String.raw`ex[ae]mple\.|domain\.|dominio\.|domaine\.`,
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_.$\0@-])(?:[\p{L}\p{N}_.+-]{1,60}@)?(?:[\p{L}\p{N}_-]{1,60}\.){0,6}(?:(?:example|exemple|ejemplo|beispiel|esempio)\.${tld}|(?:(?:my)?domain|(?:mi|meu|tu|seu|mio|mon|votre)?(?:dominio|domaine))\.(?:com(?:\.br)?|tld|org|net|local|lan|io|fr|es|it))(?![\p{L}\p{N}-])`,
    ),
  },
  {
    hint: '@(?:e?mail|company|host|your)',
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_.$\0-])(?:you|your|name|user|username|email|someone|me|admin|your[_.-]?(?:name|email))@(?:e?mail|company|host|your[\p{L}\p{N}_-]{0,30})\.(?:com|org|net|tld|local)${ends}`,
    ),
  },
  // `github.com/example/shop`: whoever keeps it
  {
    hint: '(?:hub|lab|bucket)\\.(?:com|org)[/:]',
    pattern: pattern(
      String.raw`(?<=(?:github|gitlab|bitbucket)\.(?:com|org)[/:])(?:example|exemple|ejemplo|example-org|org|organi[sz]ation|owner|username)(?=/)`,
    ),
  },
  // the suffix of a directory
  {
    hint: 'dc=(?:example|domain|mydomain)',
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_-])dc=(?:example|domain|mydomain),dc=(?:com|org|net|local|lan|tld)(?![\p{L}\p{N}-])`,
      'giu',
    ),
  },
  // accounts and things of a cloud, as its documents number them
  {
    hint: '123456789012|111122223333|444455556666|-0?12345|-0?abc|-0?a1b2|-0{8}|(?:1{12}|2{12}|9{12})',
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_.$%\0-])(?:123456789012|111122223333|444455556666|([1-9])\1{11})(?![\p{L}\p{N}_-])|${begins}(?:i|vol|snap|sg|ami|vpc|subnet|rtb|eni|igw|eipalloc|nat|acl|tgw|fs|lt|db|cluster)-0?(?:12345(?:6(?:7(?:8[0-9a-f]{0,9})?)?)?|abcd?(?:ef)?(?:\d[0-9a-z]{0,14})?|a1b2c3[0-9a-z]{0,14}|0{8}(?:0{9})?)${ends}`,
    ),
  },
  // `Z1234567890ABC`, `AKIA1234567890EXAMPLE`: letters that say of what, and what counts up
  {
    hint: '[A-Z]0?12345678',
    pattern: pattern(
      String.raw`${begins}[A-Z]{1,5}0?12345678(?:9[A-Z\d]{0,14}|[A-Z]{1,8})?${ends}(?!\.\p{L})`,
    ),
  },
  // numbers that are none
  {
    hint: '00000000-0000|12345678-1234|aa:bb:cc|00:11:22|abcdef12|deadbeef|a1b2c3d',
    pattern: pattern(
      String.raw`${begins}(?:00000000-0000-0000-0000-0{11}[01]|12345678-1234-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|(?:aa:bb:cc:dd:ee:f[\df]|AA:BB:CC:DD:EE:F[\dF]|00:11:22:33:44:55)|abcdef12(?:34(?:56)?)?|deadbeef|a1b2c3d(?:4(?:e5(?:f6)?)?)?(?:-e5f6-[\da-f-]{1,30})?)${ends}`,
    ),
  },
]
