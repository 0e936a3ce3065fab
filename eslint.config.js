import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'var/',
      'docs/',
      'src/portal/assets/',
      'src/desk/assets/',
      'src/auditor/assets/',
      'src/login/assets/',
      'src/simulators/*/assets/',
      'camunda/host/src/main/resources/',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            'eslint.config.js',
            'start.mjs',
            'src/card/*.mjs',
            'src/signing/verifier/*.mjs',
            'tools/mutation/*.mjs',
          ],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['start.mjs', 'eslint.config.js', 'src/card/*.mjs', 'src/signing/verifier/*.mjs', 'tools/mutation/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
  },
  // Tables of invented families are data.
  { files: ['src/simulators/siak/families.ts'], rules: { 'max-lines': 'off' } },
  // One place reads the environment (test/settings.test.ts); it grows with the settings.
  {
    files: ['src/config.ts'],
    rules: { 'max-lines': ['error', { max: 450, skipBlankLines: true, skipComments: true }] },
  },
  // chai's assertions are property reads
  {
    files: ['test/**'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off', 'no-console': 'off', 'max-lines': ['error', 700] },
  },
);
