// How the page talks to the playground's server: it asks by POST, and hears answers and news as server-sent events.
import type { News, Outcome } from '../server/messages';

/** What google.script.run says where the server cannot be reached. */
const UNREACHABLE = 'NetworkError: Connection failure due to HTTP 0';

/** This page among all that are open. */
const page = crypto.randomUUID();

const waiting = new Map<number, (outcome: Outcome) => void>();
let lastId = 0;

function settle(id: number, outcome: Outcome): void {
  waiting.get(id)?.(outcome);
  waiting.delete(id);
}

/**
 * Asks for something; a refusal comes as a failed outcome with its sentence. The answer comes with the news, after what it
 * has changed: a browser keeps six connections to a server at the most, and ten calls may be under way.
 */
export async function ask(path: string, body: Record<string, unknown>): Promise<Outcome> {
  const id = ++lastId;
  const answered = new Promise<Outcome>((resolve) => waiting.set(id, resolve));
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...body, page, id }),
    });
    if (!response.ok) settle(id, { ok: false, error: await response.text() });
  } catch {
    settle(id, { ok: false, error: UNREACHABLE });
  }
  return answered;
}

/** Hears all news for a user, the present state of everything first. Resolves when answers can be heard. */
export function listen(user: string, heard: (news: News) => void): Promise<void> {
  const events = new EventSource(`/events?${new URLSearchParams({ user, page })}`);
  events.onmessage = ({ data }) => {
    const news = JSON.parse(data) as News;
    if (news.kind === 'reply') settle(news.id, news.outcome);
    else heard(news);
  };
  events.onerror = () => {
    for (const id of waiting.keys()) settle(id, { ok: false, error: UNREACHABLE });
  };
  return new Promise((resolve) => {
    events.onopen = () => resolve();
  });
}
