/** Whether a command opens a shell elsewhere or as somebody else, in which the next lines are typed. */
export function opensSession(command: string): boolean {
  const text = command
    .slice(0, 2000)
    .trim()
    .replace(/\s#\s.*$/, '')
  return (
    /^(?:oc|kubectl) debug\b/.test(text) ||
    /\b(?:exec|run|rsh|attach)\b.*\s(?:\/bin\/|\/usr\/bin\/)?(?:ba|z|a|da)?sh(?: -l| --login)?$/.test(text) ||
    /^(?:sudo )?su\b(?!.*\s-c\b)|^sudo (?:-\w+ (?:\w+ )?)*(?:-i|-s|-iu \S+|su\b.*|bash|sh|-i -u \S+)$/.test(
      text,
    ) ||
    /\bssh\s+(?:-\S+\s+(?:[^-\s]\S*\s+)?)*[^-\s]\S*$/.test(text) ||
    /^(?:chroot|nsenter|toolbox|vagrant ssh|multipass shell|lxc shell)\b/.test(text)
  )
}

const programs =
  /(?:^|[\s/])(?:mongosh?|redis-cli|valkey-cli|i?python3?|irb|pry|iex|node|ghci|gdb|cqlsh|rails (?:c|console)|manage\.py shell(?:_plus)?|artisan tinker)((?:\s+\S{1,300}){0,12})$/

/** Whether a command opens a program in which the next lines are typed: a database's shell, an interpreter. */
export function opensProgram(command: string): boolean {
  const text = command.trim().replace(/\s#\s.*$/, '')
  const words = text.length > 2000 ? undefined : programs.exec(text)?.[1]
  if (words === undefined) return false
  return (
    !/\s(?:-c|-e|-m|--eval|--bigkeys|--scan|--stat|--version|-V|[<|>].*|\S+\.(?:py|js|rb|exs?|lua))(?=\s|=|$)/.test(
      words,
    ) && !/\s[a-z]+(?=\s|$)/i.test(words.replaceAll(/\s-{1,2}[\w-]+[ =]\S+/g, ''))
  )
}
