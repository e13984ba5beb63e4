// Which view is shown.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Home as HomeData } from '../shared/contract/home';
import type { View as Entry } from '../shared/contract/methods';
import { ChangePlace } from './change/change-place';
import { type Action, newDraft } from './change/draft';
import { Connect } from './connect/connect';
import { Check } from './create/check';
import { Help } from './help/help';
import { Attention } from './home/attention';
import { FixColumns } from './home/fix-columns';
import { Home } from './home/home';
import { Opening } from './home/opening';
import { announcement } from './job/announce';
import { Colleague, colleaguesJob } from './job/colleague';
import { Done } from './job/done';
import { Running } from './job/running';
import type { Place } from './places';
import { isKeyRejected } from './rpc/call';
import { Scans } from './scans/scans';
import { OpenHelp } from './ui/footer';
import { type Page, usePage } from './use-page';

export function App({ entry }: { entry: Entry }) {
  const page = usePage(entry);
  const { store, driver } = page;
  const help = useHelp();
  const onRows = () => {
    help.close();
    page.go('attention');
  };
  return (
    <>
      <div class="current" hidden={help.shown}>
        <OpenHelp.Provider value={help.open}>
          {store.home ? (
            <Current page={page} home={store.home} />
          ) : (
            <Opening fault={store.fault} onAgain={store.refresh} />
          )}
        </OpenHelp.Provider>
      </div>
      {help.shown && <Help onRows={listsRows(page) ? onRows : null} onBack={help.close} />}
      <div role="status" class="unseen">
        {announcement(driver.drive)}
      </div>
    </>
  );
}

/** The help covers a view, and gives the focus back to what opened it. */
function useHelp() {
  const [shown, setShown] = useState(false);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (!shown && opener.current instanceof HTMLElement) opener.current.focus();
  }, [shown]);
  return {
    shown,
    open: () => {
      opener.current = document.activeElement;
      setShown(true);
    },
    close: () => setShown(false),
  };
}

/** Whether the list of rows that need attention can be opened. */
const listsRows = ({ active, store: { home } }: Page): boolean =>
  !active && home !== null && home.connection !== null && home.sheet.failure === null && !home.sheet.empty;

interface ViewProps {
  page: Page;
  home: HomeData;
}

function Current({ page, home }: ViewProps) {
  const { place, active, driver } = page;
  if (home.connection === null || place === 'connect') return <ConnectView page={page} home={home} />;
  if (active) return <RunningView page={page} />;
  if (needsColumns(place, home))
    return <FixColumns sheet={home.sheet} store={page.store} onBack={() => page.go('home')} />;
  if (place === 'check') return <CheckView page={page} home={home} />;
  if (place === 'attention') return <AttentionView page={page} home={home} />;
  if (place === 'changes') return <ChangeView page={page} home={home} />;
  if (place === 'scans' || place === 'schedule') return <ScansView page={page} home={home} />;
  if (place === 'result' && driver.drive.job?.mine) return <ResultView page={page} home={home} />;
  return <HomeView page={page} home={home} />;
}

/** A view that can do nothing without the columns shows what is missing instead. A schedule may be for another sheet. */
const needsColumns = (place: Place, { sheet, schedule }: HomeData): boolean =>
  sheet.failure !== null &&
  !sheet.empty &&
  (place === 'check' ||
    place === 'changes' ||
    ((place === 'scans' || place === 'schedule') && schedule === null));

const faultOf = ({ driver }: Page) => driver.drive.fault?.fault ?? null;

/** A job that pauses for the key says so itself. */
const isRejected = ({ driver }: Page): boolean =>
  isKeyRejected() || driver.drive.job?.failure?.code === 'key-refused';

function ConnectView({ page, home: { connection, job } }: ViewProps) {
  const { store, connect, go } = page;
  // Whoever may edit the sheet sees who works on it, and may end what is abandoned, also without a key.
  const colleague = connection === null ? colleaguesJob(job) : null;
  return (
    <Connect
      connection={connection}
      rejected={isRejected(page)}
      busy={store.pending === 'connect'}
      fault={store.fault}
      onConnect={connect}
      onBack={connection === null ? null : () => go('home')}
      removed={store.made === 'forgetKey' || store.made === 'removeEverything' ? store.made : null}
    >
      {colleague && (
        <Colleague
          job={colleague}
          ending={store.pending === 'endJob'}
          onEnd={() => store.change('endJob', null)}
        />
      )}
    </Connect>
  );
}

function RunningView({ page: { driver, store, changeKey } }: Pick<ViewProps, 'page'>) {
  const resume = () => {
    driver.resume();
    store.refresh();
  };
  return <Running driver={driver} onResume={resume} onChangeKey={changeKey} />;
}

function CheckView({ page, home }: ViewProps) {
  return (
    <Check
      sheet={home.sheet}
      store={page.store}
      choices={page.choices}
      onChoose={page.setChoices}
      fault={faultOf(page)}
      onAgain={page.refresh}
      onStart={page.driver.start}
      onChangeKey={page.changeKey}
      onBack={() => page.go('home')}
    />
  );
}

function AttentionView({ page, home }: ViewProps) {
  return (
    <Attention
      sheet={home.sheet}
      onCheck={() => checkSheet(page, false)}
      onUpdate={() => page.goChange(wholeSheet('changed'))}
      onBack={() => page.go('home')}
    />
  );
}

function ChangeView({ page, home }: ViewProps) {
  return (
    <ChangePlace
      sheet={home.sheet}
      driver={page.driver}
      draft={page.draft}
      onDraft={page.setDraft}
      fault={faultOf(page)}
      onAgain={page.refresh}
      onChangeKey={page.changeKey}
      onHome={() => page.go('home')}
    />
  );
}

function ScansView({ page, home }: ViewProps) {
  return (
    <Scans
      store={page.store}
      home={home}
      toSchedule={page.place === 'schedule'}
      fault={faultOf(page)}
      onRefresh={page.driver.refresh}
      onChangeKey={page.changeKey}
      onBack={() => page.go('home')}
    />
  );
}

function ResultView({ page, home }: ViewProps) {
  const { job } = page.driver.drive;
  if (!job) return null;
  // What was read before the job ended counts rows as ready that have their codes by now.
  const isFresh = home.job?.id === job.id && home.job.phase === job.phase;
  return (
    <Done
      job={job}
      ready={isFresh && home.sheet.id === job.sheetId ? home.sheet.ready : 0}
      fault={faultOf(page)}
      onRetry={page.driver.retry}
      onUndo={() => page.goChange({ ...newDraft('undo'), job: job.id })}
      onDone={() => page.go('home')}
    />
  );
}

/** Home counts the whole sheet, so what its buttons open is for the whole sheet. */
function checkSheet(page: Page, withDeleted: boolean) {
  page.setChoices({ scope: 'sheet', withDeleted });
  page.go('check');
}
const wholeSheet = (action: Action) => newDraft(action, { scope: 'sheet', hidden: true });

function HomeView({ page, home }: ViewProps) {
  return (
    <Home
      store={page.store}
      home={home}
      onCheck={(withDeleted) => checkSheet(page, withDeleted)}
      onAttention={() => page.go('attention')}
      onUpdate={() => page.goChange(wholeSheet('changed'))}
      onChanges={() => page.goChange(newDraft(null))}
      onScans={() => page.go('scans')}
      onSchedule={() => page.go('schedule')}
      onImport={() => page.goChange(newDraft('import'))}
      onResult={() => page.go('result')}
      onChangeKey={page.changeKey}
    />
  );
}
