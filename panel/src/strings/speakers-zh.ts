import type { panelSpeakersEn, SpeakersKey } from "./speakers-en";

/** 一个片段中有多人说话，中文。 */
export const speakersZh: Readonly<Record<SpeakersKey, string>> = {
  "speakers.title": "多位说话人",
  "speakers.help": "用于多人对话的片段：根据片段原声和口型找出谁在何时说话。此操作不会渲染。",
  "speakers.edit": "共用一段配音时按这些色条分配；各自的配音在色条未改动时整段播放。拖动色条两端可调整，点击色条可删除，点击空白处可添加。",
  "speakers.find": "找出谁在何时说话",
  "speakers.close": "清除说话人",
  "speakers.kept": "保留上次渲染的 {n} 段配音及其对应的人物。",
  "speakers.person": "人物 {n}",
  "speakers.main": "上方选择的配音",
  "speakers.own": "保持原有口型",
  "speakers.add": "另一段配音…",
  "speakers.bar": "点击添加一秒",
  "speakers.from": "{name}开始说话",
  "speakers.to": "{name}停止说话",
  "speakers.remove": "删除：{name}在 {from} 至 {to} 秒说话",
  "speakers.nobody": "片段中没有口型与原声相符。请点击色条指明谁在何时说话。",
  "speakers.unsure": "不能确定：渲染前请查看该处。",
  "speakers.unseen": "{from} 至 {to} 秒有人说话，但看不到其口型。",
  "speakers.undo": "撤销",
  "speakers.reset": "恢复为找到的结果",
};

/** 面板中的相同内容：片段的声音在时间线上。 */
export const panelSpeakersZh: Readonly<Record<keyof typeof panelSpeakersEn, string>> = {
  ...speakersZh,
  "speakers.find": "谁在说话？",
  "speakers.main": "下方选择的声音",
  "speakers.add": "选择文件…",
  "speakers.more": "为{name}添加一秒",
  "speakers.voiceOf": "{name}的声音",
  "speakers.unsureAt": "{name}，{from} 至 {to} 秒，不能确定：渲染前请查看该处。",
  "speakers.missing": "{name}：人物 {n} 没有声音。",
};
