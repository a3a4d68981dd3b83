/** Marks of site generators that open and close one of several tabs; what is not listed here is text. */
const opening =
  /^(?:===[!+]{0,2}\s+(["'])(?<mkdocs>[^\n]{1,200}?)\1|\{%-?\s*tab\s+title="(?<gitbook>[^"\n]{1,200})"[^\n]*%\}|\{\{[<%]\s*tab\s+(?:(?:name|title|header|tabName)=)?"(?<hugo>[^"\n]{1,200})"[^\n]*[>%]\}\}|<TabItem\s(?<docusaurus>[^\n>]{1,400})>)$/
const closing =
  /^(?:<\/?Tabs(?:\s[^\n>]{0,400})?>|<\/TabItem>|\{%-?\s*(?:end)?tabs?\s*-?%\}|\{\{[<%]\s*\/?\s*(?:tab|tabs|tabpane)(?:\s[^\n]{0,400})?\s*[>%]\}\})$/

/** What a text that is nothing but such marks does: the title of the tab that is open behind it, if any, and whether it only indents what is in it. */
export interface TabMark {
  opens: string | undefined
  /** MkDocs: a tab is what is indented below its mark. */
  indents: boolean
}

/** Reads the marks of tabs that a text is made of; undefined where it says anything else. */
export function tabMarkIn(text: string): TabMark | undefined {
  if (!/^\s*(?:===|<\/?Tab|\{[%{])/.test(text)) return undefined
  let mark: TabMark = {opens: undefined, indents: false}
  for (const line of text.split(/\r\n|[\n\r]/)) {
    const bare = line.trim()
    const opened = opening.exec(bare)?.groups
    if (opened) mark = {opens: titleOf(opened), indents: opened.mkdocs !== undefined}
    else if (bare === '' || closing.test(bare)) mark = {opens: undefined, indents: false}
    else return undefined
  }
  return mark
}

function titleOf({mkdocs, gitbook, hugo, docusaurus}: Record<string, string | undefined>): string {
  if (docusaurus === undefined) return (mkdocs ?? gitbook ?? hugo)!
  const given = (name: string) =>
    new RegExp(`(?:^|\\s)${name}=["'{]{1,2}([^"'}]{1,200})`).exec(docusaurus)?.[1]
  return given('label') ?? given('value') ?? 'Tab'
}
