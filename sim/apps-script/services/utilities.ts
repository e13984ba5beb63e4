// Utilities, Session and HtmlService: small services without a state of their own.

import { types } from 'node:util';
import { randomUuid } from '../../random';
import { accountOf } from '../accounts';
import { formatWall, zoneOffsetMs } from '../dates';
import { enumeration, make } from '../facade';
import type { HtmlState } from '../handles';
import { spend } from '../lifecycle';
import { Refusal } from '../refusal';
import type { Execution, FacadeClass } from '../types';
import { waitUntil } from '../waiting';
import { base64, DIGESTS, digest, fromBase64, hmacSha256 } from './bytes';
import { handle, method, text, whole } from './methods';

/** Really waits on the real clock, until the execution's limit at most; moves the virtual clock otherwise. */
function sleep(x: Execution, ms: number): void {
  const { clock, now, meanwhile } = x.core;
  if (clock === 'real') waitUntil(Math.min(now() + ms, x.startedAt + x.limitMs), now, meanwhile);
  spend(x, ms);
}

export const utilitiesClass: FacadeClass<null> = {
  name: 'Utilities',
  permission: 'free',
  fields: {
    Charset: enumeration('Charset', ['US_ASCII', 'UTF_8']),
    DigestAlgorithm: enumeration('DigestAlgorithm', DIGESTS),
  },
  methods: {
    sleep: method('sleep', (x, _, ms) => sleep(x, whole(ms, 'milliseconds'))),
    getUuid: handle((x) => randomUuid(x.core.state.random)),
    formatDate: handle((_, __, date, timeZone, pattern) => {
      if (!types.isDate(date))
        throw new Refusal("The parameters don't match the method signature for Utilities.formatDate.");
      const offset = zoneOffsetMs(text(timeZone, 'timeZone'), date.getTime());
      return formatWall(date.getTime() + offset, offset, text(pattern, 'format'));
    }),
    base64Encode: handle((_, __, data, charset) => base64(data, charset, false)),
    base64EncodeWebSafe: handle((_, __, data, charset) => base64(data, charset, true)),
    base64Decode: handle((x, _, encoded) => fromBase64(x, encoded)),
    computeDigest: handle((x, _, algorithm, value, charset) => digest(x, algorithm, value, charset)),
    computeHmacSha256Signature: handle((x, _, value, key, charset) => hmacSha256(x, value, key, charset)),
  },
};

export const sessionClass: FacadeClass<null> = {
  name: 'Session',
  permission: 'session',
  methods: {
    getActiveUserLocale: handle((x) => accountOf(x.core.state, x.user.id).language ?? 'en'),
    getScriptTimeZone: handle((x) => x.core.manifest.timeZone ?? 'Etc/UTC'),
  },
};

const NEW_PAGE = { title: '', width: null, height: null };

export const htmlServiceClass: FacadeClass<null> = {
  name: 'HtmlService',
  permission: 'free',
  methods: {
    createHtmlOutput: handle((x, _, html = '') =>
      make(x, 'HtmlOutput', { ...NEW_PAGE, content: String(html) }),
    ),
    createHtmlOutputFromFile: handle((x, _, name) => {
      const file = text(name, 'filename');
      const content = x.core.html[file] ?? x.core.html[`${file}.html`];
      if (content === undefined) throw new Refusal(`No HTML file named ${file} was found.`);
      return make(x, 'HtmlOutput', { ...NEW_PAGE, content });
    }),
  },
};

/** Changes the page and gives it back, for chaining. */
function setting(change: (self: HtmlState, value: unknown) => void) {
  return handle<HtmlState>((x, self, value) => {
    change(self, value);
    return make(x, 'HtmlOutput', self);
  });
}

const size = (side: 'width' | 'height') =>
  setting((self, pixels) => {
    self[side] = Number(pixels);
  });

export const htmlOutputClass: FacadeClass<HtmlState> = {
  name: 'HtmlOutput',
  permission: 'free',
  methods: {
    setTitle: setting((self, title) => {
      self.title = String(title);
    }),
    append: setting((self, html) => {
      self.content += String(html);
    }),
    setWidth: size('width'),
    setHeight: size('height'),
    getContent: handle((_, { content }) => content),
    getTitle: handle((_, { title }) => title),
  },
};
