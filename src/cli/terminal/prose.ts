import type {WriteStream} from 'node:tty'
import {createSupportsHyperlinks} from 'supports-hyperlinks'
import {parseMarkdown} from '../../parser/markdown.ts'
import type {ScreenStyle} from '../../report/step-screen.ts'
import {renderProse} from '../../report/terminal-prose.ts'
import {screenStyle, withSigns} from './style.ts'

/** How a person's screen is written on: the document's words are drawn as GitHub shows them, with links where the terminal knows them. */
export function withProse(stream: NodeJS.WriteStream | WriteStream, plain: boolean): ScreenStyle {
  const style = withSigns(screenStyle(stream), plain)
  if (plain) return style
  const links = createSupportsHyperlinks(stream as WriteStream)
  return {...style, prose: markdown => renderProse(parseMarkdown(markdown), {...style, links})}
}
