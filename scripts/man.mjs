// The manual page, in man's own language, from the command line's description and its exit codes.

const plain = text =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^([.'])/gm, '\\&$1')
const bold = text => `\\fB${plain(text)}\\fR`

/** What follows an option or argument on lines of its own, indented. */
const entry = (head, text) => `.TP\n${head}\n${plain(text)}`

function optionLines(command) {
  const help = command.createHelp()
  return help
    .visibleOptions(command)
    .filter(option => option.long !== '--help')
    .map(option => entry(bold(option.flags), help.optionDescription(option)))
}

/** `Examples:` and what else stands behind a command's help, verbatim. */
function afterHelp(command) {
  const text = helpOf(command)
  const at = text.search(/^Examples?:$/m)
  return at === -1 ? [] : ['.PP', '.nf', plain(text.slice(at)), '.fi']
}

function commandLines(command) {
  const help = command.createHelp()
  return [
    `.SS ${plain(`runbook ${command.name()} ${command.usage()}`)}`,
    plain(command.description()),
    ...help
      .visibleArguments(command)
      .map(argument => entry(bold(argument.name()), help.argumentDescription(argument))),
    ...optionLines(command),
    ...afterHelp(command),
  ]
}

/** What `--help` prints for a command, 80 columns wide. */
export function helpOf(command) {
  let text = ''
  command.configureOutput({
    writeOut: part => {
      text += part
    },
    getOutHelpWidth: () => 80,
    getOutHasColors: () => false,
  })
  command.outputHelp()
  return text.trimEnd()
}

/** `runbook(1)` for a program, with its exit codes and the variables that it reads. */
export function manual(program, {exitCodes, variables}) {
  const commands = program.commands.filter(command => !command.name().startsWith('__'))
  const lines = [
    '.TH RUNBOOK 1',
    '.SH NAME',
    `runbook \\- ${plain('run the markdown runbook you already have')}`,
    '.SH SYNOPSIS',
    `${bold('runbook')} \\fIcommand\\fR [\\fIoptions\\fR]`,
    '.SH DESCRIPTION',
    plain(program.description()),
    '.SH OPTIONS',
    ...optionLines(program),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH EXIT STATUS',
    ...exitCodes.map(([code, meaning]) => entry(bold(code), meaning)),
    '.SH ENVIRONMENT',
    ...variables.map(([name, meaning]) => entry(bold(name), meaning)),
    '.SH FILES',
    entry('\\fIincidents/\\fR', 'A directory for each run: journal.jsonl, incident.md, outputs/.'),
  ]
  return `${lines.join('\n')}\n`
}
