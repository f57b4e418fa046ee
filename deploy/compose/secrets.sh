#!/bin/sh
# Writes .env beside the compose files: passwords and tokens of this installation, at random. What is there stays, so that
# it may be run again after an upgrade that asks for more.
set -eu
cd "$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)"
umask 077
touch .env
chmod 600 .env
for name in DATABASE_PASSWORD ADMIN_PASSWORD ADMIN_TOKEN S3_ACCESS_KEY S3_SECRET_KEY KEYCLOAK_ADMIN_PASSWORD OIDC_CLIENT_SECRET; do
    grep -q "^$name=" .env || printf '%s=%s\n' "$name" "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" >>.env
done
echo "$PWD/.env has what this installation needs; its first sign-in is admin, with ADMIN_PASSWORD"
