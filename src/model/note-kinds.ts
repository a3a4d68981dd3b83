/** What a note may be. */
export const noteKinds = ['observation', 'hypothesis', 'decision', 'todo', 'comms'] as const
export type NoteKind = (typeof noteKinds)[number]
