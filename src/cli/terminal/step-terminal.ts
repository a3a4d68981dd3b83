import {writeSync} from 'node:fs'
import process from 'node:process'
import type {StepTerminal} from '../../model/driver.ts'
import {terminalNotice} from '../../report/terminal-notice.ts'
import {resetScreen} from './reset-screen.ts'
import type {Screen} from './screen.ts'

/** The operator's terminal for the steps of a run, until it is released. */
export interface OpenTerminal {
  terminal: StepTerminal
  release(): void
}

/** Keeps the window's title, and gives it back. */
const titles = {keep: '\x1b[22;0t', give: '\x1b[23;0t'}

/** Opens the terminal of standard input. `hangUp` is called when it goes away while a step has it. */
export function openTerminal({stream, style, show}: Screen, hangUp: () => void): OpenTerminal {
  const {stdin} = process
  let taken = false
  const raw = (on: boolean) => {
    try {
      stdin.setRawMode(on)
    } catch {
      // it is gone: nothing is left to be set
    }
  }
  const atExit = () => {
    if (!taken) return
    raw(false)
    try {
      writeSync(stream === process.stderr ? 2 : 1, resetScreen)
    } catch {
      // it is gone
    }
  }
  // whoever stopped this process may have set the terminal to what a shell wants
  const wakeUp = () => {
    if (!taken) return
    raw(false)
    raw(true)
  }
  const lost = () => {
    if (taken) hangUp()
  }
  const ignore = () => lost()
  process.on('exit', atExit)
  process.on('SIGCONT', wakeUp)
  stdin.on('end', lost)
  stdin.on('error', ignore)
  return {
    terminal: {
      descriptor: stdin.fd,
      size: () => ({columns: stream.columns || 80, rows: stream.rows || 24}),
      onResize(listener) {
        stream.on('resize', listener)
        return () => stream.off('resize', listener)
      },
      onInput(listener) {
        raw(true)
        taken = true
        if (stream.isTTY) stream.write(titles.keep)
        stdin.on('data', listener).resume()
        return () => {
          stdin.off('data', listener).pause()
          taken = false
          raw(false)
          if (stream.isTTY) stream.write(titles.give)
        }
      },
      tell: notice => show(`\r\n  ${style.colors.dim(terminalNotice(notice))}\r\n`),
    },
    release() {
      process.off('exit', atExit)
      process.off('SIGCONT', wakeUp)
      stdin.off('end', lost)
      stdin.off('error', ignore)
    },
  }
}
