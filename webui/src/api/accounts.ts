/** What somebody may do; each includes those before it. */
export type Role = 'viewer' | 'maintainer' | 'admin'

/** Probes of any of these sites that have all of these tags; empty is all. */
export interface Scope {
  sites: string[]
  tags: Record<string, string>
}

/** Who asks. */
export interface Me {
  name: string
  via: 'session' | 'token' | 'operator'
  role: Role
  scopes: Scope[]
  mustChangePassword: boolean
  csrfToken: string | null
  accounts: 'required' | 'loopback-open'
}

/** Somebody who may sign in. */
export interface Account {
  name: string
  mustChangePassword: boolean
  role: Role
  scope: Scope
  disabled: boolean
  version: number
  createdAt: string
  /** By a provider of OpenID Connect, which says the role each time. */
  external: boolean
}

/** How somebody may sign in. */
export interface SignInMethods {
  password: boolean
  provider: { name: string; url: string } | null
}

/** An account and the password that was made for it, which is told once. */
export interface MadeAccount {
  account: Account
  password: string | null
}

/** A key of a program. */
export interface Token {
  id: string
  account: string | null
  name: string
  role: Role
  scope: Scope
  createdAt: string
  seenAt: string
  expiresAt: string
}

/** A token and its secret, which is told once. */
export interface MadeToken {
  token: Token
  secret: string
}
