// What many runs came to, for people. The verdict is last, where it is seen.
import type { Summary } from './run';

/** Of the kinds of disturbances so many are named, the most frequent ones. */
const MOST_KINDS = 10;

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

function disturbancesLine(disturbances: Summary['disturbances']): string {
  const kinds = Object.entries(disturbances).sort(([, a], [, b]) => b - a);
  const named = kinds.slice(0, MOST_KINDS).map(([kind, times]) => `${times} ${kind}`);
  const more = kinds.length - named.length;
  return `Disturbances: ${named.join(', ')}${more > 0 ? `, and ${count(more, 'more kind')}` : ''}`;
}

function verdict(failing: Summary['failing']): string {
  const violated = failing.filter(({ violations }) => violations.length > 0);
  const violations = violated.flatMap((one) => one.violations).length;
  const unplayed = failing.filter(({ error }) => error !== null).length;
  return [
    violations === 0
      ? 'No violations'
      : `${count(violations, 'violation')} in ${count(violated.length, 'run')}`,
    ...(unplayed > 0 ? [`${count(unplayed, 'run')} that cannot be played`] : []),
  ].join(', ');
}

/** @param files those that were written. */
export function reportOf(
  { runs, disturbances, failing, told }: Summary,
  seconds: number,
  files: readonly string[],
): string {
  return [
    `${count(runs, 'run')} in ${seconds.toFixed(1)} s, ${(runs / seconds).toFixed(1)} a second`,
    disturbancesLine(disturbances),
    ...failing.flatMap(({ seed, violations, error }) => [
      ...(error === null ? [] : [`  seed ${seed} cannot be played: ${error}`]),
      ...violations.map(({ kind, where, sentence }) => `  seed ${seed}  ${kind}  ${where}  ${sentence}`),
    ]),
    ...files.map((file) => `  ${file}`),
    ...(told > 0
      ? [`${count(told, 'run')} with what the platform cannot prevent, and the user was told`]
      : []),
    verdict(failing),
  ].join('\n');
}
