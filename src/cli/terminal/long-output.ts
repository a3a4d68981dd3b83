import process from 'node:process'
import {compileFilter} from '../../model/redact/filter.ts'

/** It pays from here on. Unit: bytes. */
const long = 1024 * 1024

/**
 * Takes how many bytes were printed. Once they are many, it has V8 improve what each chunk goes through, which at the start of a run it
 * hardly may (`src/cli/runbook.ts`), and of WebAssembly only what looks for secrets, in 3 ms: that then takes half the time.
 */
export function createImprover(): (bytes: number) => void {
  let printed = 0
  return bytes => {
    if (printed >= long) return
    printed += bytes
    if (printed >= long) improve()
  }
}

function improve() {
  if (Number.parseInt(process.versions.v8, 10) > 13) return // the settings are not known there, and none was made
  const {setFlagsFromString} = process.getBuiltinModule('node:v8')
  setFlagsFromString('--no-liftoff-only --no-liftoff --no-wasm-lazy-compilation')
  try {
    compileFilter()
  } finally {
    setFlagsFromString('--liftoff --liftoff-only --wasm-lazy-compilation --interrupt-budget=100000')
  }
}
