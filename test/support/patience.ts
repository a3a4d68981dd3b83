/** What `work` gives, unless that takes longer than `ms`: then it rejects with what `complaint` makes. */
export async function within<T>(ms: number, work: Promise<T>, complaint: () => Error): Promise<T> {
  let deadline: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    deadline = setTimeout(() => reject(complaint()), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(deadline))
}
