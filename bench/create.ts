// How long it takes to create codes, beside how long it must take; exits with 1 where a bound does not hold.
import { boundOf } from './bound';
import { CASES } from './cases';
import { measure } from './measure';
import { costTable, holds, type Line, partsTable, timeTable } from './report';

const lines: Line[] = CASES.map((one) => ({ one, measured: measure(one), bound: boundOf(one) }));

console.log(`Time in seconds of the virtual clock. The bound: all rate windows but the last, the round trips of the last
one's batches, one read of the sheet, one question a row whether it is hidden, one write of results, and where no window
is waited for one write of marks.\n`);
console.log(timeTable(lines));
console.log('\nRequests, and calls of Google’s services.\n');
console.log(costTable(lines));
console.log('\nWhere the seconds go.\n');
console.log(partsTable(lines));

const broken = lines.filter((line) => !holds(line));
if (broken.length > 0) {
  console.log(`\n${broken.length} of ${lines.length} bounds do not hold.`);
  process.exitCode = 1;
}
