/** What the list of schedules shows, as it stands in the URL. */
export interface SchedulesSearch {
  q?: string
  /** The form of a new one. */
  make?: true
}

export function schedulesSearch({ q, make }: Record<string, unknown>): SchedulesSearch {
  return {
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(make === true && { make }),
  }
}

/** What the page of one schedule shows, as it stands in the URL. */
export interface ScheduleSearch {
  edit?: true
  /** Only this probe's series are told, or this target's. */
  probe?: string
  target?: string
}

export function scheduleSearch(search: Record<string, unknown>): ScheduleSearch {
  const { edit, probe, target } = search
  return {
    ...(edit === true && { edit }),
    ...(typeof probe === 'string' && { probe }),
    ...(typeof target === 'string' && { target }),
  }
}
