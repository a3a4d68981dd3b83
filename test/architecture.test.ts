import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {
  circularImports,
  clockAndProcess,
  heavyStart,
  longFiles,
  onlyReExports,
  outsideWorld,
  roomImports,
  vagueNames,
} from './support/architecture.ts'
import {readTree} from './support/source-tree.ts'

const tree = readTree(fileURLToPath(new URL('..', import.meta.url)), 'src')

const holds = (offences: string[]) => expect(offences, `\n${offences.join('\n')}\n`).toEqual([])

test('model imports no room, only cli imports more than model', () => holds(roomImports(tree)))

test('the public entry only re-exports', () => holds(onlyReExports(tree)))

test('the process, the clock and randomness appear only in cli', () => holds(clockAndProcess(tree)))

test('files are written, processes started and connections made only where that is the purpose', () =>
  holds(outsideWorld(tree)))

test('no file imports itself through others', () => holds(circularImports(tree)))

test('no file has a vague name', () => holds(vagueNames(tree)))

test('no file has more than 300 lines', () => holds(longFiles(tree)))

test('the CLI starts without loading a heavy package', () => holds(heavyStart(tree)))
