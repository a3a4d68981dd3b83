/** Built as a script of its own: the thread of `digests.ts`, which makes the digests of long outputs. */
import {workerData} from 'node:worker_threads'
import {DigestRing} from './digest-ring.ts'
import {createOutputDigest} from './output-digest.ts'

const ring = new DigestRing(workerData as SharedArrayBuffer)
for (;;) {
  const digest = createOutputDigest()
  for (const piece of ring.output()) digest.take(piece)
  ring.tell(JSON.stringify(digest.end()))
}
