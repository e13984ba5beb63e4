// Sentences of the schedule and of switches.

export const unreadable =
  'Nothing runs: another version of the add-on set the schedule, or somebody changed its record. Save it again.';
export const paused = (failures: number, outcome: string): string =>
  `The schedule is paused, because ${failures} runs in a row failed. The last one reported: ${outcome} Save the schedule again to resume it.`;
const HOW = 'Write it as 2027-03-14 15:09.';
export const noDestination = 'there is a time in Switch on, but no next destination.';
export const theDestination = 'the next destination';
export const noTime = `the next destination has no time in Switch on. ${HOW}`;
/** @param shown what the cell shows, with a space before it; empty where that says nothing. */
export const timeUnreadable = (shown: string): string =>
  `the time in Switch on${shown} can’t be read. ${HOW}`;
export const waits = 'the switch waits for the schedule’s owner, who can approve it in the sidebar.';
export const notTheirs =
  'the schedule’s owner didn’t create or import this code here. Change its destination in the sidebar.';
export const hidden = 'its row is hidden. Show it to let the code switch.';
export const timePast = (time: string): string =>
  `the time in Switch on, ${time}, is past. Write a time that is still to come, or change the destination itself.`;
