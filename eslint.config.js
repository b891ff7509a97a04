import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const noTypesWithCode = [
	{ selector: 'TSEnumDeclaration', message: 'Use a union of string literals: an enum is code, not a type.' },
	{ selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use a module: a file is a namespace.' }
];

const transactionText = '/^\\s*(begin|commit|rollback)(\\s+transaction)?\\s*;?\\s*$/i';
const noRawTransactions = ['Literal[value=X]', 'TemplateElement[value.cooked=X]'].map((selector) => ({
	selector: selector.replace('X', transactionText),
	message: 'Only the warehouse opens transactions: two writers that do not know of each other conflict.'
}));

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'node_modules/',
			'data/home/',
			'reports/',
			'test-results/',
			'playwright-report/',
			'static/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript knows every name; this rule does not know types.
			'no-undef': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }
			],
			'no-restricted-syntax': ['error', ...noTypesWithCode],
			// The board is served at the root of its own host, so a path is already complete.
			'svelte/no-navigation-without-resolve': 'off',
			// The full-width space is a character of the texts that we read and write.
			'no-irregular-whitespace': ['error', { skipTemplates: true, skipRegExps: true, skipComments: true }],
			eqeqeq: ['error', 'always', { null: 'ignore' }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } }
	},
	{
		files: ['src/**/*.{ts,svelte}', 'jobs/**/*.ts', 'data/**/*.ts'],
		ignores: ['src/lib/server/warehouse/**'],
		rules: { 'no-restricted-syntax': ['error', ...noTypesWithCode, ...noRawTransactions] }
	},
	// Tests repeat figures as files carry them, also those that no number can hold.
	{ files: ['tests/**/*.ts'], rules: { 'no-loss-of-precision': 'off' } },
	// SvelteKit's own way to declare its types is a namespace.
	{ files: ['**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
	{
		files: ['**/*.cjs'],
		languageOptions: { sourceType: 'commonjs' },
		rules: { '@typescript-eslint/no-require-imports': 'off' }
	}
);
