export function runInBackground(): void {}
