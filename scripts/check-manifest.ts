// Pins what the add-on may do by its manifest: a scope or a host more is a new consent screen for every user.
const manifestRules: Record<string, unknown> = {
  runtimeVersion: 'V8',
  oauthScopes: [
    // Read and write the one sheet in which the add-on is open.
    'https://www.googleapis.com/auth/spreadsheets.currentonly',
    // Menu, sidebar and dialogs.
    'https://www.googleapis.com/auth/script.container.ui',
    // UrlFetchApp.
    'https://www.googleapis.com/auth/script.external_request',
    // The hourly trigger.
    'https://www.googleapis.com/auth/script.scriptapp',
  ],
  // The two hosts that the add-on may ever call (docs/facts/qrius-api.md#base-url).
  urlFetchWhitelist: ['https://api.qrius.io/', 'https://qrius.io/'],
};

/** Lists are compared without their order. */
const canonical = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);

/** Everything that is wrong with the text of a manifest, a sentence each. Throws where it is no JSON object. */
export function manifestFaults(manifestText: string): string[] {
  const manifest = JSON.parse(manifestText) as Record<string, unknown>;
  return Object.entries(manifestRules)
    .filter(([key, value]) => canonical(manifest[key]) !== canonical(value))
    .map(([key, value]) => `appsscript.json: "${key}" must be ${JSON.stringify(value)}.`);
}
