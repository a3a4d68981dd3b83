import {sectionsOf} from '../../model/content.ts'
import type {Block, BlockStep, BuildsOn, Content, Section} from '../../model/runbook.ts'

/**
 * Ties the steps right under one heading together across its fences: what plainly acts on the directory in which it is run builds on
 * the step before it that changed to it. Under other headings nobody knows whether the reader came this way.
 */
export function tieDirectories(root: Section): void {
  for (const {content} of [root, ...sectionsOf(root)]) tieIn(content)
}

function tieIn(content: Content[]) {
  let moved: BuildsOn | undefined
  content.forEach((item, at) => {
    if (item.type === 'choice') moved = undefined // who knows which branch was taken
    if (item.type !== 'block' || !runsHere(item.block)) return
    const {commands, attributes} = item.block
    const known = item.buildsOn?.some(one => 'directory' in one)
    if (moved && !known && attributes.cwd === undefined && actsHere(item))
      content[at] = {...item, buildsOn: [moved, ...(item.buildsOn ?? [])]}
    for (const {text} of commands)
      for (const [, directory] of text.matchAll(moves)) moved = {step: item.id, directory: directory!}
  })
}

const runsHere = ({kind, elsewhere, syntaxError}: Block): boolean =>
  (kind === 'shell' || kind === 'console') && !elsewhere && !syntaxError

/** Whether the first thing that a block does depends on where it is run. */
function actsHere({block}: BlockStep): boolean {
  const [first] = block.commands
  return first !== undefined && bound.test(first.text) && !elsewhere.test(first.text)
}

const moves = /(?:^|&&\s*|;\s*)((?:cd|pushd)\s+(?:"[^"\n]*"|'[^'\n]*'|[^\s;&|])+)/g
const bound =
  /^\s*(?:cd|pushd)\s+(?!["']?[/~$-])|^\s*(?:sudo\s+)?(?:terraform|tofu|terragrunt|make|npm|npx|yarn|pnpm|docker[- ]compose|bundle|rails|rake|composer|mvn|gradle|cargo|poetry|vagrant|pulumi|git (?!clone))\b|(?:^|[\s="'])\.{1,2}\//
const elsewhere =
  /\s(?:-C|-chdir|--prefix|--cwd|--project-directory|--git-dir|-g|--global)\b|^\s*(?:cd|pushd)\s+["']?[/~$]/
