using HeyGem.Bridge.Cli;

return await HeyGemCommand.RunAsync(args);
