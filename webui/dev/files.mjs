// Serves a built page, with the headers that the real server could send at its strictest.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
}
const POLICY = [
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
].join('; ')

/** Answers a path with a file of the folder, and with its index.html where there is none. */
export function filesOf(folder) {
    const packed = new Map()
    return (path, response) => {
        let name = normalize(join(folder, path))
        if (!name.startsWith(folder) || !existsSync(name) || statSync(name).isDirectory()) {
            name = join(folder, 'index.html')
        }
        const page = name.endsWith('index.html')
        response.writeHead(200, {
            'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
            'content-encoding': 'gzip',
            'cache-control': page ? 'no-cache' : 'public, max-age=31536000, immutable',
            'content-security-policy': POLICY,
            'x-content-type-options': 'nosniff',
        })
        response.end(gzipOf(name, packed))
    }
}

/** A file is packed once, and again where it was built anew. */
function gzipOf(name, packed) {
    const { mtimeMs } = statSync(name)
    if (packed.get(name)?.mtimeMs !== mtimeMs) {
        packed.set(name, { mtimeMs, bytes: gzipSync(readFileSync(name)) })
    }
    return packed.get(name).bytes
}
