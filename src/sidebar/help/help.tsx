// Short answers to what users ask most. The view it was opened from stays as it is.
import { Button } from '../ui/button';
import { QriusLink } from '../ui/qrius-link';
import { View } from '../ui/view';
import { words as shared } from '../ui/words';
import { words } from './words';

interface Props {
  /** Opens the list of rows that need attention; null where there is none to open. */
  onRows: (() => void) | null;
  onBack(): void;
}

const { answers, account } = words;

export function Help({ onRows, onBack }: Props) {
  return (
    <View
      title={words.title}
      bar={
        <Button kind="primary" onClick={onBack}>
          {shared.back}
        </Button>
      }
    >
      {Object.values(answers).map(({ question, answer }) => (
        <section key={question}>
          <h2>{question}</h2>
          <p>{answer}</p>
          {question === answers.status.question && onRows && (
            <Button kind="link" onClick={onRows}>
              {words.showRows}
            </Button>
          )}
        </section>
      ))}
      <section>
        <h2>{account.title}</h2>
        <p>
          {account.before}
          <QriusLink>{account.link}</QriusLink>
          {account.after}
        </p>
      </section>
    </View>
  );
}
