// A small add-on for the tests of the playground itself: one function for each thing that it must do.

export const code = `
function onOpen() {
  SpreadsheetApp.getUi().createMenu('Try')
    .addItem('Ask', 'askName').addSeparator().addItem('Open sidebar', 'openSidebar').addItem('Wait', 'wait').addToUi();
}
function askName() {
  var ui = SpreadsheetApp.getUi();
  var reply = ui.prompt('Your name', 'What are you called?', ui.ButtonSet.OK_CANCEL);
  if (reply.getSelectedButton() !== ui.Button.OK) return;
  SpreadsheetApp.getActiveSheet().getRange('D1').setValue(reply.getResponseText());
  SpreadsheetApp.getActiveSpreadsheet().toast('Hello ' + reply.getResponseText(), 'Greeting');
  var sure = ui.alert('Write it down?', ui.ButtonSet.YES_NO);
  SpreadsheetApp.getActiveSheet().getRange('E1:E3').setFormulas(
    [['=HYPERLINK("https://example.com/x", "' + sure + '")'], ['=IMAGE("https://example.com/code.png")'], ['=IMAGE("https://example.com/code.svg")']]);
  SpreadsheetApp.getActiveSheet().setRowHeight(2, 75);
}
function openSidebar() {
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('page').setTitle('Try it'));
}
function wait() {
  var sheet = SpreadsheetApp.getActiveSheet();
  sheet.getRange('D1').setValue('waiting');
  SpreadsheetApp.flush();
  for (var i = 0; i < 600 && sheet.getRange('A2').getDisplayValue() !== 'go'; i++) Utilities.sleep(50);
  sheet.getRange('D1').setValue('gone');
}
function selection() {
  return SpreadsheetApp.getActiveRangeList().getRanges().map(function (range) { return range.getA1Notation(); });
}
function aDate() { return { when: new Date(0) }; }
function fails() { throw new TypeError('Out of paper'); }
function echo(value) { return value; }
function gate() {
  for (var i = 0; i < 600 && SpreadsheetApp.getActiveSheet().getRange('C1').getDisplayValue() !== 'open'; i++) Utilities.sleep(20);
  return 'through';
}
function schedule() { ScriptApp.newTrigger('tick').timeBased().everyHours(1).create(); }
function tick() {
  var cell = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('F1');
  cell.setValue(Number(cell.getValue()) + 1);
}
function fetchPlan(key, method) {
  var request = { url: 'https://api.qrius.io/users/me', method: method || 'get', headers: { Authorization: 'Bearer ' + key }, muteHttpExceptions: true };
  return UrlFetchApp.fetchAll([request])[0].getResponseCode();
}
function secret_() { return 'never'; }
`;

/** `run` is google.script.run with a promise; `byHand` sends the same message without asking google.script.run. */
export const page = `<!DOCTYPE html>
<html lang="en"><head><title>Try it</title></head><body><p>Hello from the sidebar</p><script>
  function run(name, ...args) {
    return new Promise((resolve) => google.script.run
      .withSuccessHandler((value) => resolve({ value }))
      .withFailureHandler((error) => resolve({ failure: String(error) }))[name](...args));
  }
  function byHand(functionName) {
    return new Promise((resolve) => {
      addEventListener('message', ({ data }) => { if (data.id === -1) resolve(data.outcome); });
      parent.postMessage({ kind: 'call', id: -1, functionName, args: [] }, '*');
    });
  }
</script></body></html>`;

export const rows = [
  ['Name', 'Size'],
  ['Cedar', '3'],
  ['Ash', '1'],
  ['Beech', '2'],
];
