/** A program that runs the command given as its words. */
export interface Wrapper {
  /** Words of its own before the command: a duration, a pod, a host. */
  skip?: number
  values?: string
  flags?: string
  /** Where the command runs: in this shell's world, or on a system that others share. */
  shared?: boolean
  /** Its own name is shown, not the command's. */
  named?: boolean
  /** Options that take a command as text. */
  text?: string
  /** The command comes after `--` where there is one, and options may follow the skipped words. */
  dashes?: boolean
  /** Words are joined and read by a shell there. */
  joined?: boolean
  /** Without a command it opens a session. */
  session?: boolean
  /** Does not end by itself. */
  endless?: boolean
  /** It ends what it runs. */
  bounded?: boolean
  /** Refuses to work without a terminal when asked for one. */
  strictTerminal?: boolean
  /** Asks for one whatever its options. */
  terminal?: boolean
  /** The program that gets its words: `k3s kubectl get` is `kubectl get`. */
  as?: string
  /** Its own options with a value may also stand behind the command. */
  optionsBehind?: boolean
}
