// The progress bar. It is drawn from within an execution, which blocks the thread until it is over.
import type { WriteStream } from 'node:tty';
import { count, inColumns, printable } from './text';

const BAR_COLUMNS = 24;
/** The columns of a terminal that does not tell. */
const USUAL_COLUMNS = 100;

/** How far it is. `note`: what the add-on said last in the corner of the sheet. */
export interface Progress {
  done: number;
  sent: number;
  refused: number;
  note: string;
}

export interface ProgressBar {
  update: (progress: Progress) => void;
  /** Leaves the bar standing, and begins a new line. */
  end: () => void;
}

/** A bar that is drawn over and over on a terminal; anywhere else a plain line for each tenth of the whole. */
export function progressBar(
  total: number,
  out: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>,
): ProgressBar {
  let tenths = 0;
  let drawn = false;
  const draw = (text: string) => {
    drawn = true;
    out.write(`\r${inColumns(text, (out.columns || USUAL_COLUMNS) - 1)}`);
  };
  return {
    update: ({ done, sent, refused, note }) => {
      const counts = `${done} of ${count(total, 'code')}, ${count(sent, 'request')}, ${refused} refused`;
      const full = Math.round((done / total) * BAR_COLUMNS);
      if (out.isTTY) {
        const bar = '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
        draw(`${bar} ${counts}${note === '' ? '' : ` · ${printable(note)}`}`);
      } else if (Math.floor((done / total) * 10) > tenths) {
        tenths = Math.floor((done / total) * 10);
        out.write(`${counts}\n`);
      }
    },
    end: () => {
      if (drawn) out.write('\n');
    },
  };
}
