// What an answer says about a code.
import type { Code, State } from './state';
import { scansOf } from './stats';

/** The address that a printed code holds. */
export function shortUrlOf(state: State, code: Code): string {
  return `${state.config.shortBase}/${code.slug}`;
}

/** What a create answers: five fields in the guide, two more in the reference. Source: qrius-api.md, "Creating". */
export function createdView(state: State, code: Code): Record<string, unknown> {
  const { id, slug, name } = code;
  const qrCodeUrl = `${state.config.imageBase}/${id}.svg`;
  const view = { id, slug, name, qrCodeUrl, shortUrl: shortUrlOf(state, code) };
  if (state.config.dialect === 'guide') return view;
  return { ...view, destinationUrl: code.destinationUrl, createdAt: new Date(code.createdAt).toISOString() };
}

/** What a list, a look at one code and a change answer. `status` and `totalScans` are assumed (qrius-api.md, "Reading"). */
export function fullView(state: State, code: Code, now: number): Record<string, unknown> {
  return {
    ...createdView(state, code),
    destinationUrl: code.destinationUrl,
    description: code.description,
    tags: code.tags,
    status: code.paused ? 'paused' : 'active',
    createdAt: new Date(code.createdAt).toISOString(),
    totalScans: scansOf(state, code, now).totalScans,
  };
}
