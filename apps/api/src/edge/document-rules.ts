/**
 * Limits on the meaning of a document, which need its fragments followed: how deep it reaches, how many root fields it
 * has, that nothing is mutated twice and that signing in happens at most once. They run as a validation rule, beside
 * GraphQL's own, on documents whose text is already bounded (document-limits).
 */
import { type ASTVisitor, type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, type SelectionSetNode, type ValidationContext, type ValidationRule, visit } from 'graphql';

export const SHAPE_LIMITS = {
  /** Records within records. Levels that are only paging (`edges`, `node`) and the introspection types do not count. */
  depth: 8,
  queryFields: 10,
  mutationFields: 1,
} as const;
export type ShapeLimits = { readonly [K in keyof typeof SHAPE_LIMITS]: number };

const PAGING = new Set(['edges', 'node', 'pageInfo']);
const INTROSPECTION = new Set(['__schema', '__type']);

/** Nesting and number of fields of one selection, fragments followed. */
interface Shape {
  readonly depth: number;
  readonly fields: number;
}
const ENDLESS: Shape = { depth: Infinity, fields: Infinity };

/**
 * @param once names of fields that may appear once in a whole document, e.g. `signIn`.
 * @returns a validation rule that reports at most one error, with a constant text.
 */
export function documentShape(once: readonly string[], limits: ShapeLimits = SHAPE_LIMITS): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    Document: {
      enter(document) {
        if (!isAcceptable(document, once, limits)) context.reportError(new GraphQLError('document beyond the limits'));
      },
    },
  });
}

function isAcceptable(document: DocumentNode, once: readonly string[], limits: ShapeLimits): boolean {
  const shapes = new Shapes(document);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) continue;
    if (definition.kind !== Kind.OPERATION_DEFINITION) return false;
    if ((definition.operation as string) === 'subscription') return false;
    const shape = shapes.of(definition.selectionSet);
    const most = (definition.operation as string) === 'mutation' ? limits.mutationFields : limits.queryFields;
    if (shape.fields > most || shape.depth > limits.depth) return false;
  }
  return once.every((name) => timesNamed(document, name) <= 1);
}

function timesNamed(document: DocumentNode, name: string): number {
  let times = 0;
  visit(document, {
    Field(field) {
      if (field.name.value === name) times += 1;
    },
  });
  return times;
}

/** Measures selections; each fragment once, and a fragment inside itself as endless. */
class Shapes {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, Shape>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  of(selections: SelectionSetNode): Shape {
    let depth = 0;
    let fields = 0;
    for (const selection of selections.selections) {
      let inner: Shape;
      if (selection.kind === Kind.FIELD) inner = { depth: this.depthOfField(selection.name.value, selection.selectionSet), fields: 1 };
      else if (selection.kind === Kind.INLINE_FRAGMENT) inner = this.of(selection.selectionSet);
      else inner = this.ofFragment(selection.name.value);
      depth = Math.max(depth, inner.depth);
      fields += inner.fields;
    }
    return { depth, fields };
  }

  private depthOfField(name: string, selections: SelectionSetNode | undefined): number {
    // GraphQL's own rules bound introspection (MaxIntrospectionDepthRule).
    if (selections === undefined || INTROSPECTION.has(name)) return 0;
    return this.of(selections).depth + (PAGING.has(name) ? 0 : 1);
  }

  private ofFragment(name: string): Shape {
    const known = this.measured.get(name);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    if (fragment === undefined) return { depth: 0, fields: 0 };
    this.measured.set(name, ENDLESS);
    const shape = this.of(fragment.selectionSet);
    this.measured.set(name, shape);
    return shape;
  }
}
