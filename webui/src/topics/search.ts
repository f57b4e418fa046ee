import type { Topic } from '../api/topics'

/** What the list shows, as it stands in the URL. */
export interface TopicsSearch {
  q?: string
}

/** The view state of the list in a URL's query. */
export function topicsSearch({ q }: Record<string, unknown>): TopicsSearch {
  return q === undefined || q === '' ? {} : { q: String(q) }
}

/** What the page of a topic shows, as it stands in the URL: which fields are opened. */
export interface TopicSearch {
  open?: string[]
}

const MOST_OPEN = 200

/** The view state of a topic's page in a URL's query. */
export function topicSearch({ open }: Record<string, unknown>): TopicSearch {
  const given = open === undefined ? [] : Array.isArray(open) ? open : [open]
  const names = [...new Set(given.map(String))].slice(0, MOST_OPEN)
  return names.length === 0 ? {} : { open: names }
}

/** The topics in whose words each word of `q` occurs. */
export function matching(topics: readonly Topic[], q = ''): Topic[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return topics.filter((topic) => {
    const { name, description, key, readers, writers } = topic
    const groups = (topic.groups ?? []).map(({ group }) => group)
    const text = [name, description, key, ...readers, ...writers, ...groups].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
