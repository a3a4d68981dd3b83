import process from 'node:process'
import type {WriteStream} from 'node:tty'
import pc from 'picocolors'
import type {ScreenStyle} from '../../report/step-screen.ts'

/** How to write on a stream: its width (80 where unknown, 40–200) and whether in colour (a terminal, and NO_COLOR unset). */
export function screenStyle(stream: NodeJS.WriteStream | WriteStream): {
  columns: number
  colors: ReturnType<typeof pc.createColors>
} {
  const {NO_COLOR, FORCE_COLOR, TERM} = process.env
  const wanted = FORCE_COLOR ? FORCE_COLOR !== '0' : stream.isTTY === true && TERM !== 'dumb'
  return {
    // asked for each time: a window is resized while a run goes on
    get columns() {
      return Math.min(200, Math.max(40, (stream.isTTY && stream.columns) || 80))
    },
    colors: pc.createColors(wanted && !NO_COLOR),
  }
}

/** The same without colours and signs that draw, if `plain`: for who hears the screen. */
export function withSigns(style: ReturnType<typeof screenStyle>, plain: boolean): ScreenStyle {
  return plain ? {...style, colors: pc.createColors(false), ascii: true} : style
}
