import { t } from '../language/text'
import { type Field, NAME } from './draft'

/** The field of the series' name, which is no parameter. */
export const seriesName = (): Field => ({
  place: NAME,
  name: NAME,
  property: {
    title: t('Name'),
    description: t('Of its series; where left out, one that follows from the parameters.'),
    type: 'string',
    maxLength: 128,
  },
})
