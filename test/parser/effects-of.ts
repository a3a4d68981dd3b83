import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

/** The effects of a document's bash fences with these texts. */
export async function effectsOf(scripts: readonly string[]): Promise<string[]> {
  const text = scripts.map(script => `\`\`\`bash\n${script}\n\`\`\`\n`).join('\n')
  const {runbook} = await parseRunbook('a.md', text)
  return [...blocksOf(runbook.section)].map(({block}) => block.effect)
}
