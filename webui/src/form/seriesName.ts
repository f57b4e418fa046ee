import { type Field, NAME } from './draft'

/** The field of the series' name, which is no parameter. */
export const SERIES_NAME: Field = {
  place: NAME,
  name: NAME,
  property: {
    title: 'Name',
    description: 'Of its series; where left out, one that follows from the parameters.',
    type: 'string',
    maxLength: 128,
  },
}
