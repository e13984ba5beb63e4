// The open pages: each hears the news of the world as server-sent events, those of its user and the answers to itself.
import type { ServerResponse } from 'node:http';
import type { News } from './messages';

interface Listener {
  user: string;
  /** Which of the open pages it is, as the page calls itself. */
  page: string;
}

export interface Listeners {
  add(listener: Listener, response: ServerResponse): void;
  tell(news: News): void;
  /** Whether a page of that user is open; of anybody where no user is named. */
  present(user?: string): boolean;
  close(): void;
}

function isFor(news: News, { user, page }: Listener): boolean {
  if (news.kind === 'reply') return news.page === page;
  if (news.kind === 'selected') return news.selection.user === user;
  return !('user' in news) || news.user === user;
}

/**
 * @param current what a page that has just come must know
 * @param gone called when the last page of a user has been closed
 * @param forBrowser makes of what is told what a browser can load
 */
export function listenersOf(
  current: () => News[],
  gone: (user: string) => void,
  forBrowser: (text: string) => string,
): Listeners {
  const pages = new Map<ServerResponse, Listener>();
  const write = (response: ServerResponse, news: News) =>
    response.write(`data: ${forBrowser(JSON.stringify(news))}\n\n`);
  const present = (user?: string) =>
    [...pages.values()].some((one) => user === undefined || one.user === user);
  return {
    add: (listener, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      pages.set(response, listener);
      for (const news of current()) write(response, news);
      response.on('close', () => {
        pages.delete(response);
        if (!present(listener.user)) gone(listener.user);
      });
    },
    tell: (news) => {
      for (const [response, listener] of pages) if (isFor(news, listener)) write(response, news);
    },
    present,
    close: () => {
      for (const response of pages.keys()) response.destroy();
    },
  };
}
