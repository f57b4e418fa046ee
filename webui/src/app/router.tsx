import {
  type ErrorComponentProps,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import type { AdminSearch } from '../admin/search'
import type { FleetSearch } from '../fleet/search'
import type { IncidentSearch } from '../incidents/search'
import type { KioskSearch } from '../kiosk/search'
import type { LiveSearch } from '../live/search'
import type { MapSearch } from '../map/search'
import type { MeshSearch } from '../mesh/search'
import type { PathSearch } from '../path/search'
import type { ReportSearch } from '../reports/search'
import type { ScheduleSearch, SchedulesSearch } from '../schedules/search'
import type { TestSearch } from '../testing/search'
import type { ThresholdSearch, ThresholdsSearch } from '../thresholds/search'
import type { TopicSearch, TopicsSearch } from '../topics/search'
import { ProblemCard } from '../ui/ProblemCard'
import { Shell } from './Shell'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import('./NotFound'), 'NotFound'),
})

/** The page reads it, which is loaded later (useRead). */
const readByPage = <T,>(search: Record<string, unknown>): T => search as T

const fleet = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readByPage<FleetSearch & KioskSearch>,
  component: lazyRouteComponent(() => import('../fleet/FleetPage'), 'FleetPage'),
})

const path = createRoute({
  getParentRoute: () => root,
  path: '/paths/$probe/$target',
  validateSearch: readByPage<PathSearch>,
  component: lazyRouteComponent(() => import('../path/PathPage'), 'PathPage'),
})

const mesh = createRoute({
  getParentRoute: () => root,
  path: '/mesh',
  validateSearch: readByPage<MeshSearch & KioskSearch>,
  component: lazyRouteComponent(() => import('../mesh/MeshPage'), 'MeshPage'),
})

const map = createRoute({
  getParentRoute: () => root,
  path: '/map',
  validateSearch: readByPage<MapSearch>,
  component: lazyRouteComponent(() => import('../map/MapPage'), 'MapPage'),
})

const incidents = createRoute({
  getParentRoute: () => root,
  path: '/incidents',
  validateSearch: readByPage<IncidentSearch>,
  component: lazyRouteComponent(() => import('../incidents/IncidentsPage'), 'IncidentsPage'),
})

const story = createRoute({
  getParentRoute: () => root,
  path: '/incidents/$id',
  component: lazyRouteComponent(() => import('../incidents/StoryPage'), 'StoryPage'),
})

const live = createRoute({
  getParentRoute: () => root,
  path: '/live',
  validateSearch: readByPage<LiveSearch>,
  component: lazyRouteComponent(() => import('../live/LivePage'), 'LivePage'),
})

const test = createRoute({
  getParentRoute: () => root,
  path: '/test',
  validateSearch: readByPage<TestSearch>,
  component: lazyRouteComponent(() => import('../testing/TestPage'), 'TestPage'),
})

const speed = createRoute({
  getParentRoute: () => root,
  path: '/speed',
  component: lazyRouteComponent(() => import('../speed/SpeedPage'), 'SpeedPage'),
})

const probes = createRoute({
  getParentRoute: () => root,
  path: '/probes',
  component: lazyRouteComponent(() => import('../probes/ProbesPage'), 'ProbesPage'),
})

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: readByPage<ReportSearch>,
  component: lazyRouteComponent(() => import('../reports/ReportsPage'), 'ReportsPage'),
})

const topics = createRoute({
  getParentRoute: () => root,
  path: '/topics',
  validateSearch: readByPage<TopicsSearch>,
  component: lazyRouteComponent(() => import('../topics/TopicsPage'), 'TopicsPage'),
})

const topic = createRoute({
  getParentRoute: () => root,
  path: '/topics/$topic',
  validateSearch: readByPage<TopicSearch>,
  component: lazyRouteComponent(() => import('../topics/TopicPage'), 'TopicPage'),
})

const schedules = createRoute({
  getParentRoute: () => root,
  path: '/schedules',
  validateSearch: readByPage<SchedulesSearch>,
  component: lazyRouteComponent(() => import('../schedules/SchedulesPage'), 'SchedulesPage'),
})

const schedule = createRoute({
  getParentRoute: () => root,
  path: '/schedules/$id',
  validateSearch: readByPage<ScheduleSearch>,
  component: lazyRouteComponent(() => import('../schedules/SchedulePage'), 'SchedulePage'),
})

const thresholds = createRoute({
  getParentRoute: () => root,
  path: '/thresholds',
  validateSearch: readByPage<ThresholdsSearch>,
  component: lazyRouteComponent(() => import('../thresholds/ThresholdsPage'), 'ThresholdsPage'),
})

const threshold = createRoute({
  getParentRoute: () => root,
  path: '/thresholds/$id',
  validateSearch: readByPage<ThresholdSearch>,
  component: lazyRouteComponent(() => import('../thresholds/ThresholdPage'), 'ThresholdPage'),
})

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  validateSearch: readByPage<AdminSearch>,
  component: lazyRouteComponent(() => import('../admin/AdminPage'), 'AdminPage'),
})

const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  component: lazyRouteComponent(() => import('../account/AccountsPage'), 'AccountsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    fleet,
    path,
    mesh,
    map,
    incidents,
    story,
    live,
    test,
    speed,
    probes,
    schedules,
    schedule,
    thresholds,
    threshold,
    reports,
    topics,
    topic,
    admin,
    accounts,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

function Broken({ error, reset }: ErrorComponentProps) {
  return <ProblemCard error={error} onRetry={reset} />
}
