/** What options of commands on past and running runs mean; the same words wherever they stand. */
export const who = 'who you are, for the record (default: your login name)'
export const which = 'a run directory, or part of a run’s name (default: the newest run)'
export const where = 'the folder of run directories'
