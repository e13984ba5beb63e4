// The tour: five steps above the sheet, ticked off by what happened, and a hint with a button for the one at hand.
import { columnLetters } from '../../sim/apps-script/a1';
import { type Coded, type Deed, STEPS, type StepName, type TourView } from '../server/messages';
import { byId, make } from './dom';
import { ask } from './door';
import { edit } from './hands';
import { scanCode } from './scan';

const LABELS: Record<StepName, string> = {
  create: 'Create codes',
  sort: 'Sort during a run',
  kill: 'Stop the script',
  change: 'Move a code',
  scan: 'Count scans',
};

interface Hint {
  text: string;
  button?: [label: string, act: () => void];
}

export interface TourHands {
  /** Selects rows and opens the check for them, or the list of changes. */
  open(view: 'check' | 'change', rows: readonly number[]): void;
}

const NO_CODE = 'There is no code yet: create some first.';
const S = (count: number) => (count === 1 ? '' : 's');

const updateOf = (codes: number) => `Update ${codes} edited code${S(codes)}`;

const cellOf = ({ column, row }: Coded) => `${columnLetters(column)}${row}`;

/** Types a new URL into each row, as a user does who moves the page, and opens the list of changes for them. */
async function typeUrls(rows: readonly Coded[], { open }: TourHands): Promise<void> {
  await edit(
    ...rows.map((one) => ({
      kind: 'setCell' as const,
      cell: cellOf(one),
      text: `${one.url.replace(/\/$/, '')}/moved`,
    })),
  );
  open(
    'change',
    rows.map(({ row }) => row),
  );
}

/** The hint of a step that arms something which happens while rows get a code; where all have one, while codes are changed. */
function hintOfDeed(
  { next, coded }: TourView,
  armed: boolean,
  hands: TourHands,
  { text, label, path }: { text: string; label: string; path: string },
): Hint {
  const count = next.length;
  if (armed)
    return {
      text:
        count > 0
          ? `Now press “Create ${count} code${S(count)}” in the sidebar.`
          : `Now press “${updateOf(coded.length)}” in the sidebar, then the blue button.`,
    };
  if (count === 0 && coded.length === 0) return { text: NO_CODE };
  const act = () => {
    void ask(path, { on: true });
    if (count > 0) hands.open('check', next);
    else void typeUrls(coded, hands);
  };
  const instead = `Every row has a code, so ${coded.length} code${S(coded.length)} will get new URLs during the run.`;
  return { text: count > 0 ? text : instead, button: [label, act] };
}

function moveHint({ example }: TourView, hands: TourHands): Hint {
  if (!example) return { text: NO_CODE };
  const cell = cellOf(example);
  if (example.edited)
    return {
      text: `${cell} has a new URL. Press “${updateOf(1)}”, then the blue button.`,
      button: ['Show the changes', () => hands.open('change', [example.row])],
    };
  return {
    text: `Edit the URL of ${example.name} in ${cell}, then press “${updateOf(1)}” in the sidebar.`,
    button: ['Type a new URL', () => void typeUrls([example], hands)],
  };
}

/** What the user can do for a step now. */
function hintOf(step: StepName, tour: TourView, armed: readonly Deed[], hands: TourHands): Hint {
  const { next, midway, example } = tour;
  if (step === 'create') {
    if (next.length === 0) return { text: 'No row has a URL and no code.' };
    return {
      text: `Begin with ${next.length} row${S(next.length)}: check them here, then press “Create ${next.length} code${S(next.length)}” in the sidebar.`,
      button: [`Check ${next.length} row${S(next.length)}`, () => hands.open('check', next)],
    };
  }
  if (step === 'sort')
    return hintOfDeed(tour, armed.includes('sort'), hands, {
      text: 'Each code finds its own row, even if the sheet is sorted during the run.',
      label: 'Let a colleague sort',
      path: '/world/colleague',
    });
  if (step === 'kill' && midway.cut && midway.working)
    return {
      text: 'Google stopped the script. An hourly trigger finishes the job: let an hour pass.',
      button: ['Jump one hour', () => void ask('/world/hour', {})],
    };
  if (step === 'kill')
    return hintOfDeed(tour, armed.includes('kill'), hands, {
      text: 'Google may stop the script halfway. No code is created twice.',
      label: 'Stop the script',
      path: '/world/kill',
    });
  if (step === 'change') return moveHint(tour, hands);
  if (!example) return { text: NO_CODE };
  return {
    text: 'Scan a picture in the sheet, then refresh the scan counts in the sidebar.',
    button: [`Scan ${example.name}`, () => void scanCode(example.id)],
  };
}

/** Builds the tour. `show` takes how far it is, `arm` what waits for the next execution. */
export function makeTour(hands: TourHands): {
  show(tour: TourView): void;
  arm(armed: readonly Deed[]): void;
} {
  let tour: TourView = {
    done: [],
    next: [],
    coded: [],
    example: null,
    midway: { working: false, sorted: false, cut: false },
  };
  let armed: readonly Deed[] = [];
  /** The step that the user asked about; null for the first one that is not done. */
  let chosen: StepName | null = null;
  const chips = STEPS.map((step, index) => {
    const mark = make('span', { className: 'mark', ariaHidden: 'true' }, String(index + 1));
    const state = make('span', { className: 'unseen' });
    const chip = make('button', { type: 'button' }, mark, make('span', {}, LABELS[step]), state);
    chip.onclick = () => {
      chosen = step;
      draw();
    };
    return { step, chip, mark, state };
  });
  byId('tour').append(...chips.map(({ chip }) => make('li', {}, chip)));
  let hintShown = '';

  function showHint(hint: Hint): void {
    const look = JSON.stringify([hint.text, hint.button?.[0]]);
    const button = hint.button && make('button', { type: 'button' }, hint.button[0]);
    if (button && hint.button) button.onclick = hint.button[1];
    // The button is new each time, since it acts on the rows as they are now; the text is said once.
    if (look !== hintShown)
      byId('hint').replaceChildren(make('span', {}, hint.text), ...(button ? [button] : []));
    else if (button) byId('hint').querySelector('button')?.replaceWith(button);
    hintShown = look;
  }

  function draw(): void {
    if (chosen && tour.done.includes(chosen)) chosen = null;
    const current = chosen ?? STEPS.find((step) => !tour.done.includes(step)) ?? null;
    chips.forEach(({ step, chip, mark, state }, index) => {
      const isDone = tour.done.includes(step);
      chip.classList.toggle('done', isDone);
      if (step === current) chip.setAttribute('aria-current', 'step');
      else chip.removeAttribute('aria-current');
      mark.textContent = isDone ? '✓' : String(index + 1);
      state.textContent = isDone ? '(done)' : '';
    });
    showHint(
      current === null
        ? { text: 'That was the tour. The switches at the right have more.' }
        : hintOf(current, tour, armed, hands),
    );
  }

  draw();
  return {
    show: (now) => {
      tour = now;
      draw();
    },
    arm: (now) => {
      armed = now;
      draw();
    },
  };
}
