// The product's name, and the plan of the user.
import type { ConnectionView } from '../../wire/contract';

export function Header({ connection }: { connection: ConnectionView | null }) {
  return (
    <header>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M1 1h6v6H1zM3 3v2h2V3zM9 1h6v6H9zM11 3v2h2V3zM1 9h6v6H1zM3 11v2h2v-2zM9 9h2v2H9zM13 9h2v2h-2zM11 11h2v2h-2zM9 13h2v2H9zM13 13h2v2h-2z" />
      </svg>
      <span class="product">Qrius for Sheets</span>
      {connection?.plan && <span class="plan">{connection.plan}</span>}
    </header>
  );
}
