// Which view is shown, and what leads from one to the other.
import { useState } from 'preact/hooks';
import type { View as Entry, Home as HomeData } from '../wire/contract';
import { type Draft, newDraft } from './change/draft';
import { ChangePlace } from './change/place';
import { Connect } from './connect/connect';
import { Check } from './create/check';
import { Home } from './home/home';
import { Opening } from './home/opening';
import { useHome } from './home/use-home';
import { announcement } from './job/announce';
import { Done } from './job/done';
import { isActive } from './job/drive';
import { Running } from './job/running';
import { useJob } from './job/use-job';
import { entryChoices, entryDraft, LIVE, PLACES, type Place } from './places';
import { Scans } from './scans/scans';
import { useEnd } from './ui/use-end';

export function App({ entry }: { entry: Entry }) {
  const [place, setPlace] = useState<Place>(PLACES[entry]);
  const [choices, setChoices] = useState(entryChoices(entry));
  const [draft, setDraft] = useState<Draft>(entryDraft(entry));
  const driver = useJob();
  const { drive } = driver;
  const active = isActive(drive);
  const door = useHome(!active && LIVE.includes(place), (home) => driver.see(home.job));

  useEnd(active, () => {
    // A job that could not begin leaves the user where it was asked for.
    if (!drive.fault) setPlace('result');
    door.refresh();
  });

  /** What went wrong is over when the user turns to something else. */
  const refresh = () => {
    if (!active) driver.dismiss();
    door.refresh();
  };
  const go = (to: Place) => () => {
    setPlace(to);
    refresh();
  };
  const goChange = (begun: Draft) => {
    setDraft(begun);
    go('changes')();
  };
  const connect = async (key: string, name: string) => {
    if (!(await door.change('connect', { key, name }))) return;
    setPlace('home');
    if (drive.fault) driver.goOn();
  };

  function view(home: HomeData) {
    const { connection, sheet } = home;
    if (connection === null || place === 'connect') {
      const back = connection === null ? null : go('home');
      return (
        <Connect
          connection={connection}
          busy={door.pending === 'connect'}
          fault={door.fault}
          onConnect={connect}
          onBack={back}
        />
      );
    }
    if (active) {
      const goOn = () => {
        driver.goOn();
        door.refresh();
      };
      return <Running driver={driver} onGoOn={goOn} onChangeKey={go('connect')} />;
    }
    const begin = drive.fault?.fault ?? null;
    if (place === 'check') {
      return (
        <Check
          sheet={sheet}
          choices={choices}
          onChoose={(choice) => setChoices({ ...choices, ...choice })}
          onAgain={refresh}
          fault={begin}
          onStart={driver.start}
          onBack={go('home')}
        />
      );
    }
    if (place === 'changes') {
      return (
        <ChangePlace
          sheet={sheet}
          driver={driver}
          draft={draft}
          onDraft={setDraft}
          fault={begin}
          onAgain={refresh}
          onChangeKey={go('connect')}
          onHome={go('home')}
        />
      );
    }
    if (place === 'scans') {
      return (
        <Scans
          door={door}
          home={home}
          fault={begin}
          onRefresh={driver.refresh}
          onChangeKey={go('connect')}
          onBack={go('home')}
        />
      );
    }
    if (place === 'result' && drive.job?.mine) {
      return (
        <Done
          job={drive.job}
          fault={begin}
          onRetry={driver.retry}
          onUndo={() => goChange(newDraft('undo'))}
          onDone={go('home')}
        />
      );
    }
    return (
      <Home
        door={door}
        home={home}
        onCheck={go('check')}
        onChanges={() => goChange(newDraft(null))}
        onScans={go('scans')}
        onBring={() => goChange(newDraft('bring'))}
        onResult={go('result')}
        onChangeKey={go('connect')}
      />
    );
  }

  return (
    <>
      {door.home ? view(door.home) : <Opening fault={door.fault} onAgain={door.refresh} />}
      <div role="status" class="unseen">
        {announcement(drive)}
      </div>
    </>
  );
}
