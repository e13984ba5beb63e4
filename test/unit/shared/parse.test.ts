// What comes from outside is parsed: the value as it should be, or a refusal; never anything in between.
import fc from 'fast-check';
import {
  attempt,
  either,
  finite,
  flag,
  list,
  nullable,
  object,
  oneOf,
  type Parser,
  parseJson,
  partial,
  text,
  Unreadable,
  whole,
  withDefault,
} from '../../../src/shared/parse';

/** Values that come out of JSON, or out of anything else. */
const hostile = fc.oneof(
  fc.jsonValue(),
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  }),
  fc.constantFrom<unknown>(
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    '',
    '__proto__',
    () => 1,
    Symbol('x'),
  ),
);

const person = object({ name: text(5), age: nullable(whole(0, 150)), tags: list(text(99), 3) });

describe('a parser', () => {
  test.each<[string, Parser<unknown>, unknown[], unknown[]]>([
    ['of texts', text(3), ['', 'abc', '__p'], ['abcd', 1, null, undefined, ['a']]],
    ['of whole numbers', whole(1, 3), [1, 3], [0, 4, 1.5, '1', Number.NaN, null, true]],
    ['of counts', whole(), [0, Number.MAX_SAFE_INTEGER], [-1, 2 ** 53, 1e300]],
    ['of moments', finite, [0, -1.5, 1e300], [Number.NaN, Number.POSITIVE_INFINITY, '1', null]],
    ['of flags', flag, [true, false], [0, 1, 'true', null, undefined]],
    ['of words', oneOf('a', 2), ['a', 2], ['2', 'b', 'toString', null]],
    ['of what may be null', nullable(flag), [null, true], [undefined, 0]],
    ['of what may be left out', withDefault(flag, false), [true, false], [null, 0]],
    [
      'of lists',
      list(flag, 2),
      [[], [true, false]],
      [[true, true, true], [1], {}, 'ab', null, { length: 0 }],
    ],
    [
      'of objects',
      person,
      [{ name: 'Ann', age: null, tags: [] }],
      [
        ...[{ name: 'Ann', age: 7 }, { name: 'Ann', age: 7, tags: null }, [], null, 'Ann'],
        ...[
          { name: 'Ann', age: -1, tags: [] },
          { name: 'Anneke', age: 1, tags: [] },
        ],
      ],
    ],
    ['of several forms', either(flag, text(9), whole()), [true, 'a', 1], [null, -1, []]],
    [
      'of some keys',
      partial(['a', 'b'], flag),
      [{}, { a: true }, { a: true, b: false }],
      [{ a: 1 }, [], null],
    ],
  ])('%s takes what fits as it is, and nothing else', (_, parser, good, bad) => {
    expect(good.map((value) => parser(value))).toEqual(good);
    for (const value of bad) {
      expect(() => parser(value)).toThrow(Unreadable);
      expect(attempt(parser, value)).toBeNull();
    }
  });

  test('of objects drops what it does not know, also what every object has', () => {
    const value = JSON.parse('{"name":"A","age":1,"tags":[],"extra":1,"__proto__":{"name":"evil"}}');
    expect(person(value)).toEqual({ name: 'A', age: 1, tags: [] });
    expect(Object.keys(partial(['a'], flag)(JSON.parse('{"a":true,"z":1}')))).toEqual(['a']);
    // Only own fields count: a name that every object has is not a field.
    expect(attempt(object({ toString: text(9) }), {})).toBeNull();
  });

  test('fills in what is left out, and only that', () => {
    const parser = object({ on: withDefault(flag, true) });
    expect([parser({}), parser({ on: false }), attempt(parser, { on: null })]).toEqual([
      { on: true },
      { on: false },
      null,
    ]);
  });

  test('takes the first of several forms that fits', () => {
    const shape = either(object({ kind: oneOf('a'), size: whole() }), object({ kind: oneOf('a', 'b') }));
    expect(shape({ kind: 'a', size: 2 })).toEqual({ kind: 'a', size: 2 });
    expect(shape({ kind: 'a', size: -2 })).toEqual({ kind: 'a' });
    expect(attempt(shape, { kind: 'c' })).toBeNull();
  });

  test('of anything at all gives its own form or a refusal, and never changes what it read', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, age, tags) => {
        for (const value of [name, { name, age, tags }, [name, age]]) {
          const found = attempt(person, value);
          if (found === null) continue;
          expect(Object.keys(found)).toEqual(['name', 'age', 'tags']);
          expect(person(found)).toEqual(found);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('that breaks itself is no refusal', () => {
    const broken: Parser<never> = () => {
      throw new TypeError('broken');
    };
    expect(() => attempt(broken, 1)).toThrow(TypeError);
    expect(() => either(broken, flag)(true)).toThrow(TypeError);
  });
});

describe('JSON', () => {
  const any = (value: unknown) => value;

  test('that nests without an end is null; brackets in a text are text', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
    expect(parseJson(any, nested(64))).not.toBeNull();
    for (const depth of [65, 10_000, 2_000_000]) expect(parseJson(any, nested(depth))).toBeNull();
    for (const said of ['[{'.repeat(100), `"${'['.repeat(100)}`, `\\"${'{'.repeat(100)}`])
      expect(parseJson(any, JSON.stringify([said]))).toEqual([said]);
  });

  test('that is too long is null', () => {
    expect(parseJson(any, JSON.stringify('a'.repeat(4_999_998)))).not.toBeNull();
    expect(parseJson(any, JSON.stringify('a'.repeat(4_999_999)))).toBeNull();
  });

  test('that is missing, broken or of another form is null', () => {
    for (const json of [undefined, null, '', '{', 'undefined', 'NaN', '[]', 'null', '"a"', '{"name":"A"}'])
      expect(parseJson(person, json)).toBeNull();
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (json) => expect(parseJson(person, json)).toBeNull()),
    );
  });

  test('that fits is read as it was written', () => {
    const people = fc.record({
      name: fc.string({ maxLength: 5 }),
      age: fc.option(fc.integer({ min: 0, max: 150 })),
      tags: fc.array(fc.string(), { maxLength: 3 }),
    });
    fc.assert(fc.property(people, (one) => expect(parseJson(person, JSON.stringify(one))).toEqual(one)));
  });
});
