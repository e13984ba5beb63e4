// The error by which a modelled service refuses: told to the script as an Exception of its own realm.

/** `message` is what Google says. */
export class Refusal extends Error {}
