// One row as it will be sent, so that a column that was not understood is noticed.
import type { ExampleRow } from '../../shared/contract/create';
import { words } from './words';

export function Example({ example }: { example: ExampleRow }) {
  return (
    <section>
      <h2>{words.exampleTitle(example.row)}</h2>
      <dl class="example">
        {linesOf(example).map(([label, text, ifEmpty]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class={text === '' ? 'quiet' : undefined}>{text || ifEmpty}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type Line = [label: string, text: string, ifEmpty: string];

const linesOf = ({ name, destination, slug, tags, description }: ExampleRow): Line[] => [
  [words.exampleName, name, words.none],
  [words.exampleUrl, destination, words.none],
  [words.exampleSlug, slug, words.slugMade],
  [words.exampleTags, tags.join(', '), words.none],
  [words.exampleDescription, description, words.none],
];
