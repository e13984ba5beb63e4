// The state of the page: where the user is, what is being put together, the job, and home.
import { useEffect, useState } from 'preact/hooks';
import type { View as Entry } from '../shared/contract/methods';
import type { Draft } from './change/draft';
import { type Choices, firstChoices } from './create/choices';
import { type HomeStore, useHome } from './home/use-home';
import { isActive } from './job/drive';
import { useEnd } from './job/use-end';
import { type JobDriver, useJob } from './job/use-job';
import { firstDraft, LIVE, PLACES, type Place, SCOPED } from './places';
import { isOutdated } from './rpc/faults';

export interface Page {
  place: Place;
  choices: Choices;
  draft: Draft;
  driver: JobDriver;
  store: HomeStore;
  /** A job of the user is starting or unfinished. */
  active: boolean;
  setChoices(part: Partial<Choices>): void;
  setDraft(draft: Draft): void;
  /** Opens a place, and forgets what failed. */
  go(to: Place): void;
  goChange(draft: Draft): void;
  /** Opens the form for the key; a new key leads back. */
  changeKey(): void;
  connect(key: string, name: string): Promise<void>;
  /** Reads home again, and forgets what failed. */
  refresh(): void;
}

export function usePage(entry: Entry): Page {
  const [place, setPlace] = useState<Place>(PLACES[entry]);
  const [choices, setChoices] = useState(firstChoices(entry));
  const [draft, setDraft] = useState(firstDraft(entry));
  const driver = useJob();
  const active = isActive(driver.drive);
  const store = useHome(!active && LIVE.includes(place), SCOPED.includes(place), () => {
    const { turn } = driver.latest();
    return (home) => driver.see(home.job, turn);
  });

  useFollowUps(driver, store, active, () => setPlace('result'));
  const refresh = () => {
    if (!active) driver.dismiss();
    store.refresh();
  };
  const go = (to: Place) => {
    setPlace(to);
    refresh();
  };
  return {
    place,
    choices,
    draft,
    driver,
    store,
    active,
    setChoices: (part) => setChoices({ ...choices, ...part }),
    setDraft,
    go,
    goChange: (begun) => {
      setDraft(begun);
      go('changes');
    },
    ...useKey(place, driver, store, go, setPlace),
    refresh,
  };
}

/** The way to the form for the key, and back to where the user was. */
function useKey(
  place: Place,
  driver: JobDriver,
  store: HomeStore,
  go: (to: Place) => void,
  goBack: (to: Place) => void,
): Pick<Page, 'changeKey' | 'connect'> {
  const [before, setBefore] = useState<Place>('home');
  return {
    changeKey: () => {
      setBefore(place === 'connect' ? 'home' : place);
      go('connect');
    },
    connect: async (key, name) => {
      if (!(await store.change('connect', { key, name }))) return;
      goBack(before);
      driver.keyChanged();
    },
  };
}

/** What follows by itself: a job that ended shows its result, and home is read again where it turned out to be outdated. */
function useFollowUps(driver: JobDriver, store: HomeStore, active: boolean, onResult: () => void): void {
  const { fault } = driver.drive;
  useEnd(active, () => {
    // A job that could not start leaves the user where it was asked for.
    if (!fault) onResult();
    store.refresh();
  });
  const outdated = isOutdated(fault?.fault ?? null);
  useEffect(() => {
    if (outdated) store.refresh();
  }, [outdated]);
}
