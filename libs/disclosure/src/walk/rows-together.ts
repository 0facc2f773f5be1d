/**
 * Records that hang on rows of another kind (the case of a link, say), read through the door together: one page for all of
 * them, with the client's own selection, however many rows ask.
 */
import type { Id } from '#kernel';
import { PAGE_SIZE, type AnyRecord } from '#record';
import { isOutputType, Kind, type FieldNode, type GraphQLOutputType, type GraphQLResolveInfo, type SelectionNode } from 'graphql';

import type { Answer } from '../answer/disclosed.js';
import type { Asking, Disclosure } from '../disclosure.js';

/** Response key under which the id of each row is asked for as well. No document can write it, so it collides with no alias. */
const KEY = 'id of the row';

type Rows = ReadonlyMap<Id, Answer>;

export class RowsTogether {
  private readonly loads = new Map<readonly FieldNode[], Promise<Rows>>();
  private readonly ids: readonly Id[];

  /** @param ids all rows that will be asked for; repeated ones are read once. */
  constructor(private readonly door: Disclosure, private readonly record: AnyRecord, ids: readonly Id[]) {
    this.ids = [...new Set(ids)];
  }

  /**
   * @returns the row, or null when it does not exist for the viewer. The first call of a selection reads all rows.
   * @throws CodedError as {@link Disclosure.page}.
   */
  async row(id: Id, asking: Asking, info: GraphQLResolveInfo): Promise<Answer | null> {
    // graphql-js gives every item of a list the same array of nodes for the same selection.
    let load = this.loads.get(info.fieldNodes);
    if (!load) {
      load = this.load(asking, info);
      this.loads.set(info.fieldNodes, load);
    }
    return (await load).get(id) ?? null;
  }

  private async load(asking: Asking, info: GraphQLResolveInfo): Promise<Rows> {
    const asPage = pageOf(this.record, info);
    const pages = [];
    for (let at = 0; at < this.ids.length; at += PAGE_SIZE.most) {
      const ids = this.ids.slice(at, at + PAGE_SIZE.most);
      pages.push(await this.door.page(this.record, { first: ids.length, filter: { id: { in: ids } } }, asking, asPage));
    }
    const nodes = pages.flatMap(({ edges }) => (edges as readonly { readonly node: Answer }[]).map(({ node }) => node));
    return new Map(nodes.map((node) => [node[KEY] as Id, node]));
  }
}

/** The selection on one row, as the same selection on the nodes of a page. */
function pageOf(record: AnyRecord, info: GraphQLResolveInfo): GraphQLResolveInfo {
  const row = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const node = fieldNode('node', [fieldNode('id', [], KEY), ...row]);
  return {
    ...info,
    fieldName: `${info.parentType.name}.${info.fieldName}`,
    fieldNodes: [fieldNode(info.fieldName, [fieldNode('edges', [node])])],
    returnType: connectionOf(record, info),
  };
}

function connectionOf(record: AnyRecord, { schema }: GraphQLResolveInfo): GraphQLOutputType {
  const type = schema.getType(`${record.name}Connection`);
  if (!isOutputType(type)) throw new Error(`the schema has no pages of ${record.name}`);
  return type;
}

function fieldNode(field: string, selections: readonly SelectionNode[], alias?: string): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: field },
    ...(alias !== undefined && { alias: { kind: Kind.NAME, value: alias } }),
    ...(selections.length > 0 && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
  };
}
