// The fields of appsscript.json that the world obeys.
export interface Manifest {
  timeZone?: string;
  /** Absent: every scope is granted, as Apps Script would detect them. */
  oauthScopes?: string[];
  /** Prefixes of the URLs that may be fetched; absent: all. */
  urlFetchWhitelist?: string[];
}
