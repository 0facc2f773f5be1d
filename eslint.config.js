import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Type-aware linting. A rule that is off says why; a rule that is on has caught something or guards a promise. */
export default tseslint.config(
  { ignores: ['dist/**', 'dist.next/**', 'node_modules/**', 'schema/**', '.qalxan/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Numbers in template literals are fine; it is objects that print nonsense.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Recurses without end on types that refer to themselves, as filters do.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-console': 'error',
    },
  },
  { files: ['*.js'], ...tseslint.configs.disableTypeChecked },
  { files: ['test/**', '**/*.spec.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
