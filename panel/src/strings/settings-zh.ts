import type { settingsEn } from "./settings-en";

/** 设置页的简体中文。 */
export const settingsZh: Readonly<Record<keyof typeof settingsEn, string>> = {
  "settings.open": "设置",
  "settings.title": "设置",
  "settings.output": "结果文件夹",
  "settings.output.help": "已存在文件夹的完整路径。留空则为 {folder}。",
  "settings.media": "还可读取素材的文件夹，每行一个",
  "settings.media.help": "您的个人文件夹和本机磁盘本来就能读取。网络磁盘请写在这里。",
  "settings.login": "登录这台电脑时启动",
  "settings.login.cannot": "只有安装版才能自行启动；当前从源代码运行。",
  "settings.save": "保存",
  "settings.saved": "已保存。文件夹从下次启动服务起生效。",
  "settings.running": "当前运行情况",
  "settings.version": "版本",
  "settings.results": "结果",
  "settings.data": "设置、任务列表、缓存",
  "settings.models": "已安装的模型",
  "settings.log": "日志",
  "settings.keep": "不用的上传和缓存",
  "settings.keep.value": "{days} 天后或超过 {size} GB 时移除",
  "settings.lan": "其他电脑",
  "settings.lan.off": "不提供服务",
  "settings.uninstall": "请在系统的程序列表中移除 HeyGem Bridge。结果、任务列表和模型会保留，直到您删除上面的文件夹。",
  "ffmpeg.copy": "复制命令",
  "ffmpeg.licence": "在终端中运行一次。ffmpeg 是自由软件，有自己的许可。",
};
