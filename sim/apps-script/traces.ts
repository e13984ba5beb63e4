// What a script can leave behind in its realm: a global name, or a change to an object of the language.
import vm from 'node:vm';

/**
 * Gives a function that tells whether the realm is still as it is now. Every object of the language that can be reached is
 * compared property by property, but for methods: these are frozen, so that nothing can be hung on them. NaN is left out, as
 * it never equals itself, and what a function tells of its callers.
 */
const watch = new vm.Script(
  `(function () {
    var { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
    // No name leads to the prototypes of these.
    var unnamed = [function* () {}, async function () {}, async function* () {}, (function* () {})(), (async function* () {})(),
      [].keys(), new Map().keys(), new Set().keys(), ''[Symbol.iterator](), ''.matchAll(/a/g), new Uint8Array(0)];
    var globalNames = ownKeys(globalThis).length;
    var objects = new Set();
    var fields = [];
    var accessors = [];
    function visit(value) {
      if (Object(value) !== value || objects.has(value)) return;
      if (typeof value === 'function' && !Object.hasOwn(value, 'prototype')) return void Object.freeze(value);
      objects.add(value);
      visit(getPrototypeOf(value));
      ownKeys(value).forEach(function (key) {
        var { value: held, get, set } = getOwnPropertyDescriptor(value, key);
        if (get || set) accessors.push({ owner: value, key, get, set });
        else if (held === held && key !== 'arguments' && key !== 'caller') fields.push({ owner: value, key, held });
        [held, get, set].forEach(visit);
      });
    }
    ownKeys(globalThis).forEach(function (name) {
      if (globalThis[name] !== globalThis) visit(globalThis[name]);
    });
    visit(getPrototypeOf(globalThis));
    unnamed.map(getPrototypeOf).forEach(visit);
    var counts = Array.from(objects, function (owner) { return { owner, keys: ownKeys(owner).length, parent: getPrototypeOf(owner) }; });
    return function () {
      for (var i = 0; i < fields.length; i++) if (fields[i].owner[fields[i].key] !== fields[i].held) return false;
      for (i = 0; i < counts.length; i++) {
        if (ownKeys(counts[i].owner).length !== counts[i].keys) return false;
        if (getPrototypeOf(counts[i].owner) !== counts[i].parent) return false;
      }
      for (i = 0; i < accessors.length; i++) {
        var now = getOwnPropertyDescriptor(accessors[i].owner, accessors[i].key);
        if (!now || now.get !== accessors[i].get || now.set !== accessors[i].set) return false;
      }
      return ownKeys(globalThis).length === globalNames;
    };
  })`,
  { filename: 'realm-traces.js' },
);

/** Watches a realm that no script has run in. Gives a function that tells whether scripts have left it as it was. */
export function watchRealm(context: vm.Context): () => boolean {
  const isSame = watch.runInContext(context)() as () => boolean;
  const names = Reflect.ownKeys(context).length;
  return () => Reflect.ownKeys(context).length === names && isSame();
}
