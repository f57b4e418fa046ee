/** Whether a page hangs on a wall: by `?kiosk=true`, or `?kiosk` alone, a text without letters. */
export const isWall = (kiosk: unknown): boolean => kiosk === true || kiosk === ''
