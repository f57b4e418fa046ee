// The middle of each country's largest part, of Natural Earth's outlines at 1:50 million, by the two letters of the
// country. query-api puts there what it knows the country of, and no more.
//
//   node build/centres.mjs        fails where the table is not what the outlines say
//   node build/centres.mjs write  writes it

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { geoArea, geoCentroid } from 'd3-geo'
import { feature } from 'topojson-client'

/** @typedef {import('geojson').MultiPolygon} MultiPolygon */
/** @typedef {import('geojson').Polygon} Polygon */

const TABLE = '../query-api/src/main/resources/io/waddleperf/api/geo/country-centres.csv'

const require = createRequire(import.meta.url)
const atlas = require('world-atlas/countries-50m.json')
/** @type {[letters: string, three: string, number: string][]} */
const codes = require('i18n-iso-countries/codes.json')
const letters = new Map(codes.map(([two, , number]) => [number, two]))

/** A country's parts. @param {MultiPolygon | Polygon} outline @returns {Polygon[]} */
const partsOf = (outline) =>
    (outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates).map(
        (coordinates) => ({ type: 'Polygon', coordinates }),
    )

/** The largest part of each country; some have several outlines, and some outlines no letters. */
const largest = new Map()
for (const { id, geometry } of feature(atlas, atlas.objects.countries).features) {
    const country = letters.get(String(id).padStart(3, '0'))
    if (country === undefined) continue
    for (const part of partsOf(geometry)) {
        const before = largest.get(country)
        if (before === undefined || geoArea(part) > geoArea(before)) largest.set(country, part)
    }
}
const rows = [...largest].map(([country, part]) => {
    const [longitude, latitude] = geoCentroid(part)
    return `${country},${latitude.toFixed(1)},${longitude.toFixed(1)}`
})
const text = ['country,latitude,longitude', ...rows.sort(), ''].join('\n')

const table = fileURLToPath(new URL(`../${TABLE}`, import.meta.url))
if (process.argv[2] === 'write') {
    writeFileSync(table, text)
} else if (!existsSync(table) || readFileSync(table, 'utf8') !== text) {
    console.error(`${TABLE} is not what the outlines say. Run: node build/centres.mjs write`)
    process.exit(1)
}
