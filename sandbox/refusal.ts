/** What the platform will not do, in words for whoever asked; anything else that is thrown is a bug. */
export class Refusal extends Error {}
