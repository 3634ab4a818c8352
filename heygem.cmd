@echo off
rem HeyGem.Bridge on Windows: builds what is missing the first time, then runs. Set-up speaks on standard error only.
setlocal
set "here=%~dp0"
set "bin=%here%artifacts\bin\HeyGem.Bridge\release\HeyGem.Bridge.dll"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
where dotnet >nul 2>nul || (echo heygem: the .NET 10 SDK is missing. Run: winget install Microsoft.DotNet.SDK.10 1>&2 & exit /b 1)
if /i "%~1"=="test" goto test
if not exist "%here%artifacts\built" call :setup || exit /b 1
rem Without a limit the runtime lets garbage grow with the processor's cache.
if not defined DOTNET_GCgen0size set DOTNET_GCgen0size=0x1000000
dotnet "%bin%" %*
exit /b %errorlevel%

:test
call :setup || exit /b 1
dotnet test --solution "%here%HeyGem.Bridge.sln" -c Release
exit /b %errorlevel%

:setup
where npm >nul 2>nul || (echo heygem: Node.js 20 or newer is missing. Run: winget install OpenJS.NodeJS.LTS 1>&2 & exit /b 1)
where ffmpeg >nul 2>nul || if "%HEYGEM_FFMPEG%"=="" (echo heygem: ffmpeg is missing. Run: winget install Gyan.FFmpeg 1>&2 & exit /b 1)
call :npm core\Onnx\Runtime || exit /b 1
call :npm models\convert || exit /b 1
if exist "%here%panel\package.json" (
  call :npm panel || exit /b 1
  pushd "%here%panel" & call npm run --silent build 1>&2 || (popd & exit /b 1)
  popd
)
dotnet build "%here%bridge\HeyGem.Bridge.csproj" -c Release -v quiet -nologo 1>&2 || exit /b 1
dotnet build "%here%models\convert\HeyGem.ModelConvert.csproj" -c Release -v quiet -nologo 1>&2 || exit /b 1
dotnet "%here%artifacts\bin\HeyGem.ModelConvert\release\heygem-convert.dll" "%here%models\convert\node_modules\@mediapipe\face_mesh" 1>&2 || exit /b 1
type nul > "%here%artifacts\built"
exit /b 0

:npm
if exist "%here%%~1\node_modules" exit /b 0
pushd "%here%%~1" & call npm ci --ignore-scripts --no-audit --no-fund --loglevel=error 1>&2 || (popd & exit /b 1)
popd
exit /b 0
