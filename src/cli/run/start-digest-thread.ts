import {Worker} from 'node:worker_threads'

/** What little a thread needs that has no documents. Unit: MiB. */
const resourceLimits = {maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16}

/** Starts the thread that makes the digests of what is put into a ring; it keeps nothing from ending. */
export function startDigestThread(ring: SharedArrayBuffer): void {
  new Worker(new URL('../digest-thread.cjs', import.meta.url), {workerData: ring, resourceLimits})
    .on('error', () => {}) // whoever waits for it is told
    .unref()
}
