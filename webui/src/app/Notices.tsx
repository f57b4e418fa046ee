import { DemoBar } from '../demo/DemoBar'
import { FailedWishes } from '../incidents/FailedWishes'

/** What stands over every screen. */
export default function Notices() {
  return (
    <>
      <DemoBar />
      <FailedWishes />
    </>
  )
}
