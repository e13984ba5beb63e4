// Makes elements: texts become text nodes, never HTML.

type Props<E> = { [K in keyof E]?: E[K] } & { aria?: Record<string, string> };

/** An element with its properties and children; null children are left out. */
export function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  props: Props<HTMLElementTagNameMap[T]> = {},
  ...children: Array<Node | string | null>
): HTMLElementTagNameMap[T] {
  const { aria = {}, ...rest } = props;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** The element of the page with that ID. Throws where page.html has none. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`page.html has no #${id}.`);
  return element;
}
