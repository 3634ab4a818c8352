/** Several people in one clip, in English. */
export const speakersEn = {
  "speakers.title": "Several speakers",
  "speakers.help": "For a clip in which people talk with each other: finds who speaks when from the clip's own sound and its mouths. Nothing is rendered by it.",
  "speakers.edit": "One voice for all is shared out by these bars; a voice of somebody's own is heard whole until their bar is changed. Pull the ends of a bar; click it to remove it, click an empty place to add one.",
  "speakers.find": "Find who speaks when",
  "speakers.close": "Forget who speaks when",
  "speakers.kept": "Kept from the earlier render, each with whose it is: {n} {n|voice|voices}.",
  "speakers.person": "Person {n}",
  "speakers.main": "The voice chosen above",
  "speakers.own": "Keeps their own mouth",
  "speakers.add": "Another voice…",
  "speakers.bar": "Click to add a second",
  "speakers.from": "{name} begins to speak",
  "speakers.to": "{name} stops speaking",
  "speakers.remove": "Remove: {name} speaks {from} to {to} s",
  "speakers.nobody": "No mouth in this clip goes with its own sound. Click a bar to say who speaks when.",
  "speakers.unsure": "is not certain: look there before you render.",
  "speakers.unseen": "From {from} to {to} s somebody speaks whose mouth is not seen.",
  "speakers.undo": "Undo",
  "speakers.reset": "As it was found",
} as const;

export type SpeakersKey = keyof typeof speakersEn;

/** The same in the panel, where a clip's voices lie on the timeline. */
export const panelSpeakersEn = {
  ...speakersEn,
  "speakers.find": "Who speaks?",
  "speakers.main": "The voice chosen below",
  "speakers.add": "A file…",
  "speakers.more": "Add a second for {name}",
  "speakers.voiceOf": "Voice of {name}",
  "speakers.unsureAt": "{name}, {from} to {to} s, is not certain: look there before you render.",
  "speakers.missing": "{name}, person {n}, has no voice.",
} as const;
