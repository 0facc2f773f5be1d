/**
 * Limits on the text of a GraphQL document, counted token by token before the parser sees it. The parser recurses and
 * some validation rules compare every field with every other, so neither may meet a document of hostile size; a lexer
 * is one linear pass. Accepted texts are remembered, since clients send the same few documents again and again.
 */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Lexer, Source, TokenKind } from 'graphql';
import { hashIn } from './request-facts.js';
import { refuseOnRecord, type RefusalBook } from './refusal-book.js';
import type { GraphqlBody } from './request-body.js';

/** Our judgement, with room over what GraphiQL's own introspection and the product's example questions need. */
export const DOCUMENT_LIMITS = {
  /** All tokens. GraphiQL's introspection document has about 300. */
  tokens: 2000,
  /** Open brackets of every kind at once; what the parser recurses on. */
  brackets: 40,
  /** Open lists and objects inside arguments and defaults. */
  literalDepth: 12,
  aliases: 10,
  directives: 10,
  /** `...`, named or inline. */
  spreads: 30,
} as const;
export type DocumentLimits = { readonly [K in keyof typeof DOCUMENT_LIMITS]: number };

const REMEMBERED = 1000;
const MAX_REMEMBERED_LENGTH = 10_000;

/** @returns whether the text lexes and stays within the limits. Never throws. */
export function withinLimits(document: string, limits: DocumentLimits = DOCUMENT_LIMITS): boolean {
  const lexer = new Lexer(new Source(document));
  const count = { tokens: 0, aliases: 0, directives: 0, spreads: 0 };
  let open = 0;
  let parens = 0;
  let literals = 0;
  let afterName = false;
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      count.tokens += 1;
      switch (token.kind) {
        case TokenKind.PAREN_L:
          parens += 1;
          open += 1;
          break;
        case TokenKind.PAREN_R:
          parens -= 1;
          open -= 1;
          break;
        case TokenKind.BRACE_L:
        case TokenKind.BRACKET_L:
          if (parens > 0) literals += 1;
          open += 1;
          break;
        case TokenKind.BRACE_R:
        case TokenKind.BRACKET_R:
          if (parens > 0) literals -= 1;
          open -= 1;
          break;
        case TokenKind.COLON:
          // Outside parentheses `name :` is an alias, and nothing else.
          if (afterName && parens === 0) count.aliases += 1;
          break;
        case TokenKind.AT:
          count.directives += 1;
          break;
        case TokenKind.SPREAD:
          count.spreads += 1;
          break;
        case TokenKind.STRING:
        case TokenKind.BLOCK_STRING:
          if (token.value.includes('\0')) return false;
          break;
        default:
      }
      afterName = token.kind === TokenKind.NAME;
      const exceeded =
        count.tokens > limits.tokens ||
        count.aliases > limits.aliases ||
        count.directives > limits.directives ||
        count.spreads > limits.spreads ||
        open > limits.brackets ||
        literals > limits.literalDepth;
      if (exceeded) return false;
    }
  } catch {
    return false;
  }
  return true;
}

/** Refuses with 400 a document beyond the limits. Needs the body read before it. */
export function documentLimits<V extends object>(refusals: RefusalBook<V>, limits: DocumentLimits = DOCUMENT_LIMITS): RequestHandler {
  const accepted = new Set<string>();
  return (request: Request, response: Response, next: NextFunction) => {
    const { query } = request.body as GraphqlBody;
    if (!accepted.has(query)) {
      if (!withinLimits(query, limits)) {
        void refuseOnRecord(request, response, refusals, { status: 400, code: 'BAD_REQUEST', rule: 'DOCUMENT_LIMITS', hash: hashIn(request) });
        return;
      }
      if (query.length <= MAX_REMEMBERED_LENGTH) {
        if (accepted.size >= REMEMBERED) accepted.clear();
        accepted.add(query);
      }
    }
    next();
  };
}
