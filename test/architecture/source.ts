/** Source files as the architecture rules see them: path from the root, text, and what the TypeScript parser makes of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';

import ts from 'typescript';

export interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  /** What the file imports or re-exports from, also by `import()`. */
  readonly imports: readonly string[];
  /** Names the file declares: variables, functions, classes, types, parameters, members. */
  readonly declared: readonly string[];
  /** Texts of string and template literals; each substitution of a template is one "?". */
  readonly literals: readonly string[];
}

const ASIDE = new Set(['node_modules', 'dist', '.git', '.qalxan', 'coverage']);
const TEXT = /\.(?:ts|js|json|md|sql|graphql|css|html|yml)$|^\.[a-z/]+$/;

/** @returns every text file of the repository. */
export function readTree(root: string, folder = ''): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (ASIDE.has(entry.name)) return [];
    if (entry.isDirectory()) return readTree(root, path);
    return entry.isFile() && (TEXT.test(path) || path === '.ci/run') ? [sourceOf(path, readFileSync(join(root, path), 'utf8'))] : [];
  });
}

/** @returns a source made of its text; files that are not TypeScript have neither imports nor declarations. */
export function sourceOf(path: string, text: string): Source {
  const imports: string[] = [];
  const declared: string[] = [];
  const literals: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      imports.push(node.moduleSpecifier.text);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments;
      if (target && ts.isStringLiteralLike(target)) imports.push(target.text);
      else if (target && ts.isTemplateExpression(target)) imports.push(patternOf(target));
    }
    if (isDeclaration(node) && node.name && ts.isIdentifier(node.name)) declared.push(node.name.text);
    if (ts.isStringLiteralLike(node)) literals.push(node.text);
    if (ts.isTemplateExpression(node)) literals.push(patternOf(node));
    ts.forEachChild(node, visit);
  };
  if (path.endsWith('.ts')) visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return { path, text, imports, declared, literals };
}

/** The text of a template with "?" for each substitution. */
function patternOf({ head, templateSpans }: ts.TemplateExpression): string {
  return [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('?');
}

function isDeclaration(node: ts.Node): node is ts.NamedDeclaration {
  return ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)
    || ts.isTypeAliasDeclaration(node) || ts.isParameter(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)
    || ts.isMethodDeclaration(node) || ts.isMethodSignature(node) || ts.isEnumDeclaration(node);
}
