import type {Rule} from '../lint/rule.ts'
import type {ShellCommand, ShellWord} from '../lint/shell-command.ts'

/** Programs that stop to ask before something harmless, the words that make them, and what tells them not to. */
const asking: {call: RegExp; unless: RegExp; option: string}[] = [
  {
    call: /^apt(?:-get|itude)? (?:.* )?(?:install|upgrade|dist-upgrade|full-upgrade)\b/,
    unless: /^(?:-[a-z]*y[a-z]*|--yes|--assume-yes|-qq)$/i,
    option: '-y',
  },
  {
    call: /^(?:yum|dnf|microdnf) (?:.* )?(?:install|update|upgrade|reinstall)\b/,
    unless: /^(?:-y|--assumeyes|-[a-z]*y)$/,
    option: '-y',
  },
  {
    call: /^zypper (?:.* )?(?:install|in|update|up|dup)\b/,
    unless: /^(?:-n|--non-interactive|-y)$/,
    option: '-n',
  },
  {call: /^pacman -S/, unless: /^--noconfirm$/, option: '--noconfirm'},
  {call: /^(?:npm|yarn|pnpm) init\b/, unless: /^(?:-y|--yes|-[a-z]*y)$/, option: '-y'},
  {call: /^add-apt-repository /, unless: /^(?:-y|--yes|--remove|-r)$/, option: '-y'},
  {call: /^(?:conda|mamba) (?:install|create|update)\b/, unless: /^(?:-y|--yes)$/, option: '-y'},
]

/** Options that make a program ask, and those that keep it from that. */
const told = {
  call: /^(?:cp|mv|rm) /,
  by: /^-[A-Za-z]*i[A-Za-z]*$|^--interactive(?:=always|=once)?$/,
  unless: /^-[A-Za-z]*[fn][A-Za-z]*$|^--(?:force|no-clobber)$/,
}

export const asks: Rule = {
  id: 'asks',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a command stops to ask, and an option more or less would keep it from asking',
  why: 'A run has no standard input: the question is answered by its end, mostly as no. Nothing is said here about programs that ask by themselves before they delete: there the question is a guard. `rm -i` asks because it is told to, and the run asks before it anyway.',
  examples: [
    {text: '# Set up\n\n```bash\nsudo apt-get install -y jq\n```\n', says: []},
    {
      text: '# Set up\n\n```bash\nsudo apt-get install jq\n```\n',
      says: ['4:6 Unexpected `apt-get install` that stops to ask, expected `-y`'],
    },
    {text: '# Set up\n\n```bash\nyes | cp -i a b\nmv -if a b\n```\n', says: []},
    {
      text: '# Set up\n\n```bash\ncp -pi a b\nsudo rm -i a\n```\n',
      says: [
        '4:1 Unexpected `cp -pi` that stops to ask, expected it without `-i`',
        '5:6 Unexpected `rm -i` that stops to ask, expected it without `-i`',
      ],
    },
  ],
  check(document, say) {
    for (const step of document.blocks) {
      for (const command of document.commands(step)) {
        const option = toldToAsk(command)
        if (option) {
          const [{value, start}] = command.words as [ShellWord]
          say(
            `Unexpected \`${value} ${option.value}\` that stops to ask, expected it without \`-i\``,
            document.placeIn(step, start, option.end),
          )
        }
        const found = asking.find(({call, unless}) => asksFor(command, call, unless))
        if (!found) continue
        const {words} = command
        const plain = words.filter(({value}) => !value.startsWith('-')).slice(0, 2)
        say(
          `Unexpected \`${plain.map(({value}) => value).join(' ')}\` that stops to ask, expected \`${found.option}\``,
          document.placeIn(step, words[0]!.start, plain.at(-1)!.end),
        )
      }
    }
  },
}

/** The option that makes it ask, where nothing answers for the person. */
function toldToAsk({words, files, session}: ShellCommand): ShellWord | undefined {
  if (!session || files.length > 0 || !told.call.test(`${words[0]?.value} `)) return undefined
  const dashes = words.findIndex(({value}) => value === '--')
  const options = dashes === -1 ? words : words.slice(0, dashes)
  return options.some(({value}) => told.unless.test(value))
    ? undefined
    : options.find(({value}) => told.by.test(value))
}

function asksFor({words, captured}: ShellCommand, call: RegExp, unless: RegExp): boolean {
  const line = words
    .slice(0, 8)
    .map(({value}) => value)
    .join(' ')
  return !captured && line.length < 500 && call.test(line) && !words.some(({value}) => unless.test(value))
}
