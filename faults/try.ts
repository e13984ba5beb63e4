// One run: plays a scenario and judges it.
import { judgeAll } from '../sim/oracle/judge';
import type { Violation } from '../sim/oracle/violation';
import { play } from '../sim/scenario/play';
import type { Scenario } from '../sim/scenario/scenario';

/** What a scenario violates, with what is counted apart. Throws an Error where it cannot be played. @param code another bundle than the built one. */
export const violationsOf = (scenario: Scenario, code?: string): Violation[] =>
  judgeAll(play(scenario, code));
