import process from 'node:process'

/** V8 itself waits for 32 MiB of buffers, where little else is made meanwhile. Unit: bytes. */
const most = 4 * 1024 * 1024

/** Takes how many bytes were printed, and has the memory of those that are done with collected now and then: long output takes no more of it than short. */
export function createCollector(): (bytes: number) => void {
  let printed = 0
  let collect: ((how: {type: 'minor'}) => void) | undefined
  return bytes => {
    printed += bytes
    if (printed < most) return
    printed = 0
    collect ??= exposed()
    collect({type: 'minor'})
  }
}

function exposed(): (how: {type: 'minor'}) => void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
  return process.getBuiltinModule('node:vm').runInNewContext('gc')
}
