interface Construct {
  name?: string
  previous?: (this: Text, code: number | null) => boolean
}

/** What micromark knows where it reads the text of a paragraph, heading or cell. */
interface Text {
  previous: number | null
  _gfmTasklistFirstContentOfListItem?: boolean
}

/** Constructs of text by the character that they begin with; line endings are negative. */
type Constructs = Record<number, Construct | Construct[]>

const remove = {
  partial: true,
  tokenize(this: {parser: {constructs: {text: Constructs}}}, _effects: unknown, _ok: unknown, no: unknown) {
    const {constructs} = this.parser
    constructs.text = plainOf(constructs.text)
    return no
  },
}

/**
 * An extension of micromark, the last of all, that leaves all text as it is written, but for the boxes of tasks. Switching constructs off one by one would not
 * do: micromark still cuts text at their characters, and joins it again in the square of the number of lines.
 */
export const withoutInline: object = {document: {null: remove}}

function plainOf(text: Constructs): Constructs {
  const kept: Constructs = {}
  for (const ending of [-5, -4, -3]) if (text[ending]) kept[ending] = text[ending]
  const boxes = [text[leftBracket] ?? []].flat().filter(({name}) => name === 'tasklistCheck')
  if (boxes.length > 0) kept[leftBracket] = boxes.map(box => ({...box, previous: beginsItem}))
  return kept
}

function beginsItem(this: Text, code: number | null): boolean {
  return code === null && this._gfmTasklistFirstContentOfListItem === true
}

const leftBracket = 91
