// How long it takes to create codes, beside how long it must take; exits with 1 where a bound does not hold.
import { boundOf } from './bound';
import { CASES } from './cases';
import { measure } from './measure';
import { costTable, growing, holds, type Line, partsTable, sealTable, timeTable } from './report';
import { MOST_SHARE, sealShares } from './seals';

async function main(): Promise<void> {
  const [option] = process.argv.slice(2);
  if (option !== undefined) throw new Error(`Unknown option '${option}'. The benchmark has none.`);
  const lines: Line[] = CASES.map((one) => ({ one, measured: measure(one), bound: boundOf(one) }));

  console.log(`Time in seconds of the virtual clock. The bound: all rate windows but the last, the round trips of the last
one's batches, one read of the sheet, one question a row whether it is hidden, one write of results, and where no window
is waited for one write of marks.\n`);
  console.log(timeTable(lines));
  console.log('\nRequests, and calls of Google’s services.\n');
  console.log(costTable(lines));
  console.log('\nWhere the seconds go.\n');
  console.log(partsTable(lines));
  const grown = growing(lines);
  console.log(`\nThe ratio of the most rows is above that of the fewest: ${grown.join('; ') || 'nowhere'}.`);
  const shares = await sealShares();
  console.log('\nThe share of seals in the time that the add-on’s own code takes: seven runs together.\n');
  console.log(sealTable(shares, MOST_SHARE));

  const broken =
    lines.filter((line) => !holds(line)).length +
    grown.length +
    shares.filter(({ share }) => share > MOST_SHARE).length;
  if (broken > 0) {
    console.log(`\n${broken} of ${lines.length + shares.length} bounds do not hold.`);
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
