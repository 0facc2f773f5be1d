/** Collects the selected fields of one level: fragments opened, directives obeyed, equal response keys merged. */
import { CodedError } from '#kernel';
import {
  getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind,
  type FieldNode, type GraphQLResolveInfo, type SelectionSetNode,
} from 'graphql';

export interface Selected {
  readonly key: string;
  readonly name: string;
  /** The nodes merged under this key; their arguments are equal (GraphQL specification, 5.3.2). */
  readonly nodes: readonly FieldNode[];
}

type Info = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>;

/** @throws CodedError BAD_REQUEST when one response key means two fields, as aliases of a connection's parts could make it, or is reserved. */
export function selectedFields(nodes: readonly FieldNode[], info: Info): readonly Selected[] {
  const found = new Map<string, { key: string; name: string; nodes: FieldNode[] }>();
  for (const { selectionSet } of nodes) if (selectionSet) collect(selectionSet, info, found);
  return [...found.values()];
}

function collect(set: SelectionSetNode, info: Info, found: Map<string, { key: string; name: string; nodes: FieldNode[] }>): void {
  for (const selection of set.selections) {
    if (selection.directives?.length && !isIncluded(selection, info)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      // The specification keeps such names for introspection; as a key of an answer one of them would be its prototype.
      if (selection.alias && key.startsWith('__')) throw new CodedError('BAD_REQUEST');
      const known = found.get(key);
      if (!known) found.set(key, { key, name: selection.name.value, nodes: [selection] });
      else if (known.name !== selection.name.value || argumentsText(known.nodes[0]) !== argumentsText(selection)) throw new CodedError('BAD_REQUEST');
      else known.nodes.push(selection);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, info, found);
    else {
      const fragment = info.fragments[selection.name.value];
      if (fragment) collect(fragment.selectionSet, info, found);
    }
  }
}

function isIncluded(selection: SelectionSetNode['selections'][number], { variableValues }: Info): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if !== false;
}

function argumentsText(node: FieldNode | undefined): string {
  if (!node?.arguments?.length) return '';
  return JSON.stringify(node.arguments, (name, value: unknown) => (name === 'loc' ? undefined : value));
}
