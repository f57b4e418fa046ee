// What whoever must sign in sees, and the screen of accounts; the answers are made here.

import { PHONE, json } from './visit.mjs'

export const problem = (status, slug, title, detail) =>
    json(status, { type: `https://waddleperf.io/problems/${slug}`, title, status, detail })
const STRANGER = problem(401, 'unauthenticated', 'Sign in first', 'sign in, or send a token')
export const me = (more) =>
    json(200, {
        name: 'ada',
        via: 'session',
        role: 'viewer',
        scopes: [],
        mustChangePassword: false,
        csrfToken: 'c',
        accounts: 'required',
        ...more,
    })

export async function accounts(visit) {
    const stranger = { '/v1/me': STRANGER }
    await visit('sign-in', '/', { answers: stranger })
    await visit('sign-in-light', '/incidents', { answers: stranger, theme: 'light' })
    await visit('sign-in-phone', '/', { answers: stranger, size: PHONE })
    await visit('sign-in-no-role', '/?sign-in=no-role', {
        answers: stranger,
        ready: '[role=alert]',
    })
    await visit('sign-in-refused', '/', {
        answers: {
            ...stranger,
            '/v1/login': problem(
                401,
                'sign-in-failed',
                'Signing in failed',
                'the name or the password is wrong',
            ),
        },
        act: async (page) => {
            await page.keyboard.type('ada')
            await page.keyboard.press('Tab')
            await page.keyboard.type('not this one')
            await page.keyboard.press('Enter')
            await page.waitForSelector('[role=alert]')
        },
    })
    await visit('change-password', '/', { answers: { '/v1/me': me({ mustChangePassword: true }) } })
    await visit('viewer', '/', { answers: { '/v1/me': me({}) } })
    await visit('accounts-forbidden', '/accounts', { answers: { '/v1/me': me({}) } })
    const lists = ['/v1/users', '/v1/tokens']
    await visit('accounts', '/accounts', { ready: 'h2' })
    await visit('accounts-light', '/accounts', { ready: 'h2', theme: 'light' })
    await visit('accounts-error', '/accounts', {
        ready: '[role=alert]',
        answers: Object.fromEntries(
            lists.map((list) => [list, problem(503, 'database-away', 'Away', 'try again')]),
        ),
    })
}
