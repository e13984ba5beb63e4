// Façade objects: each class a table of methods, each object a handle on plain data, and a clear error for what is not modelled.
import { callService } from './calls';
import type { Handles } from './handles';
import type { Realm } from './realm';
import type { Execution, FacadeClass, Method } from './types';

const STATE = Symbol('state');

/** Asked for by JSON.stringify, by promises and by printers of any object; absent on every Google object. */
const probes = new Set([
  'then',
  'toJSON',
  'constructor',
  'valueOf',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  '$$typeof',
]);

/** What an object answers when it is asked for something that is not modelled. */
function absent(realm: Realm, className: string, target: object, key: string | symbol): unknown {
  if (typeof key === 'symbol' || probes.has(key) || key in target) return Reflect.get(target, key);
  throw realm.error(`${className}.${key} is not modelled in this world`);
}

/** The classes of a realm, and the execution that is in it. */
interface Inside {
  x: Execution;
  /** What all objects of a class inherit. Frozen, so that no execution leaves anything behind in it. */
  prototypes: Map<string, object>;
}

const insides = new WeakMap<Realm, Inside>();

/** Called before an object is made: whatever a script holds was made by the execution that is in its realm. */
function insideOf(x: Execution): Inside {
  const inside = insides.get(x.realm) ?? { x, prototypes: new Map() };
  inside.x = x;
  insides.set(x.realm, inside);
  return inside;
}

/** A method as the script calls it. */
function callable<State>(inside: Inside, facade: FacadeClass<State>, methodName: string) {
  const method = facade.methods[methodName] as Method<State>;
  const fullName = `${facade.name}.${methodName}`;
  return Object.freeze(function (this: Record<symbol, unknown>, ...args: unknown[]) {
    return callService(inside.x, fullName, method, facade.permission, this[STATE] as State, args);
  });
}

function prototypeOf<Name extends keyof Handles>(x: Execution, name: Name): object {
  const inside = insideOf(x);
  const known = inside.prototypes.get(name);
  if (known) return known;
  const facade: FacadeClass<Handles[Name]> = x.core.registry[name];
  const { methods, fields = {}, name: className } = facade;
  const { realm } = x;
  const offered = new Proxy(Object.freeze(realm.object()), {
    get: (target, key) => absent(realm, className, target, key),
  });
  const prototype: Record<string, unknown> = Object.create(offered);
  for (const methodName of Object.keys(methods)) prototype[methodName] = callable(inside, facade, methodName);
  prototype.toString = Object.freeze(() => className);
  for (const [field, value] of Object.entries(fields))
    Object.defineProperty(prototype, field, { get: () => value(inside.x) });
  inside.prototypes.set(name, Object.freeze(prototype));
  return prototype;
}

/** Makes a façade object that the script may hold. */
export function make<Name extends keyof Handles>(x: Execution, name: Name, state: Handles[Name]): object {
  const handle = Object.create(prototypeOf(x, name));
  Object.defineProperty(handle, STATE, { value: state });
  return handle;
}

/** The data behind a façade object that the script handed back; undefined where it is something else. */
export function stateOf(handle: unknown): unknown {
  return typeof handle === 'object' && handle !== null
    ? (handle as Record<symbol, unknown>)[STATE]
    : undefined;
}

/** A service that Google has and this world does not: any use of it throws. */
export function unmodelled(x: Execution, service: string): object {
  return new Proxy(x.realm.object(), { get: (target, key) => absent(x.realm, service, target, key) });
}

/** One member of a Google enumeration; the same object whenever it is asked for within an execution. */
export function enumMember(x: Execution, enumeration: string, member: string): object {
  const key = `${enumeration}.${member}`;
  const known = x.enums.get(key);
  if (known) return known;
  const object = x.realm.object();
  for (const method of ['toString', 'toJSON', 'name'])
    Object.defineProperty(object, method, { value: () => member });
  x.enums.set(key, object);
  return object;
}

/** A whole enumeration as a field of a service. */
export function enumeration(name: string, members: string[]): (x: Execution) => unknown {
  return (x) => {
    const object = x.realm.object();
    for (const member of members) object[member] = enumMember(x, name, member);
    return object;
  };
}
