// The scan counts that stand in a sheet.

/** A code or a tag with its scans. */
export interface ScanCount {
  name: string;
  scans: number;
}

/** The scan counts that stand in a sheet, each code once. */
export interface ScanSummary {
  /** Codes that have a count. */
  codes: number;
  total: number;
  /** What the last refreshes added; null where no code was refreshed twice. */
  change: number | null;
  /** The most scanned codes and tags, at most `MAX_SUMMARY` each. */
  top: ScanCount[];
  tags: ScanCount[];
  /** Stands for the lines of a chart of these counts. */
  fingerprint: string;
}

/** Lines of each list of scan counts. */
export const MAX_SUMMARY = 5;
