// The types of the API's messages are made of its OpenAPI document:
//
//   node build/types.mjs        fails where src/api/openapi.d.ts is not what the document says
//   node build/types.mjs write  writes it

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const home = new URL('..', import.meta.url)
const source = new URL('../query-api/src/main/resources/META-INF/openapi.yaml', home)
const types = fileURLToPath(new URL('src/api/openapi.d.ts', home))
const HEAD = '/** Made of query-api\'s openapi.yaml by "npm run types"; not to be edited. */\n\n'

// What has a default may be left out of a request.
const text = HEAD + astToString(await openapiTS(source, { defaultNonNullable: false }))
if (process.argv[2] === 'write') {
    writeFileSync(types, text)
} else if (!existsSync(types) || readFileSync(types, 'utf8') !== text) {
    console.error('src/api/openapi.d.ts is not what openapi.yaml says. Run: npm run types')
    process.exit(1)
}
