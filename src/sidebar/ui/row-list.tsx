// Rows with a sentence each; equal sentences are shown once. A click jumps to the row in the sheet.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RowFault } from '../../shared/contract/sheet';
import { goToRow } from '../rpc/call';
import type { Fault } from '../rpc/faults';
import { FaultNotice } from './fault-notice';
import { asSentence, countRows, groupRows, type RowGroup } from './row-groups';
import { ShowMore, useShown } from './show-more';
import { words } from './words';

interface Props {
  title: string;
  rows: RowFault[];
  /** All rows of that kind; the list may hold only the first of them. */
  count: number;
  /** The sheet that has the rows; left out where it is the one that the page shows. */
  sheet?: number;
  /** What the rows say are values of the user, shown as they are; else sentences, which begin with a capital. */
  values?: boolean;
  /** Shown above the rows. */
  children?: ComponentChildren;
}

export function RowList({ title, rows, count, sheet, values = false, children }: Props) {
  const [fault, setFault] = useState<Fault | null>(null);
  const { shown, hidden, more } = useShown(groupRows(values ? rows : rows.map(asSentence), values));

  async function jump(row: number) {
    const answer = await goToRow(row, sheet);
    setFault(answer.ok ? null : answer.fault);
  }

  return (
    <section>
      <h2>{title}</h2>
      {children}
      {rows.some(({ row }) => row > 0) && <p class="quiet">{words.jumpHint}</p>}
      {fault && <FaultNotice fault={fault} />}
      <ul class="rows">
        {shown.map((group) => (
          <li key={group.sentence}>
            <Group group={group} onJump={jump} />
          </li>
        ))}
      </ul>
      <ShowMore count={countRows(hidden)} noun="row" onMore={more} />
      {rows.length < count && hidden.length === 0 && <p class="quiet">{words.firstOf(rows.length, count)}</p>}
    </section>
  );
}

interface GroupProps {
  group: RowGroup;
  onJump(row: number): void;
}

function Group({ group: { sentence, rows }, onJump }: GroupProps) {
  const { shown, hidden, more } = useShown(rows);
  const [only] = rows;
  if (rows.length === 1 && only) return <Row of={only} onJump={onJump} />;
  return (
    <div class="group">
      <p class="why">{sentence}</p>
      <ul>
        {shown.map((row, index) => (
          // A code without a row has no row number.
          <li key={row.row > 0 ? row.row : `none ${index}`}>
            <Row of={row} onJump={onJump} />
          </li>
        ))}
      </ul>
      <ShowMore count={hidden.length} noun="row" onMore={more} />
    </div>
  );
}

interface RowProps {
  of: RowFault;
  onJump(row: number): void;
}

function Row({ of: { row, name, sentence }, onJump }: RowProps) {
  const content = (
    <>
      <span class="where">
        {row > 0 ? words.row(row) : words.noRow}
        {name !== '' && <b>{` ${name}`}</b>}
      </span>
      {sentence !== '' && <span class="why">{sentence}</span>}
    </>
  );
  if (row <= 0) return <p class="row">{content}</p>;
  return (
    <button type="button" class="row" onClick={() => onJump(row)}>
      {content}
    </button>
  );
}
