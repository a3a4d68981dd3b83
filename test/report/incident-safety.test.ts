import {describe, expect, test} from 'vitest'
import {fold} from '../../src/model/fold.ts'
import {renderIncident} from '../../src/report/incident.ts'
import {nodes, parsed} from './parsed.ts'
import {began, ended, event, headOf, kept, listed, runStarted} from './sample-run.ts'

/** The log of one step whose title, note, command and output are these. */
function logOf({title = 'Look', note = 'seen', command = 'true', output = 'fine\n'}): string {
  const step = listed(1, title)
  const lines = output.split('\n').length
  const events = [
    runStarted([step]),
    began(1, step, command),
    ended(2, step, {kind: 'failure', detail: 'exit 1'}, {output: kept('outputs/001.log', lines)}),
    event(3, 'note.added', {kind: 'todo', text: note}, {subject: 's1', authid: 'ada'}),
    event(4, 'input.set', {name: 'n', value: note, secret: false, source: 'answer'}),
  ]
  return renderIncident({
    run: fold(events),
    runId: 'r1',
    head: headOf(events),
    output: () => ({kind: 'text', text: output}),
  })
}

const fenceWith = (log: string, text: string) =>
  nodes(parsed(log)).find(
    node => node.type === 'code' && 'value' in node && String(node.value).includes(text),
  )

describe('in an incident log', () => {
  test('a fence is longer than any run of backticks in the output', () => {
    const log = logOf({output: 'a\n```````\nb\n'})
    expect(log).toContain('````````text\na\n```````\nb\n````````\n')
  })

  test('a bar or a line end does not leave its cell', () => {
    const log = logOf({title: 'one | two\nthree', note: 'a|b\nc'})
    expect(log).toContain('| 1 | one \\| two three |')
    expect(log).toContain('| `n` | `a\\|b c` | answer |')
  })

  test('a tag, an entity or the end of a comment is text', () => {
    const log = logOf({title: '<script>&amp;</script> -->', note: '<!-- --> <b>&lt;'})
    expect(log).toContain('<summary>1. &lt;script&gt;&amp;amp;&lt;/script&gt; --&gt;: ')
    const html = nodes(parsed(log)).flatMap(node =>
      node.type === 'html' && 'value' in node ? [String(node.value)] : [],
    )
    expect(html.filter(text => !/^<\/?details|^<summary>|^<!-- runbook:/.test(text))).toEqual([])
  })

  test('escape sequences and control bytes are gone', () => {
    const log = logOf({
      output: '\u001b[31mred\u001b[0m\u0007\u0008 \u001b]0;title\u0007x\n',
      note: '\u001b[2Jcleared',
    })
    expect(log).toContain('\nred x\n')
    expect(log).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
  })

  test('what turns the direction of text is gone from output, and spelled out in a command', () => {
    const log = logOf({output: 'a\u202eb\u2066c\n', command: 'rm \u202e/tmp'})
    expect(log).toContain('\nabc\n')
    expect(log).toContain('rm ‹U+202E›/tmp')
    expect(log).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  })

  test('a name and the number of an issue notify nobody', () => {
    const log = logOf({title: 'Ask @ada', note: 'see #42, org/repo#7 and GH-12, @team/x'})
    expect(log).toContain('<code>@ada</code>')
    const texts = nodes(parsed(log)).flatMap(node =>
      (node.type === 'text' || node.type === 'html') && 'value' in node ? [String(node.value)] : [],
    )
    const bare = texts.join('\n').replaceAll(/<code>.*?<\/code>/g, '')
    expect(bare).not.toMatch(/@\w|#\d|GH-\d/)
  })

  test('NUL and bytes that are no UTF-8 leave valid text', () => {
    const log = logOf({output: Buffer.from([0x61, 0, 0xff, 0xfe, 0x62, 0x0a]).toString()})
    expect(log).toContain('\na\ufffd\ufffdb\n')
    expect(Buffer.from(log).toString()).toBe(log)
  })

  test('a blank line follows every summary, so that what is folded is markdown', () => {
    const log = logOf({})
    expect(log.match(/<\/summary>\n\n/g)).toHaveLength(log.match(/<\/summary>/g)!.length)
    expect(fenceWith(log, 'fine')).toBeDefined()
  })

  test('a long output shows the last 40 lines at most and a link to the whole', () => {
    const log = logOf({output: Array.from({length: 300}, (_, index) => `line ${index}\n`).join('')})
    expect(log).toContain('the last 40 of')
    expect(log).toContain('[`outputs/001.log`](outputs/001.log)')
    expect(log).toContain('\nline 260\n')
    expect(log).not.toContain('\nline 259\n')
  })
})
