import {type Prompt, promptOf, second} from './prompt.ts'

/** `┌──(me㉿host)-[~]`, `╭─me@host ~`: no picture, which is closed. */
const boxed = /^[ \t]{0,40}[┌╭][─━]{0,8}(?=[ ([\p{L}\p{N}~/])(?!.*[┐╮│])/u
/** `me@laptop MINGW64 ~/src (main)` */
const windows = /^[ \t]{0,40}[\w.-]{1,80}@[\w.-]{1,80} (?:MINGW|MSYS|UCRT|CLANG)\w{0,8} \S/
const who = /([\w.-]{1,60})[@㉿💀]([\w.-]{1,80})/u

/** The prompts of lines, those that take two lines among them: the first says who and where, and nothing is typed on it. */
export function promptsOf(lines: readonly string[], places?: ReadonlySet<string>): (Prompt | undefined)[] {
  const prompts = lines.map(line => promptOf(line, places))
  prompts.forEach((prompt, index) => {
    if (prompt?.kind !== 'shell' || index === 0) return
    const head = lines[index - 1]!
    if (head.length > 1000) return
    const isBox = second.test(lines[index]!) && boxed.test(head)
    if (!isBox && !(/^[ \t]{0,40}\$ /.test(lines[index]!) && windows.test(head))) return
    // Git's shell for Windows is that of the machine at which one sits
    const [, whom = '', host] = (isBox && who.exec(head)) || []
    prompts[index] = {...prompt, whom, host: host && !/^local/.test(host) ? host : undefined}
    prompts[index - 1] = {...prompts[index], length: head.length, heads: true}
  })
  return prompts
}
