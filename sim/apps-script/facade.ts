// Façade objects: each class a table of methods, each object a handle on plain data, and a clear error for what is not modelled.
import { callService } from './calls';
import type { Handles } from './handles';
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
function absent(x: Execution, className: string, target: object, key: string | symbol): unknown {
  if (typeof key === 'symbol' || probes.has(key) || key in target) return Reflect.get(target, key);
  throw x.realm.error(`${className}.${key} is not modelled in this world`);
}

/** A method as the script calls it. */
function callable<State>(x: Execution, facade: FacadeClass<State>, methodName: string) {
  const method = facade.methods[methodName] as Method<State>;
  const fullName = `${facade.name}.${methodName}`;
  return function (this: Record<symbol, unknown>, ...args: unknown[]) {
    return callService(x, fullName, method, facade.permission, this[STATE] as State, args);
  };
}

/** Methods are made when they are first asked for: an execution uses few of the two hundred. */
function prototypeOf<Name extends keyof Handles>(x: Execution, name: Name): object {
  const known = x.prototypes.get(name);
  if (known) return known;
  const facade: FacadeClass<Handles[Name]> = x.core.registry[name];
  const { methods, fields = {}, name: className } = facade;
  const offered = new Proxy(x.realm.object(), {
    get(target, key) {
      if (typeof key === 'symbol' || !Object.hasOwn(methods, key)) return absent(x, className, target, key);
      const made = callable(x, facade, key);
      prototype[key] = made;
      return made;
    },
  });
  const prototype: Record<string, unknown> = Object.create(offered);
  x.prototypes.set(name, prototype);
  prototype.toString = () => className;
  for (const [field, value] of Object.entries(fields))
    Object.defineProperty(prototype, field, { get: () => value(x) });
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
  return new Proxy(x.realm.object(), { get: (target, key) => absent(x, service, target, key) });
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
