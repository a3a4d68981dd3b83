import type {Code} from 'mdast'
import type {Content} from '../model/runbook.ts'
import {branchOf, choiceOf, holdsStep} from './choice.ts'
import type {Context} from './context.ts'
import {type TabMark, tabMarkIn} from './tab-mark.ts'

/** Makes a choice of neighbouring tabs, as site generators have them: their readers see one of them. `gather` makes those in a tab. Nothing moves. */
export function gatherTabs(
  content: readonly Content[],
  {ids, units}: Pick<Context, 'ids' | 'units'>,
  gather: (content: Content[]) => Content[],
): Content[] {
  const result: Content[] = []
  let tabs: {title: string; content: Content[]}[] = []
  let open: {mark: TabMark; column: number} | undefined
  const close = () => {
    const work = tabs.filter(tab => holdsStep(tab.content))
    if (tabs.length > 1 && work.length > 0)
      result.push(
        choiceOf(
          tabs.map(({title, content}) => branchOf(title, gather(content), ids)),
          ids,
        ),
      )
    else for (const tab of tabs) for (const item of tab.content) result.push(item)
    tabs = []
    open = undefined
  }
  for (const item of content) {
    const {column} = item.place.start
    const mark = item.type === 'prose' ? tabMarkIn(item.text) : undefined
    if (mark?.opens !== undefined) {
      tabs.push({title: mark.opens, content: [item]})
      open = {mark, column}
    } else if (tabs.length > 0 && (mark || belongs(item, open, units))) {
      tabs.at(-1)!.content.push(item)
      if (mark) open = undefined
    } else {
      close()
      result.push(item)
    }
  }
  close()
  return result
}

/** Whether what stands behind the mark of a tab is in it. */
function belongs(
  item: Content,
  open: {mark: TabMark; column: number} | undefined,
  units: Context['units'],
): boolean {
  if (!open) return false
  const node = units.get(item)
  return (
    !open.mark.indents ||
    item.place.start.column >= open.column + 4 ||
    (node?.type === 'code' && isIndented(node))
  )
}

/** An indented block begins with its line; a fence has two lines more than its text. */
function isIndented({value, position}: Code): boolean {
  return position!.end.line - position!.start.line < value.split(/\r\n|[\n\r]/).length
}
