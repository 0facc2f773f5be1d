/**
 * The SDL of the API, read off its declarations. No provider is made and nothing is connected to: Nest's schema factory
 * looks at decorators only, so that the file can be written on any machine.
 */
import 'reflect-metadata';

import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';

/** A resolver class, a module class, or a module with options. */
export type ApiPart = Type<unknown> | DynamicModule;

const HEADING = '# Written by `npm run sync` from the declared records, queries and commands. Do not edit.\n\n';

/**
 * @param parts modules and resolvers; modules are searched for resolvers, also in what they import.
 * @returns the sorted schema with its descriptions.
 * @throws Error when a type or argument has no GraphQL form, as Nest says it.
 */
export async function apiSdl(parts: readonly ApiPart[]): Promise<string> {
  const nest = await NestFactory.create(GraphQLSchemaBuilderModule, { logger: false });
  try {
    await nest.init();
    const schema = await nest.get(GraphQLSchemaFactory).create(classesIn(parts));
    return `${HEADING}${printSchema(lexicographicSortSchema(schema))}\n`;
  } finally {
    await nest.close();
  }
}

/** @returns every class the parts provide, each once; the schema factory leaves alone those that are no resolvers. */
function classesIn(parts: readonly ApiPart[], seen = new Set<unknown>()): Type<unknown>[] {
  return parts.flatMap((part) => {
    if (seen.has(part)) return [];
    seen.add(part);
    const module = typeof part === 'function' ? part : part.module;
    const given: Partial<DynamicModule> = typeof part === 'function' ? {} : part;
    const providers = [...listOf(module, 'providers'), ...(given.providers ?? [])];
    const imports = [...listOf(module, 'imports'), ...(given.imports ?? [])];
    return [module, ...providers.filter(isClass), ...classesIn(imports.filter(isPart), seen)];
  });
}

function listOf(module: Type<unknown>, name: 'providers' | 'imports'): unknown[] {
  return (Reflect.getMetadata(name, module) ?? []) as unknown[];
}

function isClass(provider: unknown): provider is Type<unknown> {
  return typeof provider === 'function';
}

function isPart(part: unknown): part is ApiPart {
  return isClass(part) || (typeof part === 'object' && part !== null && 'module' in part);
}
