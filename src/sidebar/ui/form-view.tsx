// A view whose bar submits a form.
import type { ComponentProps } from 'preact';
import { View } from './view';

type Props = ComponentProps<typeof View> & { onSubmit(): void };

export function FormView({ onSubmit, ...view }: Props) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <View {...view} />
    </form>
  );
}
