// A fresh JavaScript realm for one execution: its own intrinsics, the world's clock and the world's random numbers.
import { types } from 'node:util';
import vm from 'node:vm';

/** What the prelude hands out: makers of values that are instances of the realm's own Object, Date and Error. */
interface Makers {
  object(): Record<string, unknown>;
  date(epochMs: number): Date;
  error(message: string): Error;
  /** Whether a value is an error of the realm. */
  isError(value: unknown): boolean;
}

export interface Realm extends Makers {
  context: vm.Context;
  list(items: readonly unknown[]): unknown[];
  grid(rows: readonly (readonly unknown[])[]): unknown[][];
  /** Copies plain data (arrays, records, dates, primitives) into the realm. */
  data(value: unknown): unknown;
}

/**
 * Runs first in every realm. The real Date stays behind a Proxy, so that dates made by either are instances of both.
 * The name of an error is 'Exception', as errors of Google's services have it.
 */
const prelude = new vm.Script(
  `(function (now, random) {
    var RealDate = Date;
    RealDate.now = now;
    Date = new Proxy(RealDate, {
      construct: function (target, args) { return args.length ? new target(...args) : new target(now()); },
      apply: function () { return new RealDate(now()).toString(); },
    });
    RealDate.prototype.constructor = Date;
    Math.random = random;
    return {
      object: function () { return {}; },
      concat: Array.prototype.concat,
      date: function (ms) { return new RealDate(ms); },
      isError: function (value) { return value instanceof Error; },
      error: function (message) {
        var error = new Error(message);
        error.name = 'Exception';
        return error;
      },
    };
  })`,
  { filename: 'realm-prelude.js' },
);

/**
 * Makes a realm. As on Apps Script there are no timers, no URL, no fetch: only what ECMAScript itself has.
 * @param now epoch milliseconds that Date.now() and new Date() tell
 * @param random the next number in [0, 1) for Math.random
 */
export function newRealm(now: () => number, random: () => number): Realm {
  const context = vm.createContext({});
  const { concat, ...makers } = prelude.runInContext(context)(now, random) as Makers & {
    concat: typeof Array.prototype.concat;
  };
  // An array of another realm is copied into the one of the function (ECMAScript, ArraySpeciesCreate). Measured: half the
  // time of a loop in the realm, whose code never gets warm.
  const list = (items: readonly unknown[]): unknown[] => Reflect.apply(concat, items, []);
  const data = (value: unknown): unknown => {
    if (Array.isArray(value)) return list(value.map(data));
    if (types.isDate(value)) return makers.date(value.getTime());
    if (typeof value !== 'object' || value === null) return value;
    const copy = makers.object();
    for (const [name, member] of Object.entries(value)) copy[name] = data(member);
    return copy;
  };
  return { ...makers, context, list, grid: (rows) => list(rows.map(list)) as unknown[][], data };
}

/** Copies a value out of a realm into plain data of the host; what is no data becomes its text. */
export function toHost(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, toHost);
  if (types.isDate(value)) return new Date(value.getTime());
  if (typeof value === 'function') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const parent = Object.getPrototypeOf(value);
  if (parent !== null && Object.getPrototypeOf(parent) !== null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toHost(member)]));
}
