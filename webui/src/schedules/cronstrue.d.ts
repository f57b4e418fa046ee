/** A language of cronstrue, which adds itself to it when it is loaded. */
declare module 'cronstrue/locales/de.min.js'
