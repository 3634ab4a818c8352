@echo off
rem HeyGem.Bridge on Windows: builds what is missing the first time, then runs. Set-up speaks on standard error only.
setlocal
set "here=%~dp0"
set "bin=%here%artifacts\bin\HeyGem.Bridge\release\HeyGem.Bridge.dll"
set "built=%here%artifacts\built"
rem Where the program keeps its data (core\Weights\DataFolder says the same): the converted models must be there, too.
set "data=%LOCALAPPDATA%\HeyGem.Bridge"
if not "%HEYGEM_DATA%"=="" set "data=%HEYGEM_DATA%"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
where dotnet >nul 2>nul || (echo heygem: the .NET 10 SDK is missing. Run: winget install Microsoft.DotNet.SDK.10 1>&2 & exit /b 1)
if /i "%~1"=="test" goto test
call :stale && (call :setup || exit /b 1)
rem Without a limit the runtime lets garbage grow with the processor's cache.
if not defined DOTNET_GCgen0size set DOTNET_GCgen0size=0x1000000
dotnet "%bin%" %*
exit /b %errorlevel%

:test
call :setup || exit /b 1
dotnet test --solution "%here%HeyGem.Bridge.sln" -c Release
exit /b %errorlevel%

:setup
where npm >nul 2>nul || (echo heygem: Node.js 20 or newer is missing; set-up needs it once. Run: winget install OpenJS.NodeJS.LTS 1>&2 & exit /b 1)
where ffmpeg >nul 2>nul || if "%HEYGEM_FFMPEG%"=="" (echo heygem: ffmpeg is missing. Run: winget install Gyan.FFmpeg 1>&2 & exit /b 1)
call :npm models\convert || exit /b 1
if exist "%here%panel\package.json" (
  call :npm panel || exit /b 1
  pushd "%here%panel" & call npm run --silent build 1>&2 || (popd & exit /b 1)
  popd
)
dotnet build "%here%bridge\HeyGem.Bridge.csproj" -c Release -v quiet -nologo 1>&2 || exit /b 1
dotnet build "%here%models\convert\HeyGem.ModelConvert.csproj" -c Release -v quiet -nologo 1>&2 || exit /b 1
dotnet "%here%artifacts\bin\HeyGem.ModelConvert\release\heygem-convert.dll" "%here%models\convert\node_modules\@mediapipe\face_mesh" 1>&2 || exit /b 1
type nul > "%built%"
exit /b 0

rem Succeeds when a file that a build reads is newer than the last build, or when that build or the face models are missing.
:stale
if not exist "%bin%" exit /b 0
if not exist "%built%" exit /b 0
if not exist "%data%\models\face" exit /b 0
if not exist "%data%\models\readings" exit /b 0
powershell -NoProfile -NonInteractive -Command "$built = [IO.File]::GetLastWriteTimeUtc($env:built); function Newer($file) { [IO.File]::GetLastWriteTimeUtc($file) -gt $built }; function Any($folder) { foreach ($file in [IO.Directory]::GetFiles($folder)) { if (Newer $file) { return $true } }; foreach ($child in [IO.Directory]::GetDirectories($folder)) { if ('node_modules', 'dist', 'wwwroot', 'training' -notcontains [IO.Path]::GetFileName($child) -and (Any $child)) { return $true } }; return $false }; foreach ($name in 'core', 'bridge', 'models', 'panel', 'manifest') { if (Any ($env:here + $name)) { exit 1 } }; foreach ($file in [IO.Directory]::GetFiles($env:here)) { if ([IO.Path]::GetFileName($file) -match '^(Directory[.].*|global[.]json|heygem[.]cmd)$' -and (Newer $file)) { exit 1 } }; exit 0"
if errorlevel 1 exit /b 0
exit /b 1

rem Installs a folder's locked packages once per lock file.
:npm
fc /b "%here%%~1\package-lock.json" "%here%%~1\node_modules\.lock-installed" >nul 2>nul && exit /b 0
pushd "%here%%~1" & call npm ci --ignore-scripts --no-audit --no-fund --loglevel=error 1>&2 || (popd & exit /b 1)
popd
copy /y "%here%%~1\package-lock.json" "%here%%~1\node_modules\.lock-installed" >nul
exit /b 0
