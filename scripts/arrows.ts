// Writes the functions of a bundle as arrows, which are shorter. esbuild does not: it cannot know that nobody needs their `this`.
import { type FunctionDeclaration, type Node, parse } from 'acorn';

/** They are assigned before all else, as declarations would be. @param body the statements of a bundle, without its exports. */
export function withArrows(body: string): string {
  const { body: statements } = parse(body, {
    ecmaVersion: 2020,
    sourceType: 'script',
    allowReturnOutsideFunction: true,
  });
  const textOf = ({ start, end }: Node) => body.slice(start, end);
  const isPlain = (node: Node): node is FunctionDeclaration =>
    node.type === 'FunctionDeclaration' && !/\b(this|arguments|yield|await)\b/.test(textOf(node));
  const arrows = statements.filter(isPlain).map((declaration) => {
    const { id, params, body: block } = declaration as FunctionDeclaration;
    const [first] = params;
    const head =
      params.length === 1 && first?.type === 'Identifier' ? textOf(first) : `(${params.map(textOf)})`;
    const [only] = block.body;
    const value = block.body.length === 1 && only?.type === 'ReturnStatement' ? only.argument : null;
    const text = value ? textOf(value) : textOf(block);
    const needsBrackets = value && (value.type === 'SequenceExpression' || text.startsWith('{'));
    return `${textOf(id)}=${head}=>${needsBrackets ? `(${text})` : text}`;
  });
  const rest = statements.filter((statement) => !isPlain(statement)).map(textOf);
  return arrows.length === 0 ? body : `var ${arrows.join(',\n')};${rest.join('\n')}`;
}
