// Invented accounts and tokens.

const HOUR = 3_600_000
const everything = { sites: [], tags: {} }

/** Who sits at this machine, and whom they let in. */
export function accounts(now) {
    const at = (ms) => new Date(now + ms).toISOString()
    const account = (name, role, scope, more = {}) => ({
        name,
        mustChangePassword: false,
        role,
        scope,
        disabled: false,
        version: 1,
        createdAt: at(-400 * HOUR),
        external: false,
        ...more,
    })
    return {
        me: {
            name: 'api',
            via: 'operator',
            role: 'admin',
            scopes: [],
            mustChangePassword: false,
            csrfToken: null,
            accounts: 'loopback-open',
        },
        signInMethods: {
            password: true,
            provider: { name: 'Keycloak', url: '/api/v1/oidc/login' },
        },
        users: [
            account('ada', 'admin', everything),
            account('ben', 'viewer', { sites: ['fra'], tags: { team: 'shop' } }),
            account('dan', 'viewer', everything, { external: true }),
            account('eva', 'maintainer', everything, { mustChangePassword: true }),
        ],
        tokens: [
            {
                id: '01234567-89ab-4def-8123-456789abcdef',
                account: 'ada',
                name: 'dashboard',
                role: 'viewer',
                scope: { sites: ['fra'], tags: {} },
                createdAt: at(-200 * HOUR),
                seenAt: at(-60_000),
                expiresAt: at(900 * HOUR),
            },
        ],
    }
}
