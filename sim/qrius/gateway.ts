// What never reaches the API: requests that are too long, or that a firewall takes for an attack.
import type { Config } from './config';
import { firewallPage } from './render';
import { pageReply, type Reply, type Request } from './reply';

/** The gateway's own answer; null where it lets the request pass. */
export function stopAtGateway({ limits, answers }: Config, request: Request): Reply | null {
  if (request.path.length > limits.urlCharacters) return pageReply(414);
  if (Buffer.byteLength(request.body) > limits.bodyBytes) return pageReply(413);
  const suspect = answers.firewall.some((text) => request.path.includes(text) || request.body.includes(text));
  return suspect ? firewallPage() : null;
}
