import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
    { ignores: ['dist', 'target', 'node_modules', 'src/api/openapi.d.ts'] },
    {
        files: ['{src,bench}/**/*.{ts,tsx}'],
        extends: [...tseslint.configs.strict, hooks.configs.flat['recommended-latest']],
        rules: {
            '@typescript-eslint/no-unused-vars': [
                'error',
                { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
            ],
        },
    },
)
