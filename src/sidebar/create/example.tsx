// One row as it will be sent, so that a column that was not understood is noticed.
import type { ExampleRow } from '../../shared/contract/create';
import { TEXTS } from '../../shared/texts';
import { COLUMNS } from '../ui/words';
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

const linesOf = ({ name, destination, slug, tags, ...example }: ExampleRow): Line[] => [
  [COLUMNS.name, name, words.none],
  [words.exampleUrl, destination, words.none],
  [COLUMNS.slug, slug, words.slugMade],
  [COLUMNS.tags, tags.join(', '), words.none],
  ...TEXTS.map((text): Line => [COLUMNS[text], example[text], words.none]),
];
