import cronstrue from 'cronstrue'

/** "at 03:30, Monday through Friday"; undefined where it is none that we can say. */
export function cronWords(expression: string): string | undefined {
  try {
    const words = cronstrue.toString(expression.trim(), { use24HourTimeFormat: true })
    return `${words[0]?.toLowerCase() ?? ''}${words.slice(1)}`
  } catch {
    return undefined // the server says what is wrong with it, field by field
  }
}
