// The codes of a scope, asked for again when another one is chosen.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PrintablePart, Printables, PrintScope } from '../../shared/contract/print';
import { call } from '../rpc/call';
import type { Answer } from '../rpc/faults';

export interface Source {
  /** null while it is on its way. */
  answer: Answer<Printables> | null;
  /** Codes read so far, while there is no answer. */
  read: number;
  again(): void;
}

/** All parts of the list. @param onRead gets how many codes were read; false stops. */
async function listAll(
  scope: PrintScope,
  onRead: (codes: number) => boolean,
): Promise<Answer<Printables> | null> {
  const codes: Printables['codes'] = [];
  let from: PrintablePart['next'] = null;
  for (;;) {
    const answer: Answer<PrintablePart> = await call('listPrintable', { scope, from });
    if (!answer.ok) return answer;
    const { sheet, fileName, headers }: Printables = answer.value;
    codes.push(...answer.value.codes);
    from = answer.value.next;
    if (!onRead(codes.length)) return null;
    if (from === null) return { ok: true, value: { sheet, fileName, headers, codes } };
  }
}

export function useSource(scope: PrintScope): Source {
  const [answer, setAnswer] = useState<Source['answer']>(null);
  const [read, setRead] = useState(0);
  // Answers to a question that is no longer asked are dropped.
  const turn = useRef(0);
  async function again() {
    turn.current += 1;
    const asked = turn.current;
    const isAsked = () => asked === turn.current;
    setAnswer(null);
    setRead(0);
    const listed = await listAll(scope, (codes) => {
      if (isAsked()) setRead(codes);
      return isAsked();
    });
    if (isAsked()) setAnswer(listed);
  }
  useEffect(() => {
    again();
  }, [scope]);
  return { answer, read, again };
}
