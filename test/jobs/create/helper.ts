// What the suites of the create job share: the key that is typed, what is wrong in the sheet, and a Qrius that answers something else.
import { ask } from '../../../sim/sidebar';
import type { Transport, WireRequest, WireResult } from '../../../sim/wire';
import { type Desk, shownRows } from '../../support/desk';

/** Gives a key to the add-on; what is said where it is not taken, else an empty text. */
export function typeKey({ world }: Pick<Desk, 'world'>, key: string): string {
  const answer = ask(world, 'connect', { key, name: 'Ada' });
  return answer?.ok ? '' : (answer?.failure.message ?? 'No answer.');
}

/** A sentence for each row that does not show the one code that was made from it. */
export function wrongRows({ world, qrius }: Desk, sheet?: string): string[] {
  const rows = shownRows(world, sheet);
  const ids = rows.map((row) => row['QR ID'] ?? '');
  const unshown = Object.keys(qrius.codes).filter((id) => !ids.includes(id));
  return [
    ...unshown.map((id) => `No row shows ${id}.`),
    ...rows.flatMap((row, index) => {
      const made = qrius.codes[row['QR ID'] ?? ''];
      const own =
        made?.name === row.Name &&
        made?.destinationUrl === row.URL &&
        row['Short URL'] === `https://qrius.io/${made?.slug}` &&
        ids.indexOf(row['QR ID'] ?? '') === index;
      return own ? [] : [`${row.Name} shows “${row['QR ID']}”, “${row['Short URL']}”, “${row.Status}”.`];
    }),
  ];
}

/** Requests that asked for a code, as the service logged them. */
export const creates = ({ qrius }: Pick<Desk, 'qrius'>) =>
  qrius.log.filter(({ method, path }) => method === 'POST' && /^(\/api)?\/qr$/.test(path));

type Answer = WireResult & { kind: 'answer' };

/** Changes what Qrius answers to requests of one method. */
export function rewriting(method: string, change: (answer: Answer, request: WireRequest) => WireResult) {
  return (inner: Transport): Transport =>
    (requests, now) =>
      inner(requests, now).map((result, index) => {
        const request = requests[index] as WireRequest;
        return request.method === method && result.kind === 'answer' ? change(result, request) : result;
      });
}

/** Refuses some of the creates, from 1, before Qrius sees them. @param refusal null for those that it is to see. */
export function refusing(
  refusal: (number: number, request: WireRequest) => { status: number; message: string } | null,
) {
  let number = 0;
  return (inner: Transport): Transport =>
    (requests, now) =>
      requests.flatMap((request): WireResult[] => {
        if (request.method === 'POST') number += 1;
        const refused = request.method === 'POST' ? refusal(number, request) : null;
        if (!refused) return inner([request], now);
        const body = JSON.stringify({
          statusCode: refused.status,
          error: 'Refused',
          message: refused.message,
        });
        return [{ kind: 'answer', status: refused.status, headers: [], body, ms: 100 }];
      });
}
