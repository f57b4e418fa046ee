import type { Schedule } from '../api/configuration'
import { type TestKind, useKinds } from '../api/kinds'
import { EditForm } from '../edit/EditForm'
import { useDrafting } from '../edit/drafting'
import { useSettled } from '../edit/editing'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton } from '../ui/parts'
import { PreviewCard } from './PreviewCard'
import { ScheduleFields } from './ScheduleFields'
import { type ScheduleForm as Form, formOf, ownZone, scheduleOf, serverErrors } from './draft'
import { scheduleFacts, timingWords } from './words'
import { zoneOf } from './zones'

const PAUSE_MS = 500

/** Makes a schedule, or changes one; what it would come to stands beside it. */
export function ScheduleForm(props: {
  before: Schedule | undefined
  onClose: (saved?: Schedule) => void
}) {
  const kinds = useKinds()
  if (kinds.data) return <Filled {...props} kinds={kinds.data} />
  return kinds.isError ? (
    <ProblemCard error={kinds.error} onRetry={() => void kinds.refetch()} />
  ) : (
    <div className="card">
      <Skeleton rows={5} />
    </div>
  )
}

function Filled(props: {
  before: Schedule | undefined
  kinds: TestKind[]
  onClose: (saved?: Schedule) => void
}) {
  const { before, kinds, onClose } = props
  const drafting = useDrafting({
    ...{ kind: 'schedules' as const, before, onClose },
    begin: () => formOf(before, kinds),
    made: {
      formOf: (schedule: Schedule) => formOf(schedule, kinds),
      read: (form: Form) => scheduleOf(form, kinds),
      refused: serverErrors,
    },
  })
  const { form, body, shown, wrong, id, editing, set } = drafting
  const { base } = editing
  const draft = useSettled(wrong ? undefined : { ...body, ...(base && { id: base.id }) }, PAUSE_MS)
  const next = { ...base, ...body } as Schedule
  return (
    <EditForm
      kind="schedules"
      drafting={drafting}
      words={{
        title: t('New schedule'),
        hint: t('Such as night, or shop-every-minute. It cannot be changed later.'),
        taken: t('is taken: there is a schedule called {id}', { id }),
      }}
      facts={(schedule) => scheduleFacts(schedule, kinds)}
      next={wrong ? undefined : scheduleFacts(next, kinds)}
      aside={
        <PreviewCard
          draft={draft}
          enabled={form.enabled}
          when={wrong ? undefined : timingWords(next)}
          zone={zoneOf(next, ownZone())}
        />
      }
    >
      <ScheduleFields form={form} kinds={kinds} errors={shown} onChange={set} />
    </EditForm>
  )
}
